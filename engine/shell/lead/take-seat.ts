import type { Logger } from 'pino';
import { openSoundLibrary } from '../../../prompts/sound-library.ts';
import { openDatabase } from '../../../sql/database.ts';
import { application } from '../ari/application.ts';
import { ControlPlane } from '../ari/control-plane.ts';
import { configurationSourceOf, type Engine, type EngineOptions, journalFolder, startEngine } from '../engine.ts';
import { JournalLockedError } from '../journal/journal-errors.ts';
import { Sounds } from '../sounds.ts';
import type { HeartbeatLimits } from './heartbeat.ts';
import { type Free, standBy } from './stand-by.ts';

/** One of two engines on one machine and one journal: it leads, or stands by until the other one is gone or hangs. */
export type Seat = {
  /** The engine as soon as this process leads; null when it was closed before. @throws what startEngine throws */
  readonly leads: Promise<Engine | null>;
  /** Resolves when it leads, or has seen that the other one does. @throws what startEngine throws */
  readonly taken: Promise<'leads' | 'stands by'>;
  /** Resolves when this process leads no more, or could not begin to: it has to be closed and may take a seat anew. */
  readonly over: Promise<string>;
  /** Twice is safe. */
  close(): Promise<void>;
};

/** Hears when this process begins to lead, and when it leads or stands by again: what lies between may hang. */
export type SeatWatch = { begins(): void; begun(): void };

const nobodyWatches: SeatWatch = { begins: () => undefined, begun: () => undefined };

export function takeSeat(options: EngineOptions, heartbeat?: HeartbeatLimits, watch: SeatWatch = nobodyWatches): Seat {
  const ending = new AbortController();
  const standsBy = Promise.withResolvers<'stands by'>();
  const leads = lead(options, ending.signal, heartbeat, watch, () => standsBy.resolve('stands by'));
  const over = leads.then(
    (engine) => (engine === null ? new Promise<never>(() => undefined) : engine.replaced.then(() => takenOver)),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const taken = Promise.race([leads.then(() => 'leads' as const), standsBy.promise]);
  // Its failure is that of `leads`, which is told by `over`; not everybody waits for this one.
  taken.catch(() => undefined);
  return {
    leads,
    taken,
    over,
    async close() {
      ending.abort();
      // How it failed is told by `over`; then there is nothing to close.
      const engine = await leads.catch(() => null);
      await engine?.close();
    },
  };
}

const takenOver = 'Another engine took the line over.';

async function lead(
  options: EngineOptions,
  signal: AbortSignal,
  heartbeat: HeartbeatLimits | undefined,
  watch: SeatWatch,
  standsBy: () => void,
): Promise<Engine | null> {
  const { log } = options;
  const folder = journalFolder(options);
  let controlPlane: ControlPlane | null = null;
  let isWarm = false;
  for (;;) {
    const free: Free | null = await standBy(folder, log, signal, heartbeat, async () => {
      standsBy();
      if (isWarm) return;
      isWarm = true;
      controlPlane = await readyControlPlane(options, log);
      await warm(options, log);
    });
    if (free === null) {
      await (controlPlane as ControlPlane | null)?.close();
      return null;
    }
    watch.begins();
    try {
      const engine = await startEngine({ ...options, ...free, controlPlane });
      watch.begun();
      return engine;
    } catch (error) {
      await (controlPlane as ControlPlane | null)?.close();
      controlPlane = null;
      isWarm = false;
      // Somebody else was quicker.
      if (!(error instanceof JournalLockedError)) throw error;
      watch.begun();
    }
  }
}

/** What takes long at a start is done while nobody waits for it: the configuration is copied, its texts are spoken. */
async function warm(options: EngineOptions, log: Logger): Promise<void> {
  const { databaseUrl, sounds } = options;
  const db = openDatabase(databaseUrl, { applicationName: 'uenarocanje-standby', poolMax: 1 });
  const library = openSoundLibrary({ folder: sounds.folder });
  try {
    await new Sounds(library, sounds, log).learn(await configurationSourceOf(db, options).read());
  } catch (error) {
    log.warn({ err: error }, 'the engine that stands by is not wholly prepared; it takes over all the same');
  } finally {
    await library.close();
    await db.destroy();
  }
}

/** ari-client takes a second to load, and longer on a busy machine; one request makes it do so. */
async function readyControlPlane({ ari }: EngineOptions, log: Logger): Promise<ControlPlane> {
  const controlPlane = new ControlPlane({ ...ari, application, log });
  await controlPlane
    .inventory()
    .catch((error: unknown) => log.warn({ err: error }, 'Asterisk does not answer the engine that stands by'));
  return controlPlane;
}
