import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { openSoundLibrary } from '../../prompts/sound-library.ts';
import { openDatabase } from '../../sql/database.ts';
import { EngineFenced } from '../../sql/line/journal-errors.ts';
import { readJournalRecords } from '../../sql/line/read-journal-records.ts';
import { readShippedSequence } from '../../sql/line/read-shipped-sequence.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import type { OnCallEffect } from '../core/effects.ts';
import type { EngineEvent } from '../core/events.ts';
import type { AgentSessionId, RecordingId } from '../core/ids.ts';
import { legLimitOf } from '../core/leg-limit.ts';
import { presentAgent } from '../core/present-agent.ts';
import { presentWallboard } from '../core/present-wallboard.ts';
import { DoorServer } from '../door/server.ts';
import { application } from './ari/application.ts';
import { ControlPlane } from './ari/control-plane.ts';
import { type Ari, connectAri } from './ari/port.ts';
import { type CalendarPort, calendarAsker } from './calendar-port.ts';
import { ConfigurationSource, type Configured, databaseAnswersWithinMs } from './configuration-source.ts';
import type { Trunk } from './configured/configuration-warnings.ts';
import type { LockOwner } from './journal/folder-lock.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { JournalTakenOverError } from './journal/journal-errors.ts';
import { JournalTrouble } from './journal/journal-trouble.ts';
import { startShipper } from './journal/shipper.ts';
import { answerHeartbeats } from './lead/heartbeat.ts';
import { Metrics } from './metrics.ts';
import { isAtWork, PhonesForPlan } from './phones-for-plan.ts';
import { Recorder } from './recorder.ts';
import { readOrCreateKey } from './recording/recording-key.ts';
import { RecordingSealer } from './recording/seal-recordings.ts';
import { recoverWorld, SnapshotKeeper } from './recovery.ts';
import { Sounds } from './sounds.ts';
import { StartTimes } from './start-times.ts';
import { systemNow, TimerSet } from './timer-set.ts';
import { Turner } from './turn.ts';
import { UnseenCalls } from './unseen-calls.ts';
import { within } from './within.ts';

export type EngineOptions = {
  readonly databaseUrl: string;
  readonly ari: { readonly url: string; readonly user: string; readonly password: string };
  /** `folder` is ours to write, `uriPrefix` is how Asterisk names it: "sound:/…/". */
  readonly sounds: { readonly folder: string; readonly uriPrefix: string };
  readonly recording: { readonly spoolFolder: string; readonly folder: string; readonly keyFile: string };
  /** The journal lies in `dataFolder`/journal. */
  readonly dataFolder: string;
  /** Room that is reserved on the journal's disk, and how often it is looked for; absent: as usual. */
  readonly reserve?: { readonly reserveBytes: number; readonly roomEveryMs: number };
  readonly door: { readonly host: string; readonly port: number; readonly token: string };
  readonly metrics: { readonly host: string; readonly port: number };
  /** Of our own Asterisk; absent: it is an operator's, who knows them. */
  readonly trunks?: readonly Trunk[];
  /** Of our own Asterisk, for audio; absent: it is an operator's, and how many legs it can have is not known. */
  readonly audioPorts?: { readonly from: number; readonly to: number };
  /** Answers callers who help themselves by keys; absent: nothing can be told them. */
  readonly calendar?: CalendarPort;
  readonly log: Logger;
  /** The engine that led and hangs: its journal is taken from it. Absent: nobody has it. */
  readonly takeOverFrom?: LockOwner | null;
  /** Of an engine that stood by: the control plane that it has ready. */
  readonly controlPlane?: ControlPlane | null;
  /** Hears again and again that the start goes on: one that hangs is told from one that has much to do. */
  readonly progressed?: () => void;
};

