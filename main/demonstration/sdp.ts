import type { G711 } from './g711.ts';
import type { RtpDestination } from './rtp-endpoint.ts';

/** What a test phone offers and answers (RFC 4566): both laws of G.711, and keys by RFC 4733. */
export function describeAudio(
  host: string,
  port: number,
  session: number,
  direction: 'sendrecv' | 'sendonly' = 'sendrecv',
): string {
  return [
    'v=0',
    `o=- ${session} ${session} IN IP4 ${host}`,
    's=-',
    `c=IN IP4 ${host}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 8 0 101`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-15',
    'a=ptime:20',
    `a=${direction}`,
    '',
  ].join('\r\n');
}

/** Where and how the other side wants its audio; null when it describes none that we speak. */
export function readAudio(sdp: string): RtpDestination | null {
  const media = /^m=audio (\d+) \S+ ([\d ]+)/m.exec(sdp);
  const host = /^c=IN IP4 (\S+)/m.exec(sdp)?.[1];
  if (media === null || host === undefined) return null;
  const laws = (media[2] ?? '')
    .trim()
    .split(' ')
    .flatMap((payload): G711[] => (payload === '8' ? ['PCMA'] : payload === '0' ? ['PCMU'] : []));
  const [law] = laws;
  if (law === undefined) return null;
  const keys = /^a=rtpmap:(\d+) telephone-event\/8000/m.exec(sdp)?.[1];
  return { host, port: Number(media[1]), law, keyPayload: keys === undefined ? null : Number(keys) };
}
