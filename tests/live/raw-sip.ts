import { randomBytes } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { SipServer } from '../../main/demonstration/sip-endpoint.ts';

/**
 * A UDP socket that sends whatever bytes it is given and keeps what comes back, for what no proper phone would say:
 * torture messages, scans, forged headers. It answers nothing by itself.
 */
export type RawSip = {
  readonly host: string;
  readonly port: number;
  /** Everything that came, in order. */
  readonly received: readonly Datagram[];
  send(message: string | Buffer): void;
  /** Sends and resolves with the first message that comes then and fits; null when none does within `waitMs`. */
  ask(message: string | Buffer, fits?: (text: string) => boolean, waitMs?: number): Promise<Datagram | null>;
  close(): Promise<void>;
};

export type Datagram = { readonly text: string; readonly at: number; readonly status: number | null };

/** `from`: the loopback address that it comes from. */
export async function openRawSip(server: SipServer, from = '127.0.0.1'): Promise<RawSip> {
  const socket: Socket = createSocket('udp4');
  socket.bind(0, from);
  await once(socket, 'listening');
  const { port } = socket.address();
  const received: Datagram[] = [];
  const listeners = new Set<(datagram: Datagram) => void>();
  socket.on('message', (bytes: Buffer, _from: RemoteInfo) => {
    const text = bytes.toString('latin1');
    const status = /^SIP\/2\.0 (\d{3})/.exec(text)?.[1];
    const datagram = { text, at: performance.now(), status: status === undefined ? null : Number(status) };
    received.push(datagram);
    for (const listener of [...listeners]) listener(datagram);
  });
  const bytesOf = (message: string | Buffer): Buffer =>
    typeof message === 'string' ? Buffer.from(message, 'latin1') : message;
  const send = (message: string | Buffer): void => socket.send(bytesOf(message), server.port, server.host);
  return {
    host: from,
    port,
    received,
    send,
    ask(message, fits = () => true, waitMs = 2_000) {
      return new Promise((resolve) => {
        const end = (datagram: Datagram | null): void => {
          clearTimeout(late);
          listeners.delete(hear);
          resolve(datagram);
        };
        const hear = (datagram: Datagram): void => {
          if (fits(datagram.text)) end(datagram);
        };
        const late = setTimeout(() => end(null), waitMs);
        listeners.add(hear);
        send(message);
      });
    },
    async close() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

export type RawRequest = {
  readonly method: string;
  /** The whole Request-URI. */
  readonly uri: string;
  /** The whole value of From and of To; without "tag" one is added to From. */
  readonly from: string;
  readonly to?: string;
  readonly callId?: string;
  readonly sequence?: number;
  readonly branch?: string;
  /** Further header lines. */
  readonly more?: readonly string[];
  readonly body?: string;
};

/** A request as its parts say, however wrong they are; what is not said is as it should be. */
export function rawRequest(line: Pick<RawSip, 'host' | 'port'>, request: RawRequest): string {
  const { method, uri, from, body = '', sequence = 1 } = request;
  const token = randomBytes(8).toString('hex');
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP ${line.host}:${line.port};branch=${request.branch ?? `z9hG4bK${token}`};rport`,
    'Max-Forwards: 70',
    `From: ${/;\s*tag=/.test(from) ? from : `${from};tag=${token}`}`,
    `To: ${request.to ?? `<${uri}>`}`,
    `Call-ID: ${request.callId ?? token}`,
    `CSeq: ${sequence} ${method}`,
    `Contact: <sip:raw@${line.host}:${line.port}>`,
    ...(request.more ?? []),
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${Buffer.byteLength(body, 'latin1')}`,
    '',
    body,
  ].join('\r\n');
}

/** An offer of audio at a port that nobody listens on. */
export const plainOffer = (host: string): string =>
  [
    'v=0',
    `o=- 1 1 IN IP4 ${host}`,
    's=-',
    `c=IN IP4 ${host}`,
    't=0 0',
    'm=audio 9 RTP/AVP 8',
    'a=rtpmap:8 PCMA/8000',
    '',
  ].join('\r\n');
