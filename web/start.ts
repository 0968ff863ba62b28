import type { AddressInfo } from 'node:net';
import { readOrCreateKey } from '../engine/shell/recording/recording-key.ts';
import { announceBy } from '../messages/announce.ts';
import { openSoundLibrary } from '../prompts/sound-library.ts';
import { makeReport } from '../reports/make-report.ts';
import { openDatabase } from '../sql/database.ts';
import { countMessages } from '../sql/messages/count-messages.ts';
import { createApplication } from './application.ts';
import { buildAssets } from './assets/assets.ts';
import type { Room } from './context.ts';
import { openDoor } from './door/door.ts';
import { openEvacuator } from './evacuation/evacuator.ts';
import { openEventStreams } from './live/event-stream.ts';
import { openVisitChanges } from './live/visit-changes.ts';
import { sl } from './messages/sl.ts';
import type { WebOptions } from './options.ts';
import { openMetrics } from './running/metrics.ts';
import { closeServer, listen, serverOf } from './running/server.ts';
import { openSignInLimits } from './security/sign-in-limits.ts';
import { openVisitorLimits } from './security/visitor-limits.ts';

export type RunningWeb = {
  /** Where it listens: "http://127.0.0.1:8080". */
  readonly url: string;
  /** Ends event streams, waits for answers under way, then for the rest. Closing twice is safe. */
  close(): Promise<void>;
};

/**
 * Starts the web. It needs neither database nor engine to be there already: its pages say what is missing.
 * Throws what listening throws (EADDRINUSE), RecordingKeyError for a key file that cannot serve, DatabaseUnreachable
 * for an address that cannot be one, and RangeError for a secret that is too short.
 */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  if (options.sessionSecret.length < 32) throw new RangeError('sessionSecret needs 32 characters and more.');
  const { log } = options;
  const key = await readOrCreateKey(options.recording.keyFile);
  const assets = await buildAssets();
  const db = openDatabase(options.databaseUrl, { applicationName: 'uenarocanje-web' });
  const listening = {
    folder: options.promptSoundsFolder,
    library: openSoundLibrary({ folder: options.promptSoundsFolder }),
  };
  const door = openDoor({ ...options.door, log });
  const streams = openEventStreams();
  const visitChanges = openVisitChanges(options.databaseUrl, log);
  const announce = announceBy({ publicUrl: options.publicUrl, now: Date.now });
  const evacuator = openEvacuator(db, announce, log);
  const room: Room = {
    db,
    door,
    assets,
    streams,
    visitChanges,
    metrics: openMetrics({
      streams: () => streams.count,
      doorConnected: () => door.state().connected,
      // A database that is away is told by the health page; a metric without a value is left out.
      messages: () => countMessages(db, null).catch(() => null),
    }),
    signInLimits: openSignInLimits(db, options.sessionSecret),
    visitorLimits: openVisitorLimits(db, options.sessionSecret),
    recording: { folder: options.recording.folder, key },
    publicUrl: new URL(options.publicUrl),
    sessionSecret: options.sessionSecret,
    metricsToken: options.metricsToken ?? null,
    messages: sl,
    makeReport,
    listening,
    sender: { name: 'UeNaročanje', email: options.mail.from },
    announce,
    evacuator,
    log,
  };
  const server = serverOf(createApplication(room, { proxy: options.proxy ?? false }).callback());
  try {
    await listen(server, options.host, options.port);
  } catch (error) {
    door.close();
    await listening.library.close();
    await visitChanges.close();
    await db.destroy();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
  log.info({ port }, 'web listens');
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    streams.close();
    await closeServer(server);
    await evacuator.close();
    door.close();
    await listening.library.close();
    await visitChanges.close();
    await db.destroy();
    log.info('web closed');
  };
  return {
    url,
    close() {
      closing ??= close();
      return closing;
    },
  };
}
