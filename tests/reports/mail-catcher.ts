import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type MailCatcher = {
  readonly smtpUrl: string;
  /** Whole messages as they came. */
  readonly messages: string[];
  /** While true every message is refused. */
  refusing: boolean;
};

/** A real SMTP server on a free port of this machine, while `work` runs. */
export async function withMailCatcher<T>(work: (catcher: MailCatcher) => Promise<T>): Promise<T> {
  const messages: string[] = [];
  const state = { refusing: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      buffer(stream).then((message) => {
        if (state.refusing) {
          done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
          return;
        }
        messages.push(message.toString('latin1'));
        done();
      }, done);
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  try {
    return await work(Object.assign(state, { smtpUrl: `smtp://127.0.0.1:${port}`, messages }));
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}