export type Engine = {
  readonly doorPort: number;
  readonly metricsPort: number;
  /** Resolves when another engine took the line over: this one does nothing more and has to be closed. */
  readonly replaced: Promise<void>;
  /** Ends in order: no new events, effects out, journal on disk and shipped, connections closed. Twice is safe. */
  close(): Promise<void>;
};

/** What people read in the database is as old as this at most; what is lost with this machine's disk, too. */
const shippingRestMs = 1_000;
/** What somebody did themselves is looked for sooner. */
const shippingOfCommandsRestMs = 100;

/**
 * Starts the engine: the world as the journal left it, then Asterisk, then the door. While Asterisk or the database
 * is away it goes on and takes up again what comes back.
 * @throws when the journal is held by another process or the configuration was never readable
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  await using opened = new AsyncDisposableStack();
  const running = await open(options, opened);
  const held = opened.move();
  let closing: Promise<void> | null = null;
  return { ...running, close: () => (closing ??= held.disposeAsync()) };
}

/** Opens one thing after the other; `opened` closes them in the opposite order, also when a later one fails. */
async function open(options: EngineOptions, opened: AsyncDisposableStack): Promise<Omit<Engine, 'close'>> {
  const { log, progressed = () => undefined } = options;
  const times = new StartTimes(progressed);
  // It loads beside all that comes before its first request.
  const controlPlane = options.controlPlane ?? new ControlPlane({ ...options.ari, application, log });
  controlPlane.logTo(log);
  opened.defer(() => controlPlane.close());
  controlPlane.begin();
  const db = openDatabase(options.databaseUrl, { applicationName: 'uenarocanje-engine' });
  opened.defer(() => db.destroy());
  const source = configurationSourceOf(db, options);
  const heartbeats = await answerHeartbeats();
  opened.defer(() => heartbeats.close());
  const { takeOverFrom = null } = options;
  const journal = openJournal({
    folder: journalFolder(options),
    ...options.reserve,
    lock: { heartbeatPort: heartbeats.port, ...(takeOverFrom === null ? {} : { takeOverFrom }) },
    onError: (error) =>
      log.fatal({ err: error }, 'the journal is in trouble; calls go on: README, "When a disk is full"'),
  });
  opened.defer(() => journal.close());
  const shipped = within(databaseAnswersWithinMs, 'how far the journal was shipped', readShippedSequence(db));
  // It is awaited only after the world is there; until then its failure must not count as unheard.
  shipped.catch(() => undefined);
  times.reached('journal opened');
  const copy = { upTo: shipped, read: (from: number, to: number) => readJournalRecords(db, from, to) };
  const [{ world, fetched }, configured] = await Promise.all([
    recoverWorld(journal, copy, log, progressed),
    source.read(),
  ]);
  times.reached('world and configuration');
  await continueNumbering(journal, shipped, log);

  const library = openSoundLibrary({ folder: options.sounds.folder });
  opened.defer(() => library.close());
  const sounds = new Sounds(library, options.sounds, log);
  await sounds.learn(configured, progressed);
  times.reached('sounds');

  const key = await readOrCreateKey(options.recording.keyFile);
  const sealer = new RecordingSealer(options.recording.spoolFolder, options.recording.folder, key, log);
  opened.defer(() => sealer.close());

  let ari: Ari | null = null;
  const early: EngineEvent[] = [];
  let serves = false;
  const replaced = Promise.withResolvers<void>();
  const timers = new TimerSet(systemNow, (timerId) => turner.handle({ type: 'TimerFired', at: systemNow(), timerId }));
  const recorder: Recorder = new Recorder(journal, log, () => snapshots.hurry());
  const turner: Turner = new Turner(
    world,
    recorder,
    {
      onCall: (effects) => performOnCall(effects),
      other: (effect) => {
        switch (effect.type) {
          case 'StartTimer':
            return timers.start(effect.timerId, effect.dueAt);
          case 'StopTimer':
            return timers.stop(effect.timerId);
          case 'AnswerCommand':
            return door.answer(effect.commandId, effect.answer);
          case 'AskCalendar':
            return askCalendar(effect);
        }
      },
    },
    (facts) => {
      metrics.count(facts);
      door.changed();
      snapshots.turned();
      for (const fact of facts) {
        if (fact.type === 'AgentStateChanged' && isAtWork(fact.from) !== isAtWork(fact.to)) phones.changed();
        else if (fact.type === 'CommandCarriedOut') shipper.hurry();
        else if (fact.type === 'PlaybackLost')
          log.warn({ ...fact }, 'Asterisk never told the end of what was said; the call went on without it');
        else if (fact.type === 'Unexpected') log.warn({ ...fact }, 'an event that was not expected');
      }
    },
    () => journal.held,
  );
  const askCalendar = calendarAsker(options.calendar ?? null, world, (event) => turner.handle(event), systemNow, log);
  const phones = new PhonesForPlan(world, (list) => ari?.leaveVariable('UE_PHONES', list));
  const performOnCall = (effects: readonly OnCallEffect[]): void => {
    const forAsterisk = effects.filter((effect) => effect.type !== 'SealRecording');
    for (const effect of effects) if (effect.type === 'SealRecording') sealer.seal(effect.recordingId);
    if (forAsterisk.length > 0) ari?.perform(forAsterisk);
  };

  const shipper = startShipper({
    journal,
    store: async (records, lost) => {
      if (!journal.held) throw new JournalTakenOverError(journal.folder);
      await storeJournalBatch(db, records, lost, journal.epoch);
      journal.storedUpTo(records.at(-1)?.sequence ?? 0);
    },
    shippedSequence: () => readShippedSequence(db),
    restMs: shippingRestMs,
    shortRestMs: shippingOfCommandsRestMs,
    onTrouble: (error) =>
      error instanceof EngineFenced
        ? log.fatal({ err: error }, 'an engine without this journal serves the same database; only one may be started')
        : log.warn({ err: error }, 'the journal can not be shipped to the database for now; it waits on disk'),
  });
  opened.defer(() => shipper.close());
  const snapshots = new SnapshotKeeper(journal, world, () => shipper.shippedSequence, log);
  opened.defer(() => snapshots.close());
  if (fetched > 0) snapshots.hurry();
  const metrics = new Metrics({
    world,
    lag: () => shipper.lag().records ?? Number.NaN,
    timers: () => timers.size,
    soundsInTheMaking: () => sounds.inTheMaking,
    journalTroubled: () => journal.troubled,
    journalHeldBytes: () => journal.heldBytes,
    journalAtRiskBytes: () => (journal.troubled ? journal.atRiskBytes : 0),
    journalReserveBytes: () => journal.disk.reserveBytes,
    journalDiskFull: () => journal.disk.isFull,
    recordsGivenUp: () => recorder.givenUp,
    configurationRefused: () => source.view.refused !== null,
    health: async () => (ari ? ari.checkHealth() : { connection: { ok: false, milliseconds: 0 } }),
  });
  opened.defer(() => metrics.close());
  const door = await DoorServer.open({
    ...options.door,
    inside: {
      wallboard: () => ({
        ...presentWallboard(world, systemNow()),
        configuration: source.view,
        journal: journalTrouble.view,
      }),
      agent: (agentId) => presentAgent(world, agentId, systemNow()),
      command: (commandId, by, command) =>
        turner.handle({
          type: 'CommandReceived',
          at: systemNow(),
          commandId,
          by,
          command,
          sessionId: uuidv7() as AgentSessionId,
        }),
    },
  });
  opened.defer(() => door.close());
  const metricsPort = await metrics.listen(options.metrics.host, options.metrics.port);

  const journalTrouble = new JournalTrouble(journal, recorder, systemNow);
  const lead = setInterval(() => {
    if (!journal.held) replaced.resolve();
    if (journalTrouble.look()) door.changed();
  }, leadLookMs);
  opened.defer(() => clearInterval(lead));
  opened.defer(() => timers.close());
  turner.handle({ type: 'EngineStarted', at: systemNow(), engineId: uuidv7() });
  useConfiguration(turner, configured, sounds);
  for (const [timerId, dueAt] of world.timers) timers.start(timerId, dueAt);
  await sealer.sealLeftovers(new Set<RecordingId>([...world.recordings.keys(), ...world.lateRecordings.keys()]));
  const unseenEnded = (event: EngineEvent): void => {
    turner.handle(event);
    progressed();
  };
  const unseen = new UnseenCalls(options.recording.spoolFolder, unseenEnded, systemNow, log, () => journal.held);
  opened.defer(() => unseen.close());
  await unseen.start();
  times.reached('door');
  const hear = (event: EngineEvent): void => {
    turner.handle(event);
    if (event.type === 'AsteriskConnected' && !serves) {
      serves = true;
      times.reached('served');
      log.info({ milliseconds: times.milliseconds }, 'calls are served');
    }
    if (event.type === 'AsteriskConnected' || event.type === 'AsteriskLost') phones.changed();
  };
  const connected = await connectAri({
    ...options.ari,
    application,
    mediaOf: (utterance) => sounds.mediaOf(utterance),
    knowsLeg: (legId) => world.legs.has(legId) || world.featureCalls.has(legId),
    recordings: {
      running: () => [...world.recordings.keys()],
      late: () => [...world.lateRecordings.keys()],
      secondsInSpool: (recordingId) => sealer.secondsInSpool(recordingId),
    },
    // What Asterisk tells before we can answer it waits until we can.
    onEvent: (event) => {
      if (ari === null) early.push(event);
      else hear(event);
    },
    onReplaced: () => replaced.resolve(),
    leads: () => journal.held,
    controlPlane,
    log,
    now: systemNow,
  });
  opened.defer(() => connected.close());
  ari = connected;
  times.reached('socket');
  for (const event of early) hear(event);
  phones.changed();
  // Not waited for: the database may be away.
  const following = source.follow(
    options.databaseUrl,
    async (changed) => {
      await sounds.learn(changed);
      useConfiguration(turner, changed, sounds);
      phones.changed();
    },
    () => door.changed(),
  );
  opened.defer(async () => (await following).close());
  journal.keepRoom();
  log.info({ door: door.port, metrics: metricsPort }, 'the engine is ready');
  return { doorPort: door.port, metricsPort, replaced: replaced.promise };
}

