import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import pino from 'pino';
import type { AsteriskInstance } from '../../asterisk-conf/start.ts';
import type { Cdr } from '../../engine/core/cdr.ts';
import type { Instant } from '../../engine/core/ids.ts';
import type { CalendarPort } from '../../engine/shell/calendar-port.ts';
import { startEngine } from '../../engine/shell/engine.ts';
import type { Sound } from '../../main/demonstration/sound.ts';
import type { RegisteredPhone } from '../../main/demonstration/test-phone.ts';
import { withDatabase } from '../database.ts';
import { type Visitor, visitDoor } from './door-visitor.ts';
import { replaysToTheSameFacts } from './replay.ts';
import { type PhoneBehaviour, raiseSurroundings, type Surroundings, type SurroundingsOptions } from './surroundings.ts';

export { asteriskCdr } from './surroundings.ts';

/** A whole line for a live test: real PostgreSQL with the sample, real Asterisk, the engine, its door. */
export type LiveLine = Pick<Visitor, 'command' | 'wallboard' | 'agent'> & {
  readonly db: Knex;
  readonly databaseUrl: string;
  readonly asterisk: AsteriskInstance;
  /** The telephone company behind the trunk, which takes the calls that the line makes. */
  company: Surroundings['company'];
  closeEngine(): Promise<void>;
  /** Ends the engine in order and starts it again on its journal; calls in Asterisk go on meanwhile. */
  restartEngine(meanwhile?: () => Promise<void>): Promise<void>;
  readonly door: { readonly url: string; readonly token: string };
  readonly folder: string;
  readonly keyFile: string;
  readonly recordingsFolder: string;
  /** Registers a phone of the sample: "101" to "104". It is taken away with the line. */
  phone(user: string, behaviour: PhoneBehaviour): Promise<RegisteredPhone>;
  /** Signs the phone's agent in and ready by its feature codes. */
  atWork(phone: RegisteredPhone): Promise<void>;
  /** The records of all calls, once that many are closed in the database. */
  closedCalls(count: number): Promise<Cdr[]>;
  /** A recording, decrypted and decoded. */
  recording(id: string): Promise<Sound>;
};

export type LiveLineOptions = SurroundingsOptions & {
  /** Null: the line follows its opening hours. */
  readonly openForMs?: number | null;
  /** What answers callers who help themselves by keys; without it nothing can be told them. */
  readonly calendar?: (db: Knex) => CalendarPort;
};

export async function withLiveLine(
  work: (line: LiveLine) => Promise<void>,
  options: LiveLineOptions = {},
): Promise<void> {
  await withDatabase(async (db, databaseUrl) => {
    const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-live-'));
    const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
    try {
      const line = await raise(db, databaseUrl, folder, options, closers);
      await work(line);
      await line.closeEngine();
      await replaysToTheSameFacts(db);
    } finally {
      for (const close of closers.reverse()) await close();
    }
  });
}

async function raise(
  db: Knex,
  databaseUrl: string,
  folder: string,
  { openForMs = 3_600_000, calendar, ...options }: LiveLineOptions,
  closers: (() => Promise<void>)[],
): Promise<LiveLine> {
  const log = pino({ level: process.env.LIVE_LOG ?? 'silent' });
  const around = await raiseSurroundings(db, databaseUrl, folder, log, options, closers);
  const { token } = around;
  const answering = calendar === undefined ? {} : { calendar: calendar(db) };
  const start = () => startEngine({ ...around.engineOptions, ...answering, log });
  let engine = await start();
  const doorUrl = () => `ws://127.0.0.1:${engine.doorPort}/door`;
  let visitor = await visitDoor(doorUrl(), token);
  closers.push(() => engine.close());
  closers.push(async () => visitor.close());
  if (openForMs !== null) await visitor.command({ type: 'OpenLine', until: (Date.now() + openForMs) as Instant });
  return {
    db,
    databaseUrl,
    folder,
    keyFile: around.keyFile,
    recordingsFolder: around.recordingsFolder,
    asterisk: around.asterisk,
    async restartEngine(meanwhile = async () => undefined) {
      visitor.close();
      await engine.close();
      await meanwhile();
      engine = await start();
      visitor = await visitDoor(doorUrl(), token);
    },
    get door() {
      return { url: doorUrl(), token };
    },
    closeEngine: () => engine.close(),
    ...atDesks(around, () => visitor),
    command: (command) => visitor.command(command),
    wallboard: (wanted) => visitor.wallboard(wanted),
    agent: (agentId, wanted) => visitor.agent(agentId, wanted),
    company: around.company,
    closedCalls: around.closedCalls,
    recording: around.recording,
  };
}

/** Phones and who works at them, as the engine sees them. */
export function atDesks(
  { register, agentOf }: Pick<Awaited<ReturnType<typeof raiseSurroundings>>, 'register' | 'agentOf'>,
  visitor: () => Visitor,
): Pick<LiveLine, 'phone' | 'atWork'> {
  return {
    async phone(user, behaviour) {
      const registered = await register(user, behaviour);
      await visitor().wallboard(({ agents }) =>
        agents.some(({ id, phoneReachable }) => phoneReachable && agentOf(user) === id),
      );
      return registered;
    },
    async atWork({ user, dial }) {
      await dial('*11');
      await dial('*12');
      await visitor().wallboard((view) =>
        view.agents.some(({ id, state }) => id === agentOf(user) && state === 'ready'),
      );
    },
  };
}
