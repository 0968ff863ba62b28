import { createSocket } from 'node:dgram';

import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';
import type { AriAccess } from './ari-access.ts';
import { askAri } from './ari-access.ts';

export type ReadinessOptions = {
  readonly ari: AriAccess;
  readonly sip: { readonly host: string; readonly port: number; readonly tlsPort: number | null };
  readonly limitMs: number;
  /** Aborted when Asterisk has ended, so that nobody waits for the dead. */
  readonly signal: AbortSignal;
};

/**
 * Resolves when Asterisk is of use: ARI answers (it answers 503 while it boots), SIP answers an OPTIONS by UDP, and TLS
 * accepts connections if there is TLS. Throws what was still missing at the deadline.
 */
export const waitUntilReady = async (options: ReadinessOptions): Promise<void> => {
  const deadline = Date.now() + options.limitMs;
  const { sip } = options;
  const checks: { readonly what: string; readonly passes: () => Promise<boolean> }[] = [
    {
      what: 'ARI',
      passes: async () => (await askAri(options.ari, 'GET', 'asterisk/info?filter=status')).status === 200,
    },
    { what: `SIP on UDP ${sip.host}:${sip.port}`, passes: () => answersOptions(sip.host, sip.port) },
  ];
  const { tlsPort } = sip;
  if (tlsPort !== null)
    checks.push({ what: `SIP on TLS ${sip.host}:${tlsPort}`, passes: () => shakesHands(sip.host, tlsPort) });
  for (const check of checks) {
    while (!(await check.passes().catch(() => false))) {
      options.signal.throwIfAborted();
      if (Date.now() > deadline) throw new Error(`Asterisk has started, but ${check.what} does not answer.`);
      await pause(50, undefined, { signal: options.signal });
    }
  }
};

/** A handshake, not only a connection: the listener is there even when its key cannot be read. */
const shakesHands = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    // Whether the certificate is trusted is the phones' question.
    const socket = connect({ host, port, rejectUnauthorized: false });
    const end = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(500, () => end(false));
    socket.once('secureConnect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });

/** Any answer will do: a stranger's OPTIONS is answered 401, and that too needs a working transport. */
const answersOptions = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    const timer = setTimeout(() => end(false), 300);
    const end = (result: boolean): void => {
      clearTimeout(timer);
      socket.close();
      resolve(result);
    };
    socket.once('error', () => end(false));
    socket.once('message', () => end(true));
    socket.bind(0, host, () => {
      const own = `${bracketed(host)}:${socket.address().port}`;
      const mark = `${Date.now()}-${process.pid}`;
      socket.send(
        [
          `OPTIONS sip:${bracketed(host)}:${port} SIP/2.0`,
          `Via: SIP/2.0/UDP ${own};branch=z9hG4bK-ready-${mark};rport`,
          'Max-Forwards: 1',
          `From: <sip:readiness@${own}>;tag=${mark}`,
          `To: <sip:${bracketed(host)}:${port}>`,
          `Call-ID: readiness-${mark}`,
          'CSeq: 1 OPTIONS',
          `Contact: <sip:readiness@${own}>`,
          'Content-Length: 0',
          '',
          '',
        ].join('\r\n'),
        port,
        host,
      );
    });
  });

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
