import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { SipServer } from '../../main/demonstration/sip-endpoint.ts';

/** Many callers at once, by SIPp, each with a number of its own. They send no audio and stay until they are put down. */
export type Crowd = {
  /** True when each of them was answered, and put down by the line. */
  readonly wentWell: Promise<boolean>;
  /** Ends SIPp at once; its calls are left as they are. */
  close(): Promise<void>;
};

const scenario = new URL('../../main/demonstration/caller.xml', import.meta.url);

/** `prefix`: the beginning of their numbers, "0410". */
export async function callInCrowds(sip: SipServer, prefix: string, calls: number, perSecond: number): Promise<Crowd> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-crowd-'));
  const file = join(folder, 'caller.xml');
  const text = await readFile(scenario, 'utf8');
  await writeFile(
    file,
    text.replaceAll('[caller]', `${prefix}[call_number]`).replaceAll('[audio_port]', '[media_port]'),
  );
  const child = spawn(
    'sipp',
    [
      `${sip.host}:${sip.port}`,
      ...['-sf', file, '-s', '015551234', '-i', sip.host, '-nostdin'],
      ...['-m', String(calls), '-l', String(calls), '-r', String(perSecond), '-recv_timeout', '150000'],
    ],
    { cwd: folder, stdio: 'ignore', env: { ...process.env, TERM: 'dumb' } },
  );
  const exited = once(child, 'exit').then(([code]) => code === 0);
  return {
    wentWell: exited,
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Adds agents with phones "201" and on to the sample, who can do what its callers need. */
export async function addAgents(db: Knex, count: number): Promise<readonly string[]> {
  const users = Array.from({ length: count }, (_, index) => String(201 + index));
  const id = (user: string) => `crowd${user}`;
  await db('app_user').insert(
    users.map((user) => ({ id: id(user), name: id(user), password_hash: 'nobody signs in' })),
  );
  await db('phone').insert(users.map((username) => ({ username, password: `password-of-${username}` })));
  await db('agent').insert(users.map((user) => ({ id: id(user), phone_username: user })));
  await db('agent_skill').insert(
    users.flatMap((user) =>
      ['narocanje', 'jezik:sl', 'jezik:en'].map((skill) => ({ agent_id: id(user), skill, level: 5 })),
    ),
  );
  return users;
}
