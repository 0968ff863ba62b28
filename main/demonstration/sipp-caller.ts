import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRtpEndpoint, type RtpEndpoint } from './rtp-endpoint.ts';
import { readAudio } from './sdp.ts';
import type { SipServer } from './sip-endpoint.ts';
import { parseSip, type SipMessage } from './sip-message.ts';
import type { Sound } from './sound.ts';

/**
 * One real call by SIPp, an implementation of SIP that is not ours: it does the signalling by `caller.xml`, while the
 * audio is this process's, so that it can be played, heard and kept. The caller stays until the other side hangs up.
 */
export type SippCall = {
  readonly media: RtpEndpoint;
  /** Settles when the call is over: true when SIPp saw it go as its scenario says. */
  readonly ended: Promise<boolean>;
  heard(): Sound;
  /** Ends SIPp, whatever it is doing. Twice is safe. */
  close(): Promise<void>;
};

export type SippOptions = {
  readonly sip: SipServer;
  readonly from: string;
  readonly to: string;
  /** Each SIP message as SIPp sends or receives it. */
  readonly onMessage: (direction: 'sent' | 'received', message: SipMessage) => void;
  readonly limitSeconds: number;
};

export async function callBySipp(options: SippOptions): Promise<SippCall> {
  const { sip, from, to, onMessage, limitSeconds } = options;
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-sipp-'));
  const trace = join(folder, 'messages');
  await once(spawn('mkfifo', [trace], { stdio: 'ignore' }), 'exit');
  const media = await openRtpEndpoint(sip.host);
  const child = spawn(
    'sipp',
    [
      ...[`${sip.host}:${sip.port}`, '-sf', new URL('./caller.xml', import.meta.url).pathname],
      ...[
        '-m',
        '1',
        '-l',
        '1',
        '-i',
        '127.0.0.1',
        '-s',
        to,
        '-key',
        'caller',
        from,
        '-key',
        'audio_port',
        String(media.port),
      ],
      ...['-trace_msg', '-message_file', trace, '-timeout', String(limitSeconds), '-timeout_error', '-nostdin'],
    ],
    { cwd: folder, stdio: 'ignore', env: { ...process.env, TERM: 'dumb' } },
  );
  const exited = once(child, 'exit');
  const reader = new TraceReader((direction, message) => {
    const destination = direction === 'received' && message.kind === 'response' ? readAudio(message.body) : null;
    if (destination !== null) media.direct(destination);
    onMessage(direction, message);
  });
  createReadStream(trace, 'utf8').on('data', (part) => reader.read(String(part)));
  const ended = exited.then(async ([code]) => {
    await media.close();
    await rm(folder, { recursive: true, force: true });
    return code === 0;
  });
  return {
    media,
    ended,
    heard: () => media.heard(),
    async close() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Cuts SIPp's trace into messages: a line that tells direction and bytes, an empty one, and the message itself. */
class TraceReader {
  readonly #onMessage: SippOptions['onMessage'];
  #text = '';

  constructor(onMessage: SippOptions['onMessage']) {
    this.#onMessage = onMessage;
  }

  read(part: string): void {
    this.#text += part;
    for (;;) {
      const head = /UDP message (sent|received) [([](\d+)(?:\]| bytes)[^\n]*\n\n/.exec(this.#text);
      if (head === null) return;
      const start = head.index + head[0].length;
      const length = Number(head[2]);
      if (this.#text.length < start + length) return;
      const message = parseSip(this.#text.slice(start, start + length));
      this.#text = this.#text.slice(start + length);
      if (message !== null) this.#onMessage(head[1] === 'sent' ? 'sent' : 'received', message);
    }
  }
}
