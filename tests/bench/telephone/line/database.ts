import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { claimablePort } from '../../../../asterisk-conf/free-port.ts';
import type { Flow } from '../../../../dialplan/flow.ts';
import { instant } from '../../../../engine/core/ids.ts';
import { startPostgres } from '../../../../main/database/postgres.ts';
import { samplePrompts } from '../../../../prompts/sample-prompts.ts';
import { openDatabase } from '../../../../sql/database.ts';
import { migrate } from '../../../../sql/migrate.ts';
import { loadSample } from '../../../../sql/sample.ts';
import { parentOf } from '../../measure/process-usage.ts';
import { phonesOf } from './phones.ts';

export type BenchDatabase = {
  readonly url: string;
  readonly db: Knex;
  /** The server's first process; all others are its descendants. */
  readonly pid: number;
};

/** A short welcome and then the queue: what app_queue does too, so that the same call is compared. */
const shortFlow: Flow = {
  first: 'welcome',
  nodes: {
    welcome: { kind: 'say', prompts: [{ prompt: 'welcome' }], next: 'queue' },
    queue: { kind: 'queue', queue: 'narocanje' },
  },
};

export const welcomeText = 'Dober dan.';

export type BenchDatabaseOptions = {
  readonly folder: string;
  readonly agents: number;
  /** Whether the line says more than the welcome: that it connects, and where one stands. app_queue says neither. */
  readonly speaks: boolean;
};

/** PostgreSQL as a running stack has it, durable, with the sample and as many more agents; their wrap-up takes no time. */
export async function openBenchDatabase(
  { folder, agents, speaks }: BenchDatabaseOptions,
  opened: AsyncDisposableStack,
): Promise<BenchDatabase> {
  const postgres = await startPostgres({
    folder: join(folder, 'database'),
    port: await claimablePort('PostgreSQL', '127.0.0.1', 0, 'tcp'),
    user: 'uenarocanje',
    password: randomBytes(12).toString('hex'),
    database: 'uenarocanje',
    onLine: () => undefined,
  });
  opened.defer(() => postgres.close());
  const db = openDatabase(postgres.url, { poolMax: 4, applicationName: 'uenarocanje-bench' });
  opened.defer(() => db.destroy());
  await migrate(db);
  await loadSample(db, {
    passwordFor: (name) => `password-of-${name}`,
    hashPassword: async () => 'nobody signs in here',
    flow: shortFlow,
    prompts: samplePrompts
      .filter(({ key }) => speaks || !['connecting', 'allAgentsBusy', 'position', 'keepWaiting'].includes(key))
      .map((prompt) => (prompt.key === 'welcome' ? { ...prompt, text: welcomeText } : prompt)),
    now: instant(Date.now()),
  });
  await addAgents(db, agents);
  await db('queue').update({ wrap_up_seconds: 0 });
  const { rows } = await db.raw<{ rows: [{ pid: number }] }>('select pg_backend_pid() as pid');
  return { url: postgres.url, db, pid: parentOf(rows[0].pid) };
}

async function addAgents(db: Knex, count: number): Promise<void> {
  const agents = phonesOf(count).map(({ username, password }) => ({ id: `bench${username}`, username, password }));
  await db('app_user').insert(agents.map(({ id }) => ({ id, name: id, password_hash: 'nobody signs in here' })));
  await db('phone').insert(agents.map(({ username, password }) => ({ username, password })));
  await db('agent').insert(agents.map(({ id, username }) => ({ id, phone_username: username })));
  const skills = ['narocanje', 'jezik:sl'];
  await db('agent_skill').insert(
    agents.flatMap(({ id }) => skills.map((skill) => ({ agent_id: id, skill, level: 5 }))),
  );
}
