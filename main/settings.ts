import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import {
  address,
  folder,
  host,
  list,
  networks,
  optional,
  port,
  ports,
  registrar,
  type Setting,
  setting,
  whole,
  yesOrNo,
} from './setting-kinds.ts';
import { smsOf, smsProblems, smsSettings } from './sms-settings.ts';
import { Trouble } from './trouble.ts';

const portExpected = 'a port number from 1 to 65535';
const defaultCache = join(homedir(), '.cache', 'uenarocanje');

/**
 * Everything that an operator may set, read once from the environment and checked. Each setting has a default that
 * works on one machine, so that two stacks run side by side as soon as their folders and ports differ.
 */
export const settingsTable = {
  DATA_FOLDER: setting(
    '.local',
    'a folder',
    'Everything that this stack keeps: database, journal, recordings, logs, secrets, stack.json.',
    folder,
  ),
  CACHE_FOLDER: setting(
    defaultCache,
    'a folder',
    'What can be made again and is shared by all stacks of this machine: the Asterisk root, spoken prompts.',
    folder,
  ),
  DATABASE_URL: setting(
    '',
    'postgres://user:password@host:port/database',
    'A PostgreSQL of your own; without it one is run in DATA_FOLDER.',
    optional(address(['postgres:', 'postgresql:'])),
  ),
  DATABASE_PORT: setting('5544', portExpected, 'Where our own PostgreSQL listens (this machine only).', port),
  ARI_URL: setting(
    '',
    'http://host:port/ari',
    'The ARI of an Asterisk of your own; without it one is run in DATA_FOLDER.',
    optional(address(['http:', 'https:'])),
  ),
  ARI_USER: setting('uenarocanje', 'a user name', 'The user of ARI.', z.string().min(1)),
  ARI_PASSWORD: setting(
    '',
    'a password',
    'The password of that user; needed with ARI_URL, made up otherwise.',
    optional(z.string().min(1)),
  ),
  ASTERISK_SOUNDS_FOLDER: setting(
    '/var/lib/asterisk/sounds/uenarocanje',
    'a folder',
    'With ARI_URL: where that Asterisk finds the prompts that we write.',
    folder,
  ),
  ASTERISK_RECORDING_FOLDER: setting(
    '/var/spool/asterisk/recording',
    'a folder',
    'With ARI_URL: where that Asterisk leaves its recordings for us.',
    folder,
  ),
  SIP_HOST: setting(
    '127.0.0.1',
    'an address of this machine',
    'Where Asterisk speaks SIP and RTP: for desk phones this machine’s address in their network.',
    host,
  ),
  SIP_PORT: setting('5060', portExpected, 'The UDP and TCP port of SIP.', port),
  SIP_TLS_PORT: setting(
    '',
    portExpected,
    'The port of SIP over TLS, usually 5061; without it there is none. It needs the two files below.',
    optional(port),
  ),
  SIP_CERTIFICATE_FILE: setting(
    '',
    'a PEM file',
    'The certificate that phones are shown by TLS, with its chain.',
    optional(folder),
  ),
  SIP_PRIVATE_KEY_FILE: setting('', 'a PEM file', 'The private key of that certificate.', optional(folder)),
  SIP_BAN_AFTER: setting(
    '10',
    'a whole number from 1 to 1000',
    'So many wrong passwords or unknown names within ten minutes shut an address out of SIP.',
    whole(1, 1000),
  ),
  SIP_BAN_MINUTES: setting(
    '60',
    'a whole number of minutes from 1 to 43200',
    'How long an address is shut out.',
    whole(1, 43_200),
  ),
  SIP_NEVER_BANNED: setting(
    '127.0.0.0/8, ::1',
    'addresses or networks such as 192.0.2.0/28, separated by commas',
    'Who is never shut out, besides the trunk: your own network, a monitoring machine.',
    networks,
  ),
  RTP_PORTS: setting(
    '16384-18383',
    'two ports as FROM-TO, 16 or more',
    'The UDP ports of audio: two for a caller who waits, four for a talk. When all but those for agents are used up, callers are refused (503), recorded and owed a callback.',
    ports,
  ),
  ASTERISK_HTTP_PORT: setting('8088', portExpected, 'Where our own Asterisk’s ARI listens (this machine only).', port),
  ENGINE_PORT: setting('8070', portExpected, 'The engine’s door, for web and admin (this machine only).', port),
  QUEUE_WITHOUT_ENGINE_AFTER: setting(
    '20',
    'a whole number of seconds from 1 to 3600',
    'Whoever waits so long while no engine is there is put through to the phones at work by Asterisk alone.',
    whole(1, 3600),
  ),
  STANDBY_ENGINE_PORT: setting(
    '',
    portExpected,
    'The door of a second engine, which stands by and takes over when the first dies or hangs; without it there is none. It needs the next one.',
    optional(port),
  ),
  STANDBY_METRICS_PORT: setting('', portExpected, 'Health and metrics of that engine while it leads.', optional(port)),
  METRICS_PORT: setting(
    '9464',
    portExpected,
    'Health, readiness and Prometheus metrics of the engine (this machine only).',
    port,
  ),
  HOST: setting('127.0.0.1', 'an address of this machine', 'Where the web listens.', host),
  PORT: setting('8080', portExpected, 'The port of the web.', port),
  PUBLIC_URL: setting(
    '',
    'http(s)://host',
    'How people reach the web; without it http://HOST:PORT.',
    optional(address(['http:', 'https:'])),
  ),
  BEHIND_PROXY: setting(
    'no',
    'yes or no',
    'Whether a proxy stands in front of the web and adds who asks to X-Forwarded-For: limits by address count that address.',
    yesOrNo,
  ),
  LINE_NUMBER: setting(
    '38615551234',
    'a number with country code, digits only',
    'The dedicated number, for the sample of a first start.',
    z.string().regex(/^[1-9]\d{6,14}$/),
  ),
  TRUNK_ADDRESSES: setting(
    '',
    'addresses or networks such as 192.0.2.0/28, separated by commas',
    'Where the telephone company’s calls come from. Without it: from TRUNK_REGISTRAR, and without that too 127.0.0.1.',
    networks,
  ),
  TRUNK_REGISTRAR: setting(
    '',
    'a server, as sip.example.si or sip.example.si:5060',
    'With a telephone company that wants us to register: where.',
    optional(registrar),
  ),
  TRUNK_USER: setting(
    '',
    'a user name',
    'The user name there; needed with TRUNK_REGISTRAR.',
    optional(z.string().min(1)),
  ),
  TRUNK_PASSWORD: setting('', 'a password', 'Its password; needed with TRUNK_REGISTRAR.', optional(z.string().min(1))),
  TRUNK_OUTBOUND: setting(
    '',
    'a server, as sip.example.si or 192.0.2.1:5060',
    'Where our own calls (callbacks) go. Without it: to TRUNK_REGISTRAR, and without that too nothing can be dialled.',
    optional(registrar),
  ),
  SMTP_URL: setting(
    '',
    'smtp(s)://user:password@host:port',
    'Where mail is handed over; without it mails wait, readable.',
    optional(address(['smtp:', 'smtps:'])),
  ),
  MAIL_FROM: setting(
    'narocanje@localhost',
    'a mail address',
    'The sender of our mail.',
    z.string().regex(/^[^@\s]+@[^@\s]+$/),
  ),
  ...smsSettings,
  REPORTS_TO: setting(
    '',
    'mail addresses, separated by commas',
    'Who gets the monthly report.',
    list.pipe(z.array(z.string().regex(/^[^@\s]+@[^@\s]+$/))),
  ),
  LOG_LEVEL: setting(
    'info',
    'trace, debug, info, warn, error or silent',
    'What goes to DATA_FOLDER/logs.',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  ),
  TERMINAL_LOG_LEVEL: setting(
    'warn',
    'trace, debug, info, warn, error or silent',
    'What of it is also shown on the terminal.',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  ),
  MINIMUM_FREE_MEGABYTES: setting(
    '500',
    'a number',
    'Less free disk than this at the start is refused.',
    z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number),
  ),
} satisfies Record<string, Setting<unknown>>;

