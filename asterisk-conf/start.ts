import { access, chmod, copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { AriAccess } from './ari-access.ts';
import { askAri } from './ari-access.ts';
import { claimablePort } from './free-port.ts';
import { launch } from './launch.ts';
import { endProcess, isAlive, readRecord, removeRecords } from './process-record.ts';
import type { AsteriskRoot } from './provide.ts';
import { instanceFolderInside } from './provide.ts';
import { waitUntilReady } from './readiness.ts';
import { phonesFile, renderConfiguration } from './render.ts';
import type { AsteriskPlaces, AsteriskSettings, PhoneSettings } from './settings.ts';
import { takesRefer } from './takes-refer.ts';
import { asteriskCdrFile } from './templates/cdr.ts';
import { renderPhones } from './templates/pjsip-phones.ts';

export type AsteriskInstance = {
  readonly pid: number;
  readonly version: string;
  readonly ari: AriAccess;
  readonly sip: { readonly host: string; readonly port: number; readonly tlsPort: number | null };
  /** Folder of sounds on this machine, ours to write. */
  readonly soundsFolder: string;
  /** The same folder as Asterisk names it in a playback: put a name without extension after it. */
  readonly soundUriPrefix: string;
  /** Where a recording named "x" by ARI lies as "x.wav", on this machine. */
  readonly recordingFolder: string;
  /** Asterisk's own CDR on this machine; columns: asteriskCdrColumns. It does not exist before the first call. */
  readonly cdrFile: string;
  readonly logFolder: string;
  /** Writes the phones anew and has PJSIP read them; calls in progress go on. Throws ConfigurationValueRefused. */
  reloadPhones(phones: readonly PhoneSettings[]): Promise<void>;
  /** Runs a command of Asterisk's console and returns what it prints. */
  command(text: string): Promise<string>;
  /** Ends all calls and Asterisk. Closing twice is safe. */
  close(): Promise<void>;
  /** Resolves when Asterisk is gone, by us or by itself. */
  readonly exited: Promise<AsteriskEnd>;
};

export type AsteriskEnd = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type StartOptions = {
  readonly root: AsteriskRoot;
  /** The instance's own folder, absolute: configuration, registrations, recordings, logs. Never used by two at once. */
  readonly dataFolder: string;
  readonly settings: AsteriskSettings;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly readyLimitMs?: number;
};

/** Asterisk runs in this folder already, for a process of ours that lives. */
export class AsteriskFolderInUse extends Error {
  override readonly name = 'AsteriskFolderInUse';
}

/** Asterisk could not be brought to answer. */
export class AsteriskNotStarted extends Error {
  override readonly name = 'AsteriskNotStarted';
}

const kindStopMs = 8_000;

/**
 * Starts Asterisk in its own session, so that a Ctrl-C at our terminal does not reach it before we say so, and resolves
 * when it takes calls. If our process is killed, Asterisk lives on and calls go on; the next start ends it by its
 * recorded process and starts clean. Ports given as 0 are picked.
 */
export const startAsterisk = async (options: StartOptions): Promise<AsteriskInstance> => {
  const { root, dataFolder, log } = options;
  const music = await musicOf(root);
  const own = placesUnder(dataFolder, music);
  const seen = placesUnder(root.kind === 'folder' ? instanceFolderInside : dataFolder, music);
  for (const folder of foldersOf(own)) await mkdir(folder, { recursive: true, mode: 0o700 });
  await endOrphan(own.run, log);

  const settings = { ...(await withPorts(options.settings)), refer: takesRefer(root.version) };
  const { settings: withKeys, copies } = withCertificateIn(settings, own, seen);
  const files = renderConfiguration(withKeys, seen);
  await rm(own.configuration, { recursive: true, force: true });
  await mkdir(join(own.configuration, 'keys'), { recursive: true, mode: 0o700 });
  for (const { from, to } of copies) await copyPrivately(from, to);
  for (const [name, text] of files) await writeWhole(join(own.configuration, name), text);

  const launched = await launch({ root, dataFolder, places: own, seen, hostname: settings.hostname });
  const ended = new AbortController();
  void launched.exited.then(() => ended.abort());
  const ari: AriAccess = {
    url: `http://${hostInUrl(reachable(settings.http.host))}:${settings.http.port}/ari`,
    user: settings.ariUser,
    password: settings.ariPassword,
  };
  const sip = { host: reachable(settings.sip.host), port: settings.sip.port, tlsPort: settings.sip.tlsPort };
  const close = closer(launched, own.run);
  try {
    await waitUntilReady({ ari, sip, limitMs: options.readyLimitMs ?? 30_000, signal: ended.signal });
  } catch (cause) {
    const what = ended.signal.aborted ? 'Asterisk ended while it started.' : (cause as Error).message;
    await close();
    throw new AsteriskNotStarted(`${what} Look into ${own.log}/console.log and messages.log.`, { cause });
  }
  log.info({ pid: launched.pid, version: root.version, sip, ari: ari.url }, 'Asterisk answers');
  return {
    pid: launched.pid,
    version: root.version,
    ari,
    sip,
    soundsFolder: own.sounds,
    soundUriPrefix: `sound:${seen.sounds}/`,
    recordingFolder: join(own.spool, 'recording'),
    cdrFile: join(own.log, 'cdr-custom', asteriskCdrFile),
    logFolder: own.log,
    reloadPhones: async (phones) => {
      await writeWhole(join(own.configuration, phonesFile), renderPhones(phones, settings));
      const answer = await askAri(ari, 'PUT', 'asterisk/modules/res_pjsip.so');
      if (answer.status !== 204) throw new Error(`Asterisk refused to read its phones anew (${answer.status}).`);
    },
    command: launched.command,
    close,
    exited: launched.exited,
  };
};

const placesUnder = (folder: string, music: string): AsteriskPlaces => ({
  configuration: join(folder, 'etc'),
  library: join(folder, 'lib'),
  spool: join(folder, 'spool'),
  run: join(folder, 'run'),
  log: join(folder, 'log'),
  sounds: join(folder, 'sounds'),
  music,
});

const debianMusic = '/usr/share/asterisk/moh';
/** Where an Asterisk built from source has it. */
const otherMusic = '/var/lib/asterisk/moh';

const musicOf = async (root: AsteriskRoot): Promise<string> => {
  if (root.kind === 'folder') return debianMusic;
  const found = await access(debianMusic).then(
    () => true,
    () => false,
  );
  return found ? debianMusic : otherMusic;
};

const foldersOf = (places: AsteriskPlaces): string[] => [
  places.configuration,
  join(places.library, 'cache'),
  join(places.library, 'keys'),
  join(places.spool, 'recording'),
  join(places.spool, 'tmp'),
  places.run,
  join(places.log, 'cdr-custom'),
  places.sounds,
];

const endOrphan = async (runFolder: string, log: StartOptions['log']): Promise<void> => {
  const orphan = await readRecord(runFolder, 'asterisk');
  const owner = await readRecord(runFolder, 'owner');
  if (orphan !== null && (await isAlive(orphan))) {
    if (owner !== null && (await isAlive(owner))) {
      throw new AsteriskFolderInUse(
        `Asterisk already runs in this data folder for process ${owner.pid}. Stop that one, or choose another folder.`,
      );
    }
    log.warn({ pid: orphan.pid }, 'an Asterisk of an earlier run is still there and is being ended');
    await endProcess(orphan, kindStopMs);
  }
  await removeRecords(runFolder);
};

const withPorts = async (settings: AsteriskSettings): Promise<AsteriskSettings> => {
  const { sip, http } = settings;
  const port = await claimablePort('Asterisk (SIP)', sip.host, sip.port, 'tcp+udp');
  const tlsPort =
    sip.tlsPort === null ? null : await claimablePort('Asterisk (SIP over TLS)', sip.host, sip.tlsPort, 'tcp');
  const httpPort = await claimablePort('Asterisk (ARI)', http.host, http.port, 'tcp');
  return { ...settings, sip: { ...sip, port, tlsPort }, http: { ...http, port: httpPort } };
};

/** Certificate and key are copied into the instance's folder, the only one that Asterisk sees and may read. */
const withCertificateIn = (
  settings: AsteriskSettings,
  own: AsteriskPlaces,
  seen: AsteriskPlaces,
): { settings: AsteriskSettings; copies: { from: string; to: string }[] } => {
  const { certificate } = settings.sip;
  if (certificate === null) return { settings, copies: [] };
  const names = { certificateFile: 'keys/certificate.pem', privateKeyFile: 'keys/private-key.pem' } as const;
  return {
    settings: {
      ...settings,
      sip: {
        ...settings.sip,
        certificate: {
          certificateFile: join(seen.configuration, names.certificateFile),
          privateKeyFile: join(seen.configuration, names.privateKeyFile),
        },
      },
    },
    copies: [
      { from: certificate.certificateFile, to: join(own.configuration, names.certificateFile) },
      { from: certificate.privateKeyFile, to: join(own.configuration, names.privateKeyFile) },
    ],
  };
};

const copyPrivately = async (from: string, to: string): Promise<void> => {
  await copyFile(from, to);
  await chmod(to, 0o600);
};

const writeWhole = async (path: string, text: string): Promise<void> => {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
};

const closer = (launched: Awaited<ReturnType<typeof launch>>, runFolder: string): (() => Promise<void>) => {
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    // SIGTERM is Asterisk's "core stop now": calls are hung up, records written, modules unloaded.
    launched.signal('SIGTERM');
    const timer = setTimeout(() => launched.signal('SIGKILL'), kindStopMs);
    await launched.exited;
    clearTimeout(timer);
    await removeRecords(runFolder);
  };
  return () => {
    closing ??= close();
    return closing;
  };
};

const reachable = (host: string): string => (host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host);
const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);
