import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Somebody else listens where we are told to. */
export class PortOccupied extends Error {
  override readonly name = 'PortOccupied';
}

/**
 * Outside the range from which systems take the ports of outgoing connections (from 32768 on Linux, from 49152 by
 * RFC 6335), so that none of these is in the way between the choice of a port and its use.
 */
const choice = { from: 23_000, to: 32_000 };

/** The port itself if it can be had for TCP (and UDP), or a free one for 0. Throws PortOccupied. */
export const claimablePort = async (
  what: string,
  host: string,
  port: number,
  protocols: 'tcp' | 'tcp+udp',
): Promise<number> => {
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port === 0 ? randomInt(choice.from, choice.to) : port;
    try {
      await tryTcp(host, chosen);
      if (protocols === 'tcp+udp') await tryUdp(host, chosen);
      return chosen;
    } catch (cause) {
      if (port === 0 && attempt < 20) continue;
      const { code } = cause as NodeJS.ErrnoException;
      const reason = code === 'EADDRINUSE' ? 'something else already listens there' : `it cannot be opened (${code})`;
      throw new PortOccupied(`${what} is to listen on ${host}:${port}, but ${reason}. Free it or set another port.`, {
        cause,
      });
    }
  }
};

const tryTcp = async (host: string, port: number): Promise<void> => {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
};

const tryUdp = async (host: string, port: number): Promise<void> => {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.bind({ address: host, port, exclusive: true });
  await once(socket, 'listening');
  socket.close();
  await once(socket, 'close');
};
