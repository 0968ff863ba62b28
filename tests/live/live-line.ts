import { EventEmitter, once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import pino from 'pino';
import { WebSocket } from 'ws';
import { provideAsterisk } from '../../asterisk-conf/provide.ts';
import { usualWithoutEngine } from '../../asterisk-conf/settings.ts';
import { type AsteriskInstance, startAsterisk } from '../../asterisk-conf/start.ts';
import { defaultFlow } from '../../dialplan/default-flow.ts';
import type { Flow } from '../../dialplan/flow.ts';
import type { Cdr } from '../../engine/core/cdr.ts';
import type { Command, CommandAnswer } from '../../engine/core/commands.ts';
import type { EngineEvent } from '../../engine/core/events.ts';
import type { Fact } from '../../engine/core/facts.ts';
import type { AgentId, CommandId, Instant } from '../../engine/core/ids.ts';
import { step } from '../../engine/core/step.ts';
import type { AgentView, WallboardView } from '../../engine/core/views.ts';
import { emptyWorld } from '../../engine/core/world.ts';
import type { FromEngine, ToEngine } from '../../engine/door/messages.ts';
import { startEngine } from '../../engine/shell/engine.ts';
import { readOrCreateKey } from '../../engine/shell/recording/recording-key.ts';
import { openSealed } from '../../engine/shell/recording/sealed-file.ts';
import { decodeWav, type Sound } from '../../main/demonstration/sound.ts';
import { type PhoneOptions, type RegisteredPhone, registerPhone } from '../../main/demonstration/test-phone.ts';
import { hashPassword } from '../../main/password.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import { listPhones } from '../../sql/people/list-phones.ts';
import { loadSample } from '../../sql/sample.ts';
import { withDatabase } from '../database.ts';

/** A whole line for a live test: real PostgreSQL with the sample, real Asterisk, the engine, its door. */
export type LiveLine = {
  readonly db: Knex;
  readonly databaseUrl: string;
  readonly asterisk: AsteriskInstance;
  closeEngine(): Promise<void>;
  /** Ends the engine in order and starts it again on its journal; calls in Asterisk go on meanwhile. */
  restartEngine(meanwhile?: () => Promise<void>): Promise<void>;
  readonly door: { readonly url: string; readonly token: string };
  readonly folder: string;
  readonly keyFile: string;
  readonly recordingsFolder: string;
  /** Registers a phone of the sample: "101" to "104". It is taken away with the line. */
  phone(user: string, options: Omit<PhoneOptions, 'sip' | 'user' | 'password'>): Promise<RegisteredPhone>;
  /** Signs the phone's agent in and ready by its feature codes. */
  atWork(phone: RegisteredPhone): Promise<void>;
  command(command: Command): Promise<CommandAnswer>;
  /** Resolves with the first wallboard, now or later, of which `wanted` is true. */
  wallboard(wanted: (view: WallboardView) => boolean): Promise<WallboardView>;
  agent(agentId: string, wanted: (view: AgentView) => boolean): Promise<AgentView>;
  /** The records of all calls, once that many are closed in the database. */
  closedCalls(count: number): Promise<Cdr[]>;
  /** A recording, decrypted and decoded. */
  recording(id: string): Promise<Sound>;
};

export type LiveLineOptions = {
  /** Changes the sample before the engine reads it. */
  readonly prepare?: (db: Knex) => Promise<void>;
  /** The sample's own texts and listening times; otherwise short ones, so that a test is about what it is about. */
  readonly wholeTexts?: boolean;
  /** Null: the line follows its opening hours. */
  readonly openForMs?: number | null;
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
  { prepare, wholeTexts = false, openForMs = 3_600_000 }: LiveLineOptions,
  closers: (() => Promise<void>)[],
): Promise<LiveLine> {
  const log = pino({ level: process.env.LIVE_LOG ?? 'silent' });
  const hasty: Flow = JSON.parse(JSON.stringify(defaultFlow).replaceAll('"listenSeconds":2', '"listenSeconds":0.3'));
  await loadSample(db, {
    passwordFor: (name) => `password-of-${name}`,
    hashPassword,
    flow: wholeTexts ? defaultFlow : hasty,
    prompts: wholeTexts ? samplePrompts : samplePrompts.map((prompt) => ({ ...prompt, text: shortText(prompt.text) })),
    now: Date.now() as Instant,
  });
  await prepare?.(db);
  const phones = await listPhones(db);
  const asterisk = await startAsterisk({
    root: await provideAsterisk({ report: () => undefined }),
    dataFolder: join(folder, 'asterisk'),
    log,
    settings: {
      hostname: hostname(),
      sip: { host: '127.0.0.1', port: 0, tlsPort: null, certificate: null },
      rtp: { from: 20_000, to: 21_000 },
      http: { host: '127.0.0.1', port: 0 },
      ariUser: 'live',
      ariPassword: 'live-test-only',
      application: 'uenarocanje',
      number: '38615551234',
      aliases: ['015551234'],
      trunks: [{ name: 'trunk', addresses: ['127.0.0.1'] }],
      phones,
      waitPrompt: null,
      musicFolder: null,
      withoutEngine: usualWithoutEngine,
      prometheus: false,
    },
  });
  closers.push(() => asterisk.close());
  const keyFile = join(folder, 'recording.key');
  const recordingsFolder = join(folder, 'recordings');
  const token = 'live-token';
  const start = () =>
    startEngine({
      databaseUrl,
      ari: asterisk.ari,
      sounds: { folder: asterisk.soundsFolder, uriPrefix: asterisk.soundUriPrefix },
      recording: { spoolFolder: asterisk.recordingFolder, folder: recordingsFolder, keyFile },
      dataFolder: join(folder, 'engine'),
      door: { host: '127.0.0.1', port: 0, token },
      metrics: { host: '127.0.0.1', port: 0 },
      log,
    });
  let engine = await start();
  const doorUrl = () => `ws://127.0.0.1:${engine.doorPort}/door`;
  let visitor = await visitDoor(doorUrl(), token);
  closers.push(() => engine.close());
  closers.push(async () => visitor.close());
  if (openForMs !== null) await visitor.command({ type: 'OpenLine', until: (Date.now() + openForMs) as Instant });

  const phone: LiveLine['phone'] = async (user, behaviour) => {
    const password = phones.find(({ username }) => username === user)?.password ?? '';
    const registered = await registerPhone({ sip: asterisk.sip, user, password, ...behaviour });
    closers.push(() => registered.close());
    await visitor.wallboard(({ agents }) =>
      agents.some(({ id, phoneReachable }) => phoneReachable && agentOf(user) === id),
    );
    return registered;
  };
  const agents = await db('agent').select<{ id: string; phone_username: string }[]>('id', 'phone_username');
  const agentOf = (user: string) => agents.find(({ phone_username }) => phone_username === user)?.id;
  return {
    db,
    databaseUrl,
    asterisk,
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
    folder,
    keyFile,
    recordingsFolder,
    phone,
    async atWork({ user, dial }) {
      await dial('*11');
      await dial('*12');
      await visitor.wallboard((view) => view.agents.some(({ id, state }) => id === agentOf(user) && state === 'ready'));
    },
    command: (command) => visitor.command(command),
    wallboard: (wanted) => visitor.wallboard(wanted),
    agent: (agentId, wanted) => visitor.agent(agentId, wanted),
    closedCalls: (count) => closedCalls(db, count),
    async recording(id) {
      const sealed = await openSealed(join(recordingsFolder, `${id}.sealed`), await readOrCreateKey(keyFile));
      try {
        return decodeWav(Buffer.concat(await sealed.stream().toArray()));
      } finally {
        await sealed.close();
      }
    },
  };
}

/** The last sentence alone; one that names values stays, since its template needs them. */
function shortText(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+/);
  return sentences.find((sentence) => sentence.includes('{')) ?? sentences.at(-1) ?? text;
}

