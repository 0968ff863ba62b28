import { join } from 'node:path';
import type { AriAccess } from '../asterisk-conf/ari-access.ts';
import type { LineView } from '../engine/core/views.ts';
import { application } from '../engine/shell/ari/application.ts';
import { defaultHeading } from '../reports/heading.ts';
import type { Places } from './data-folder.ts';
import type { DataFolderLock } from './data-folder-lock.ts';
import { withDoor } from './door.ts';
import { usualLifeLimits } from './life-watch.ts';
import {
  type AsteriskDetails,
  type AsteriskOptions,
  asteriskDetailsSchema,
  type DatabaseOptions,
  databaseDetailsSchema,
  type EngineRoleOptions,
  type MessagesRoleOptions,
  type WebRoleOptions,
} from './roles/options.ts';
import { type Prepared, prepareDatabase } from './sample.ts';
import type { Secrets } from './secrets.ts';
import { doorPorts, type Settings } from './settings.ts';
import { usualSpareAfterMs } from './spare-process.ts';
import type { Stack } from './stack.ts';
import { watchStrandedCallers } from './stranded-callers.ts';
import {
  type RoleDefinition,
  type SupervisedRole,
  type SupervisorOptions,
  superviseRole,
  usualBackOff,
} from './supervisor.ts';
import { Trouble } from './trouble.ts';
import { ownTrunk } from './trunk-registrar.ts';

export type BringUpOptions = {
  readonly settings: Settings;
  readonly places: Places;
  readonly secrets: Secrets;
  readonly lock: DataFolderLock;
  readonly say: (text: string) => void;
  /** Every role as soon as it is being started, in order: whoever stops goes backwards. */
  readonly onRole: (role: SupervisedRole) => void;
};

const roleFile = (name: string): string => new URL(`./roles/${name}.ts`, import.meta.url).pathname;

/**
 * Brings everything up in its order: database, schema and sample, Asterisk, engine, messages, web; resolves when all of it
 * answers.
 * @throws Trouble
 */
export async function bringUp(options: BringUpOptions): Promise<{ stack: Stack; line: LineView }> {
  const { settings, secrets, say } = options;
  const engines: SupervisedRole[] = [];
  const run = (definition: RoleDefinition): Promise<unknown> => {
    const role = superviseRole(definition, supervision(options));
    options.onRole(role);
    if (definition.file === roleFile('engine')) engines.push(role);
    return role.start();
  };

  const databaseUrl = settings.database.url ?? (await startDatabase(options, run));
  const prepared = await prepareDatabase(databaseUrl, settings.lineNumber, secrets['sample-password']);
  if (prepared.migrations.length > 0)
    say(`The database was brought to this version (${prepared.migrations.length} migrations).`);
  if (prepared.loaded) say('The sample was loaded: three administrative units, their queue, phones and people.');

  const asterisk =
    settings.ari === null ? await startAsterisk(options, databaseUrl, run) : foreignAsterisk(settings, settings.ari);
  await startEngine(options, databaseUrl, asterisk, run);
  standInForEngine(options, asterisk.ari, engines);
  const stack = describeStack(settings, prepared, databaseUrl, asterisk);
  await startMessages(options, databaseUrl, run);
  await startWeb(options, databaseUrl, run);
  return { stack, line: await everythingAnswers(options, stack) };
}

type Run = (definition: RoleDefinition) => Promise<unknown>;

async function startDatabase({ settings, places, secrets }: BringUpOptions, run: Run): Promise<string> {
  const options: DatabaseOptions = {
    folder: places.database,
    port: settings.database.port,
    password: secrets['database-password'],
  };
  const details = await run({
    name: 'database',
    file: roleFile('database'),
    options: () => options,
    readyMs: 60_000,
    stopMs: 40_000,
  });
  return databaseDetailsSchema.parse(details).url;
}