type Table = typeof settingsTable;
export type SettingName = keyof Table;
type Values = { readonly [Name in SettingName]: Table[Name] extends Setting<infer T> ? T : never };

export type Settings = ReturnType<typeof shape>;

/**
 * Reads the settings from an environment.
 * @throws Trouble with one sentence for each wrong variable. The values stay unsaid: some are secret.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { fallback, expected, schema }] of Object.entries(settingsTable) as [string, Setting<unknown>][]) {
    const given = env[name];
    const result = schema.safeParse(given ?? fallback);
    if (result.success) values[name] = result.data;
    else problems.push(`${name} is ${kindOf(given ?? fallback)}; expected: ${expected}.`);
  }
  if (env.ARI_URL && !env.ARI_PASSWORD) problems.push('ARI_PASSWORD is empty; with ARI_URL it is needed.');
  problems.push(...missingPartners(values as Partial<Values>), ...smsProblems(values as Partial<Values>));
  if (problems.length > 0) {
    throw new Trouble(problems.join('\n'), 'Correct it in the environment and start again.');
  }
  return shape(values as Values);
}

/** Settings that mean something only together. A value that was refused has been told of already. */
function missingPartners(values: Partial<Values>): string[] {
  const groups: readonly (readonly SettingName[])[] = [
    ['SIP_TLS_PORT', 'SIP_CERTIFICATE_FILE', 'SIP_PRIVATE_KEY_FILE'],
    ['TRUNK_REGISTRAR', 'TRUNK_USER', 'TRUNK_PASSWORD'],
    ['STANDBY_ENGINE_PORT', 'STANDBY_METRICS_PORT'],
  ];
  return groups.flatMap((names) => {
    const given = names.find((name) => values[name] !== null && values[name] !== undefined);
    if (given === undefined) return [];
    return names.filter((name) => values[name] === null).map((name) => `${name} is empty; with ${given} it is needed.`);
  });
}

