import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { AriAccess } from '../../asterisk-conf/ari-access.ts';
import type { EngineEvent } from '../../engine/core/events.ts';
import type { Fact } from '../../engine/core/facts.ts';
import type { AgentId, Instant } from '../../engine/core/ids.ts';
import type { World } from '../../engine/core/world.ts';
import type { SipCall } from '../../main/demonstration/sip-call.ts';
import { type CallerOptions, placeCall, type RegisteredPhone } from '../../main/demonstration/test-phone.ts';
import { withDatabase } from '../database.ts';
import { patienceMs } from '../until.ts';
import { type DatabaseGate, openDatabaseGate } from './database-gate.ts';
import { type Visitor, visitDoor } from './door-visitor.ts';
import { type EngineProcess, type StandByProcess, startEngineProcess, startStandByProcess } from './engine-process.ts';
import { atDesks, type LiveLine } from './live-line.ts';
import { replaysToTheSameFacts } from './replay.ts';
import { raiseSurroundings, type Surroundings, type SurroundingsOptions } from './surroundings.ts';

/** A line of which every part can be killed: the engine is a process of its own, PostgreSQL stands behind a gate. */
export type MortalLine = Omit<Surroundings, 'engineOptions' | 'register'> &
  Pick<LiveLine, 'phone' | 'command' | 'wallboard' | 'agent'> & {
    /** Signs the phone's agent in at the console, and ready, or paused for a reason. */
    atWork(phone: RegisteredPhone, reason?: string): Promise<void>;
    /** The one that runs now. */
    readonly engine: EngineProcess;
    readonly database: DatabaseGate;
    /** kill -9 of the engine. */
    killEngine(): Promise<void>;
    /** Starts it again on its journal; resolves when its door is open, which is before Asterisk is connected. */
    startEngine(): Promise<EngineProcess>;
    /** Starts another engine beside it, which stands by. */
    standBy(): StandByProcess;
    /** Resolves when that one has taken over; from then on it is the line's engine. */
    follow(other: StandByProcess): Promise<EngineProcess>;
    /** kill -9 of Asterisk. */
    killAsterisk(): Promise<void>;
    caller(from: string, more?: Partial<CallerOptions>): Promise<SipCall>;
    /** The first fact, already told or yet to come, of which `wanted` is true. */
    told<Type extends Fact['type']>(
      type: Type,
      wanted?: (fact: Extract<Fact, { type: Type }>) => boolean,
    ): Promise<Extract<Fact, { type: Type }>>;
    /** The same of events, as they reach the database. */
    happened<Type extends EngineEvent['type']>(
      type: Type,
      wanted?: (event: Extract<EngineEvent, { type: Type }>) => boolean,
    ): Promise<Extract<EngineEvent, { type: Type }>>;
    /** Ends the engine in order and gives what its whole journal leads to; the journal replays to the same facts. */
    end(): Promise<World>;
  };

export type MortalLineOptions = SurroundingsOptions & {
  /** By which way the engine reaches Asterisk. */
  readonly ariBy?: (ari: AriAccess, closers: (() => Promise<void>)[]) => Promise<AriAccess>;
  /** How the engine is started; otherwise as a process that nobody holds up. */
  readonly startBy?: typeof startEngineProcess;
};

export async function withMortalLine(
  work: (line: MortalLine) => Promise<void>,
  options: MortalLineOptions = {},
): Promise<void> {
  await withDatabase(async (db, databaseUrl) => {
    const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-mortal-'));
    const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
    try {
      const log = pino({ level: process.env.LIVE_LOG ?? 'silent' });
      const around = await raiseSurroundings(db, databaseUrl, folder, log, options, closers);
      await work(await raise(around, options, closers));
    } finally {
      for (const close of closers.reverse()) await close();
    }
  });
}

async function raise(
  around: Surroundings,
  { ariBy, startBy = startEngineProcess }: MortalLineOptions,
  closers: (() => Promise<void>)[],
): Promise<MortalLine> {
  const { db, token } = around;
  const database = await openDatabaseGate(around.databaseUrl);
  closers.push(() => database.close());
  const ari = (await ariBy?.(around.asterisk.ari, closers)) ?? around.asterisk.ari;
  const options = { ...around.engineOptions, ari, databaseUrl: database.url };
  const start = () => startBy(options);
  const visit = () => visitDoor(`ws://127.0.0.1:${engine.doorPort}/door`, token);
  let engine = await start();
  closers.push(() => engine.close());
  let visitor: Visitor = await visit();
  closers.push(async () => visitor.close());
  await visitor.command({ type: 'OpenLine', until: (Date.now() + 3_600_000) as Instant });
  const told: MortalLine['told'] = (type, wanted = () => true) =>
    untilFound(`fact ${type}`, async () => {
      const rows = await db('journal_event')
        .whereRaw('facts @> ?::jsonb', [JSON.stringify([{ type }])])
        .orderBy('sequence')
        .pluck<readonly Fact[][]>('facts');
      return rows.flat().find((fact) => fact.type === type && wanted(fact as never)) as never;
    });
  const happened: MortalLine['happened'] = (type, wanted = () => true) =>
    untilFound(`event ${type}`, async () => {
      const events = await db('journal_event').where({ type }).orderBy('sequence').pluck<EngineEvent[]>('event');
      return events.find((event) => wanted(event as never)) as never;
    });
  return {
    ...around,
    get asterisk() {
      return around.asterisk;
    },
    get engine() {
      return engine;
    },
    database,
    async killEngine() {
      visitor.close();
      await engine.kill();
    },
    async startEngine() {
      engine = await start();
      visitor = await visit();
      return engine;
    },
    standBy() {
      const other = startStandByProcess(options);
      closers.push(() => other.close());
      return other;
    },
    async follow(other) {
      visitor.close();
      engine = await other.leads;
      visitor = await visit();
      return engine;
    },
    async killAsterisk() {
      process.kill(around.asterisk.pid, 'SIGKILL');
      await around.asterisk.exited;
    },
    caller: (from, more = {}) => placeCall({ sip: around.asterisk.sip, from, to: '015551234', ...more }),
    told,
    happened,
    phone: atDesks(around, () => visitor).phone,
    async atWork({ user }, reason) {
      const agentId = around.agentOf(user) as AgentId;
      await visitor.command({ type: 'SignIn', agentId });
      await visitor.command(
        reason === undefined ? { type: 'BecomeReady', agentId } : { type: 'Pause', agentId, reason },
      );
    },
    command: (command) => visitor.command(command),
    wallboard: (wanted) => visitor.wallboard(wanted),
    agent: (agentId, wanted) => visitor.agent(agentId, wanted),
    async end() {
      await engine.close();
      return replaysToTheSameFacts(db);
    },
  };
}

/** Asks again until there is an answer. @throws Error when none comes */
async function untilFound<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`No ${what} came.`);
}