async function startAsterisk(
  { settings, places, secrets }: BringUpOptions,
  databaseUrl: string,
  run: Run,
): Promise<AsteriskDetails> {
  const options: AsteriskOptions = {
    databaseUrl,
    cacheFolder: settings.cacheFolder,
    dataFolder: places.asterisk,
    sip: settings.sip,
    sipTls: settings.sipTls,
    queueAfterSeconds: settings.queueAfterSeconds,
    sipBans: settings.sipBans,
    rtp: settings.rtp,
    httpPort: settings.asteriskHttpPort,
    ariUser: settings.ariUser,
    ariPassword: secrets['ari-password'],
    trunk: settings.trunk,
  };
  // The first start fetches some hundred megabytes of Debian packages.
  const details = await run({
    name: 'asterisk',
    file: roleFile('asterisk'),
    options: () => options,
    readyMs: 900_000,
    stopMs: 20_000,
  });
  return asteriskDetailsSchema.parse(details);
}

/** An operator's own Asterisk is where the settings say, and nobody's to start. */
function foreignAsterisk(
  settings: Settings,
  ari: { readonly url: string; readonly password: string },
): AsteriskDetails {
  const { soundsFolder, recordingFolder } = settings.ownAsterisk;
  return {
    ari: { ...ari, user: settings.ariUser },
    sip: settings.sip,
    soundsFolder,
    soundUriPrefix: `sound:${soundsFolder}/`,
    recordingFolder,
  };
}

async function startEngine(
  options: BringUpOptions,
  databaseUrl: string,
  asterisk: AsteriskDetails,
  run: Run,
): Promise<void> {
  const { settings, places, secrets } = options;
  const engine: EngineRoleOptions = {
    databaseUrl,
    ari: asterisk.ari,
    sounds: { folder: asterisk.soundsFolder, uriPrefix: asterisk.soundUriPrefix },
    recording: { spoolFolder: asterisk.recordingFolder, folder: places.recordings, keyFile: places.recordingKeyFile },
    dataFolder: settings.dataFolder,
    door: { host: '127.0.0.1', port: settings.doorPort, token: secrets['door-token'] },
    metrics: { host: '127.0.0.1', port: settings.metricsPort },
    selfService: { publicUrl: settings.web.publicUrl, sessionSecret: secrets['session-secret'] },
    ...(settings.ari === null
      ? { trunks: [{ name: ownTrunk, dials: settings.trunk.outbound !== null }], audioPorts: settings.rtp }
      : {}),
    hasOther: settings.standby !== null,
  };
  // The first start speaks every prompt to a file, and says so of each.
  const definition = { file: roleFile('engine'), readyMs: 30_000, stopMs: 20_000, life: usualLifeLimits };
  // Where another engine stands by, that one is loaded.
  const spareAfterMs = settings.standby === null ? usualSpareAfterMs : null;
  await run({ name: 'engine', ...definition, spareAfterMs, options: () => engine });
  if (settings.standby === null) return;
  const other: EngineRoleOptions = {
    ...engine,
    door: { ...engine.door, port: settings.standby.doorPort },
    metrics: { ...engine.metrics, port: settings.standby.metricsPort },
  };
  await run({ name: 'engine-2', ...definition, options: () => other });
}

/** No role, but it is stopped in its order like one: before the engine, whose stop is no fall. */
function standInForEngine(
  { settings, say, onRole }: BringUpOptions,
  ari: AriAccess,
  engines: readonly SupervisedRole[],
): void {
  let isTold = false;
  const watch = watchStrandedCallers({
    ari,
    application,
    isEngineThere: () => engines.some(({ isRunning }) => isRunning),
    afterMs: settings.queueAfterSeconds * 1_000,
    onHandOver(callers) {
      isTold = false;
      say(`No engine is there: ${callers} waiting callers were handed over to Asterisk’s own queue.`);
    },
    onTrouble(reason) {
      if (!isTold) say(`No engine is there, and waiting callers can not be handed over to Asterisk: ${reason}`);
      isTold = true;
    },
  });
  const name = 'the watch over waiting callers';
  onRole({
    name,
    isRunning: true,
    start: async () => undefined,
    stop: () => watch.stop(),
    abort: () => void watch.stop(),
  });
}

