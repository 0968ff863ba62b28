import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Somebody else listens where we are told to. */
export class PortOccupied extends Error {
  override readonly name = 'PortOccupied';
}

/** The port itself if it can be had for TCP (and UDP), or a free one for 0. Throws PortOccupied. */
export const claimablePort = async (
  what: string,
  host: string,
  port: number,
  protocols: 'tcp' | 'tcp+udp',
): Promise<number> => {
  // A port free for TCP may be taken for UDP; then another is tried.
  for (let attempt = 1; ; attempt += 1) {
    try {
      const tcp = await tryTcp(host, port);
      if (protocols === 'tcp+udp') await tryUdp(host, tcp);
      return tcp;
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

const tryTcp = async (host: string, port: number): Promise<number> => {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : port;
};

const tryUdp = async (host: string, port: number): Promise<void> => {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.bind({ address: host, port, exclusive: true });
  await once(socket, 'listening');
  socket.close();
  await once(socket, 'close');
};