/** Settings grouped by who uses them; folders are absolute. */
function shape(values: Values) {
  const dataFolder = resolve(values.DATA_FOLDER);
  return {
    dataFolder,
    cacheFolder: resolve(values.CACHE_FOLDER),
    database: { url: values.DATABASE_URL, port: values.DATABASE_PORT },
    ari:
      values.ARI_URL === null ? null : { url: values.ARI_URL.replace(/\/$/, ''), password: values.ARI_PASSWORD ?? '' },
    ariUser: values.ARI_USER,
    ownAsterisk: { soundsFolder: values.ASTERISK_SOUNDS_FOLDER, recordingFolder: values.ASTERISK_RECORDING_FOLDER },
    sip: { host: values.SIP_HOST, port: values.SIP_PORT },
    sipTls: tlsOf(values),
    queueAfterSeconds: values.QUEUE_WITHOUT_ENGINE_AFTER,
    sipBans: {
      after: values.SIP_BAN_AFTER,
      minutes: values.SIP_BAN_MINUTES,
      never: values.SIP_NEVER_BANNED,
    },
    rtp: values.RTP_PORTS,
    asteriskHttpPort: values.ASTERISK_HTTP_PORT,
    doorPort: values.ENGINE_PORT,
    metricsPort: values.METRICS_PORT,
    standby: standbyOf(values),
    web: {
      host: values.HOST,
      port: values.PORT,
      behindProxy: values.BEHIND_PROXY,
      publicUrl: (values.PUBLIC_URL ?? `http://${reachable(values.HOST)}:${values.PORT}`).replace(/\/$/, ''),
    },
    lineNumber: values.LINE_NUMBER,
    trunk: trunkOf(values),
    mail: { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM, reportsTo: values.REPORTS_TO },
    sms: smsOf(values),
    logLevel: values.LOG_LEVEL,
    terminalLogLevel: values.TERMINAL_LOG_LEVEL,
    minimumFreeMegabytes: values.MINIMUM_FREE_MEGABYTES,
  };
}

/** Who listens everywhere is reached here. */
function reachable(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
}

function tlsOf({ SIP_TLS_PORT, SIP_CERTIFICATE_FILE, SIP_PRIVATE_KEY_FILE }: Values) {
  if (SIP_TLS_PORT === null || SIP_CERTIFICATE_FILE === null || SIP_PRIVATE_KEY_FILE === null) return null;
  return {
    port: SIP_TLS_PORT,
    certificateFile: resolve(SIP_CERTIFICATE_FILE),
    privateKeyFile: resolve(SIP_PRIVATE_KEY_FILE),
  };
}

function standbyOf({ STANDBY_ENGINE_PORT: doorPort, STANDBY_METRICS_PORT: metricsPort }: Values) {
  return doorPort === null || metricsPort === null ? null : { doorPort, metricsPort };
}

/** Where an engine's door may be: behind one of these ports is the one that leads. */
export const doorPorts = ({ doorPort, standby }: Pick<Settings, 'doorPort' | 'standby'>): readonly number[] =>
  standby === null ? [doorPort] : [doorPort, standby.doorPort];

/** By its addresses, by registration, or both; on one machine without any setting, this machine. */
function trunkOf({ TRUNK_ADDRESSES, TRUNK_REGISTRAR, TRUNK_USER, TRUNK_PASSWORD, TRUNK_OUTBOUND }: Values) {
  const registration =
    TRUNK_REGISTRAR === null || TRUNK_USER === null || TRUNK_PASSWORD === null
      ? null
      : { ...TRUNK_REGISTRAR, user: TRUNK_USER, password: TRUNK_PASSWORD };
  const nothing = TRUNK_ADDRESSES.length === 0 && registration === null;
  const outbound = TRUNK_OUTBOUND ?? (registration === null ? null : TRUNK_REGISTRAR);
  return { addresses: nothing ? ['127.0.0.1'] : TRUNK_ADDRESSES, registration, outbound };
}

function kindOf(value: string): string {
  if (value.trim() === '') return 'empty';
  if (/^-?\d+$/.test(value)) return 'a number out of range or of the wrong length';
  if (URL.canParse(value)) return 'an address of another kind';
  return `text of ${value.length} characters`;
}

/** All settings with their defaults, for `npm start -- --help`. */
export function settingsHelp(): string {
  return Object.entries(settingsTable)
    .map(
      ([name, { fallback, expected, doc }]) =>
        `  ${name}=${fallback === '' ? '' : fallback}\n      ${doc} (${expected})`,
    )
    .join('\n');
}
