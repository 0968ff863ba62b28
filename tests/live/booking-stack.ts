import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { claimablePort } from '../../asterisk-conf/free-port.ts';
import { defaultFlow } from '../../dialplan/default-flow.ts';
import { instant } from '../../engine/core/ids.ts';
import { type DatabaseOptions, databaseDetailsSchema, type WebRoleOptions } from '../../main/roles/options.ts';
import { type SupervisedRole, type SupervisorOptions, superviseRole, usualBackOff } from '../../main/supervisor.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import { openDatabase } from '../../sql/database.ts';
import { migrate } from '../../sql/migrate.ts';
import { loadSample } from '../../sql/sample.ts';
import { parentOf } from '../bench/measure/process-usage.ts';
import { until } from '../until.ts';

/** Database and web with the sample, each the process that `npm start` makes of it and under its supervisor. */
export type BookingStack = {
  /** Where citizens reach the web, also after a restart. */
  readonly url: string;
  /** The test's own look; of no use while the database is away. */
  readonly db: Knex;
  /** `kill -9`; resolves when the supervisor has brought it back. */
  killWeb(): Promise<void>;
  /** The same for PostgreSQL's first process, which takes all others along. */
  killDatabase(): Promise<void>;
  /** Resolves when the web answers and has its database. @throws Error when the stack is being stopped */
  wellAgain(): Promise<void>;
};

export async function withBookingStack(work: (stack: BookingStack) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-booking-'));
  const roles: SupervisedRole[] = [];
  const returned = new Map<string, () => void>();
  let stopping = false;
  const supervision: SupervisorOptions = {
    log: { folder: join(folder, 'logs'), level: 'info', terminalLevel: 'silent' },
    backOff: usualBackOff,
    heldOpen: null,
    onProgress: () => undefined,
    onFall: () => undefined,
    onReturn: (role) => returned.get(role)?.(),
  };
  const run = (name: 'database' | 'web', options: DatabaseOptions | WebRoleOptions): Promise<unknown> => {
    const role = superviseRole(
      { name, file: fileOf(name), options: () => options, readyMs: 120_000, stopMs: 20_000 },
      supervision,
    );
    roles.unshift(role);
    return role.start();
  };
  /** Ends a process of a role, and resolves when the role is there again. */
  const kill = (role: 'database' | 'web', pid: number): Promise<void> =>
    new Promise((resolve) => {
      returned.set(role, resolve);
      process.kill(pid, 'SIGKILL');
    });
  try {
    await mkdir(supervision.log.folder);
    const dataFolder = join(folder, 'database');
    const database = await run('database', {
      folder: dataFolder,
      port: await claimablePort('PostgreSQL', '127.0.0.1', 0, 'tcp'),
      password: randomBytes(12).toString('hex'),
    });
    const { url: databaseUrl } = databaseDetailsSchema.parse(database);
    const db = openDatabase(databaseUrl, { poolMax: 2, applicationName: 'uenarocanje-test' });
    try {
      await migrate(db);
      await loadSample(db, {
        passwordFor: (name) => `password of ${name}`,
        hashPassword: async () => 'nobody signs in here',
        flow: defaultFlow,
        prompts: samplePrompts,
        now: instant(Date.now()),
      });
      const port = await claimablePort('the web', '127.0.0.1', 0, 'tcp');
      const url = `http://127.0.0.1:${port}`;
      await run('web', webOptions({ folder, databaseUrl, port, publicUrl: url }));
      let well: Promise<void> | null = null;
      await work({
        url,
        db,
        killWeb: async () => kill('web', await pidOfChild(fileOf('web'))),
        killDatabase: async () => kill('database', await pidOfPostgres(dataFolder)),
        async wellAgain() {
          // Many wait for the same thing: one of them looks.
          well ??= until('the web answers and has its database', async () => stopping || isWell(url)).finally(
            () => (well = null),
          );
          await well;
          if (stopping) throw new Error('The stack is being stopped.');
        },
      });
    } finally {
      stopping = true;
      await db.destroy();
    }
  } finally {
    for (const role of roles) await role.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function webOptions(own: { folder: string; databaseUrl: string; port: number; publicUrl: string }): WebRoleOptions {
  const { folder, ...rest } = own;
  return {
    ...rest,
    // There is no engine: citizens' pages do without.
    door: { url: 'ws://127.0.0.1:1/door', token: 'of nobody' },
    host: '127.0.0.1',
    recording: { folder: join(folder, 'recordings'), keyFile: join(folder, 'recording.key') },
    promptSoundsFolder: join(folder, 'prompt-sounds'),
    sessionSecret: 'a secret of forty characters for the test',
    mail: { smtpUrl: null, from: 'uenarocanje@example.si', reportsTo: [] },
  };
}

const fileOf = (role: string): string => new URL(`../../main/roles/${role}.ts`, import.meta.url).pathname;

const pidOfPostgres = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);

async function pidOfChild(file: string): Promise<number> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.split('\0').includes(file) && parentOf(pid) === process.pid) return pid;
  }
  throw new Error(`No process of ours runs ${file}.`);
}

async function isWell(url: string): Promise<boolean> {
  try {
    const answer = (await (await fetch(`${url}/pripravljenost`)).json()) as { parts: { database: { ok: boolean } } };
    return answer.parts.database.ok;
  } catch {
    return false;
  }
}
