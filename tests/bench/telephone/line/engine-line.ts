import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimablePort } from '../../../../asterisk-conf/free-port.ts';
import type { AsteriskInstance } from '../../../../asterisk-conf/start.ts';
import type { AgentId } from '../../../../engine/core/ids.ts';
import type { WallboardView } from '../../../../engine/core/views.ts';
import { type Door, openDoor } from '../../../../main/door.ts';
import type { EngineRoleOptions } from '../../../../main/roles/options.ts';
import { type RoleProcess, startRoleProcess } from '../../role-process.ts';
import { superviseEngine } from '../../supervised-engine.ts';
import { openBenchAsterisk } from './asterisk.ts';
import { type BenchDatabase, openBenchDatabase } from './database.ts';
import { phonesOf } from './phones.ts';
import { openSippPhones, type PhoneTimes } from './sipp-phones.ts';

/** Our line as it runs in production: PostgreSQL, Asterisk and engine, each its own process, and agents at SIPp phones. */
export type EngineLine = {
  readonly folder: string;
  readonly database: BenchDatabase;
  readonly asterisk: AsteriskInstance;
  readonly engine: RoleProcess;
  readonly options: EngineRoleOptions;
  readonly agents: readonly AgentId[];
  /** What the phones' SIPp wrote down; see sipp-phones.ts. */
  readonly phoneMessages: string;
  door(): Promise<Door>;
  /** The first view, from now on, that is as wanted. */
  wallboard(wanted: (view: WallboardView) => boolean): Promise<WallboardView>;
  /** Signs all agents in and makes them ready, once the sounds of a first start are made. */
  begin(): Promise<void>;
  /** A figure of /metrics. */
  metric(name: string): Promise<number>;
  /** Starts the engine anew after it was killed; the supervisor has done so already, and this is that one. */
  startEngine(): RoleProcess;
};

export type EngineLineOptions = {
  readonly agents: number;
  readonly speaks: boolean;
  readonly phones: PhoneTimes;
  /** The supervisor holds the engine up, as in `npm start`. */
  readonly supervised?: boolean;
};

export async function openEngineLine(options: EngineLineOptions, opened: AsyncDisposableStack): Promise<EngineLine> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-bench-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const database = await openBenchDatabase({ folder, ...options }, opened);
  const accounts = phonesOf(options.agents);
  const asterisk = await openBenchAsterisk(
    { dataFolder: join(folder, 'asterisk'), phones: accounts, callRecords: false },
    opened,
  );
  const host = '127.0.0.1';
  const engineOptions: EngineRoleOptions = {
    databaseUrl: database.url,
    ari: asterisk.ari,
    sounds: { folder: asterisk.soundsFolder, uriPrefix: asterisk.soundUriPrefix },
    recording: {
      spoolFolder: asterisk.recordingFolder,
      folder: join(folder, 'recordings'),
      keyFile: join(folder, 'recording.key'),
    },
    dataFolder: join(folder, 'engine'),
    door: { host, port: await claimablePort('the door', host, 0, 'tcp'), token: 'bench' },
    metrics: { host, port: await claimablePort('the metrics', host, 0, 'tcp') },
  };
  const logs = join(folder, 'logs');
  await mkdir(logs);
  const supervised = options.supervised ? superviseEngine(engineOptions, logs) : null;
  const startEngine = (): RoleProcess => supervised?.start() ?? startRoleProcess('engine', engineOptions, logs);
  let engine = startEngine();
  opened.defer(() => engine.close());
  await engine.ready;
  const phones = await openSippPhones({ sip: asterisk.sip, accounts, ...options.phones, folder }, opened);
  const agents = accounts.map(({ username }) => `bench${username}` as AgentId);
  const door = (): Promise<Door> => openDoor({ ports: [engineOptions.door.port], token: 'bench' });
  const wallboard: EngineLine['wallboard'] = async (wanted) => {
    const visitor = await door();
    try {
      return await new Promise<WallboardView>((resolve) =>
        visitor.watchWallboard((view) => {
          if (wanted(view)) resolve(view);
        }),
      );
    } finally {
      visitor.close();
    }
  };
  const metric: EngineLine['metric'] = async (name) => {
    const response = await fetch(`http://${host}:${engineOptions.metrics.port}/metrics`);
    const line = new RegExp(`^${name} (\\S+)$`, 'm').exec(await response.text());
    return Number(line?.[1] ?? Number.NaN);
  };
  return {
    folder,
    database,
    asterisk,
    get engine() {
      return engine;
    },
    options: engineOptions,
    agents,
    phoneMessages: phones.messages,
    door,
    wallboard,
    async begin() {
      while ((await metric('uenarocanje_sounds_in_the_making')) !== 0)
        await new Promise((made) => setTimeout(made, 500));
      await wallboard((view) => {
        const reachable = view.agents.filter(({ id, phoneReachable }) => phoneReachable && agents.includes(id));
        return reachable.length === agents.length;
      });
      const visitor = await door();
      try {
        for (const agentId of agents) {
          await visitor.ask({ type: 'SignIn', agentId });
          await visitor.ask({ type: 'BecomeReady', agentId });
        }
      } finally {
        visitor.close();
      }
    },
    metric,
    startEngine() {
      engine = startEngine();
      return engine;
    },
  };
}
