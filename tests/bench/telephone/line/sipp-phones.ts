import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AsteriskSettings } from '../../../../asterisk-conf/settings.ts';
import type { AsteriskInstance } from '../../../../asterisk-conf/start.ts';

/** How every phone behaves: it rings so long, is answered, talks and hangs up. */
export type PhoneTimes = { readonly ringMs: number; readonly talkMs: number };

export type SippPhonesOptions = PhoneTimes & {
  readonly sip: AsteriskInstance['sip'];
  readonly accounts: AsteriskSettings['phones'];
  readonly folder: string;
};

/** All phones of the agents are one SIPp: one socket, on which it registers them and answers what rings. */
export async function openSippPhones(
  { sip, accounts, folder, ringMs, talkMs }: SippPhonesOptions,
  opened: AsyncDisposableStack,
): Promise<{ readonly messages: string }> {
  const own = (name: string): string => join(folder, name);
  const scenario = await readFile(new URL('./phone.xml', import.meta.url), 'utf8');
  await writeFile(own('phone.xml'), scenario.replace('RING_MS', String(ringMs)).replace('TALK_MS', String(talkMs)));
  const rows = accounts.map(
    ({ username, password }) => `${username};[authentication username=${username} password=${password}]`,
  );
  await writeFile(own('accounts.csv'), ['SEQUENTIAL', ...rows, ''].join('\n'));
  const messages = own('phone-messages.log');
  const child = spawn(
    'sipp',
    [
      `${sip.host}:${sip.port}`,
      ...['-sf', new URL('./registration.xml', import.meta.url).pathname, '-oocsf', own('phone.xml'), '-aa'],
      ...['-inf', own('accounts.csv'), '-m', String(accounts.length), '-r', '50', '-l', String(accounts.length)],
      ...['-i', sip.host, '-nostdin', '-trace_shortmsg', '-shortmessage_file', messages],
    ],
    { cwd: folder, stdio: 'ignore', env: { ...process.env, TERM: 'dumb' }, detached: true },
  );
  opened.defer(() => end(child));
  await once(child, 'spawn');
  return { messages };
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