type Visitor = Pick<LiveLine, 'command' | 'wallboard' | 'agent'> & { close(): void };

/** The door as the web uses it. */
async function visitDoor(url: string, token: string): Promise<Visitor> {
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
  await once(socket, 'open');
  const heard = new EventEmitter().setMaxListeners(100);
  let wallboard: WallboardView | null = null;
  const agents = new Map<string, AgentView>();
  const send = (message: ToEngine) => socket.send(JSON.stringify(message));
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as FromEngine;
    if (message.type === 'view' && message.view === 'wallboard') wallboard = message.data;
    if (message.type === 'view' && message.view === 'agent') agents.set(message.agentId, message.data);
    heard.emit(message.type === 'answer' ? message.commandId : 'view', message);
  });
  send({ type: 'subscribe', view: 'wallboard' });
  let count = 0;
  return {
    async command(command) {
      const commandId = `live-${++count}` as CommandId;
      const answered = once(heard, commandId);
      send({ type: 'command', commandId, by: { kind: 'operator' }, command });
      const [message] = (await answered) as [FromEngine & { type: 'answer' }];
      return message.answer;
    },
    async wallboard(wanted) {
      while (wallboard === null || !wanted(wallboard)) await once(heard, 'view');
      return wallboard;
    },
    async agent(agentId, wanted) {
      send({ type: 'subscribe', view: 'agent', agentId: agentId as AgentId });
      for (;;) {
        const view = agents.get(agentId);
        if (view && wanted(view)) return view;
        await once(heard, 'view');
      }
    },
    close: () => socket.close(),
  };
}

async function closedCalls(db: Knex, count: number): Promise<Cdr[]> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const rows = await db('call').where({ closed: true }).orderBy('started_at').select<{ cdr: Cdr }[]>('cdr');
    if (rows.length >= count) return rows.map(({ cdr }) => cdr);
    if (Date.now() > deadline) throw new Error(`${rows.length} of ${count} calls are closed in the database.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Asterisk's own CDR, as it stands in its file. */
export async function asteriskCdr(asterisk: AsteriskInstance): Promise<string> {
  return readFile(asterisk.cdrFile, 'utf8');
}

/** The recorded journal, worked through again from nothing, tells the same facts. */
async function replaysToTheSameFacts(db: Knex): Promise<void> {
  const records = await db('journal_event')
    .orderBy('sequence')
    .select<{ sequence: number; event: EngineEvent; facts: Fact[] }[]>('sequence', 'event', 'facts');
  const world = emptyWorld();
  for (const { sequence, event, facts } of records) {
    const again: unknown = JSON.parse(JSON.stringify(step(world, event).facts));
    if (!isDeepStrictEqual(again, facts))
      throw new Error(`A replay of record ${sequence}, ${event.type}, told other facts.`);
  }
}