async function startMessages({ settings }: BringUpOptions, databaseUrl: string, run: Run): Promise<void> {
  const messages: MessagesRoleOptions = {
    databaseUrl,
    smtpUrl: settings.mail.smtpUrl,
    sms: settings.sms,
    sender: { name: defaultHeading.centre, email: settings.mail.from },
  };
  // What it is sending when it is told to stop gets ten seconds.
  const definition = { name: 'messages', file: roleFile('messages'), options: () => messages };
  await run({ ...definition, readyMs: 60_000, stopMs: 20_000 });
}

async function startWeb({ settings, places, secrets }: BringUpOptions, databaseUrl: string, run: Run): Promise<void> {
  const [url = '', ...otherUrls] = doorPorts(settings).map((port) => `ws://127.0.0.1:${port}/door`);
  const web: WebRoleOptions = {
    databaseUrl,
    door: { url, otherUrls, token: secrets['door-token'] },
    host: settings.web.host,
    port: settings.web.port,
    publicUrl: settings.web.publicUrl,
    proxy: settings.web.behindProxy,
    recording: { folder: places.recordings, keyFile: places.recordingKeyFile },
    promptSoundsFolder: places.promptSounds,
    sessionSecret: secrets['session-secret'],
    mail: { ...settings.mail, reportsTo: [...settings.mail.reportsTo] },
  };
  await run({ name: 'web', file: roleFile('web'), options: () => web, readyMs: 60_000, stopMs: 15_000 });
}

function supervision({ settings, places, lock, say }: BringUpOptions): SupervisorOptions {
  return {
    log: { folder: places.logs, level: settings.logLevel, terminalLevel: settings.terminalLogLevel },
    backOff: usualBackOff,
    compiledFolder: join(settings.cacheFolder, 'compiled'),
    heldOpen: lock.holder,
    onProgress: (_role, text) => say(text),
    onFall: (role, reason, pauseMs) =>
      say(
        `${role} fell (${reason.replace(/\.$/, '')}); it is started again ${pauseMs === 0 ? 'at once' : `in ${pauseMs / 1000} s`}.`,
      ),
    onReturn: (role) => say(`${role} is there again.`),
  };
}

function describeStack(settings: Settings, prepared: Prepared, databaseUrl: string, asterisk: AsteriskDetails): Stack {
  return {
    sip: asterisk.sip,
    number: prepared.number,
    phones: prepared.phones,
    web: { url: settings.web.publicUrl },
    databaseUrl,
    ari: asterisk.ari,
    signIns: prepared.signIns,
  };
}

/** Asks each part as its users will; resolves with the state of the line. */
async function everythingAnswers({ settings, secrets }: BringUpOptions, stack: Stack): Promise<LineView> {
  const here = `http://${settings.web.host}:${settings.web.port}/`;
  const page = await fetch(here, { redirect: 'manual' }).catch((error: unknown) => {
    throw new Trouble(`The web does not answer at ${stack.web.url}.`, 'See the web’s log.', { cause: error });
  });
  if (page.status >= 500) throw new Trouble(`The web answers with status ${page.status}.`, 'See the web’s log.');
  return withDoor({ ports: doorPorts(settings), token: secrets['door-token'] }, async (door) => {
    const connected = Promise.withResolvers<LineView>();
    const late = setTimeout(() => {
      connected.reject(
        new Trouble(
          'The engine has no connection to Asterisk after 30 seconds.',
          'See the logs of engine and asterisk.',
        ),
      );
    }, 30_000);
    door.watchWallboard(({ line }) => {
      if (line.asteriskConnected) connected.resolve(line);
    });
    return connected.promise.finally(() => clearTimeout(late));
  });
}