export const configurationSourceOf = (
  db: Knex,
  { dataFolder, sounds, log, trunks, audioPorts }: EngineOptions,
): ConfigurationSource =>
  new ConfigurationSource(
    db,
    dataFolder,
    sounds.folder,
    log,
    trunks ?? null,
    audioPorts ? legLimitOf(audioPorts) : null,
  );

export const journalFolder = ({ dataFolder }: Pick<EngineOptions, 'dataFolder'>): string => join(dataFolder, 'journal');

/** How soon an engine that woke up and hears nothing sees that it leads no more. */
const leadLookMs = 250;

/** The same configuration is no event; a new one is, so that a replay knows what was configured then. */
function useConfiguration(turner: Turner, { configuration, prompts }: Configured, sounds: Sounds): void {
  const used = turner.world.configuration;
  const soundMs = sounds.longestMs(prompts);
  if (used?.version === configuration.version && isDeepStrictEqual(used.soundMs, soundMs)) return;
  turner.handle({ type: 'ConfigurationLoaded', at: systemNow(), configuration: { ...configuration, soundMs } });
}

/** A machine whose journal was lost goes on after the last record that the database has. */
async function continueNumbering(journal: Journal, shipped: Promise<number>, log: Logger): Promise<void> {
  try {
    journal.continueAfter(await shipped);
  } catch (error) {
    log.warn({ err: error }, 'the database does not say how far the journal was shipped; the shipper will ask again');
  }
}
