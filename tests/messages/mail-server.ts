import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type MailServer = {
  readonly smtpUrl: string;
  /** Whole mails as they came and were taken. */
  readonly mails: readonly string[];
  /** How often somebody tried. */
  readonly tries: number;
  /** Asked for every mail: the code with which it is not taken, null to take it. */
  answer: (to: string, tries: number) => number | null;
  /** Called when a mail is there and not yet answered for; the answer waits for it. */
  beforeAnswer: () => Promise<void>;
};

/** A real SMTP server on a port of this machine, while `work` runs. Port 0 takes a free one. */
export async function withMailServer<T>(work: (server: MailServer) => Promise<T>, port = 0): Promise<T> {
  const mails: string[] = [];
  const state = {
    smtpUrl: '',
    mails,
    tries: 0,
    answer: (): number | null => null,
    beforeAnswer: async (): Promise<void> => undefined,
  } as MailServer & { smtpUrl: string; tries: number };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    // Clients keep connections; those of a test need no patience.
    closeTimeout: 50,
    onData(stream, session, done) {
      void buffer(stream).then(async (mail) => {
        state.tries += 1;
        const code = state.answer(session.envelope.rcptTo[0]?.address ?? '', state.tries);
        if (code === null) mails.push(mail.toString('latin1'));
        await state.beforeAnswer();
        // The address stands in the answer, as servers do it; it must not get into our logs.
        if (code === null) done();
        else
          done(Object.assign(new Error(`4.2.0 <${session.envelope.rcptTo[0]?.address}> no`), { responseCode: code }));
      });
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  state.smtpUrl = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  try {
    return await work(state);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

export type ReadMail = {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  readonly calendars: readonly { readonly method: string; readonly content: string }[];
};

/** A mail as somebody else's reader (Python's own) sees it. */
export function readMail(raw: string): ReadMail {
  const program = `
import email, email.policy, json, sys
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
calendars = [{'method': part.get_param('method'), 'content': part.get_content()} for part in mail.walk() if part.get_content_type() == 'text/calendar']
print(json.dumps({'headers': {k.lower(): str(v) for k, v in mail.items()}, 'text': mail.get_body(('plain',)).get_content(),
  'html': mail.get_body(('html',)).get_content(), 'calendars': [{'method': c['method'], 'content': c['content'] if isinstance(c['content'], str) else c['content'].decode()} for c in calendars]}))`;
  const { stdout, stderr, status } = spawnSync('/usr/bin/python3', ['-c', program], {
    input: Buffer.from(raw, 'latin1'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
