import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { claimablePort } from '../../asterisk-conf/free-port.ts';
import { provideAsterisk } from '../../asterisk-conf/provide.ts';
import { type AsteriskSettings, usualWithoutEngine } from '../../asterisk-conf/settings.ts';
import { type AsteriskInstance, startAsterisk } from '../../asterisk-conf/start.ts';
import type { Flow } from '../../dialplan/flow.ts';
import type { Cdr } from '../../engine/core/cdr.ts';
import type { Instant } from '../../engine/core/ids.ts';
import type { EngineOptions } from '../../engine/shell/engine.ts';
import { readOrCreateKey } from '../../engine/shell/recording/recording-key.ts';
import { openSealed } from '../../engine/shell/recording/sealed-file.ts';
import { decodeWav, type Sound } from '../../main/demonstration/sound.ts';
import {
  type CompanyOptions,
  openTelephoneCompany,
  type TelephoneCompany,
} from '../../main/demonstration/telephone-company.ts';
import { type PhoneOptions, type RegisteredPhone, registerPhone } from '../../main/demonstration/test-phone.ts';
import { hashPassword } from '../../main/password.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import { listPhones } from '../../sql/people/list-phones.ts';
import { loadSample } from '../../sql/sample.ts';
import { shortFlow } from '../short-flow.ts';
import { patienceMs } from '../until.ts';
import { keepSpoken, takeSpoken } from './spoken-before.ts';

/** All that an engine needs around it for a live test: real PostgreSQL with the sample, a real Asterisk, folders. */
export type Surroundings = {
  readonly db: Knex;
  readonly databaseUrl: string;
  readonly folder: string;
  readonly keyFile: string;
  readonly recordingsFolder: string;
  readonly token: string;
  /** The one that runs now. */
  readonly asterisk: AsteriskInstance;
  readonly engineOptions: Omit<EngineOptions, 'log'>;
  /** Registers a phone of the sample: "101" to "104". It is taken away with the line. */
  register(user: string, behaviour: PhoneBehaviour): Promise<RegisteredPhone>;
  agentOf(user: string): string | undefined;
  /** The telephone company behind the trunk, which takes the calls that the line makes. It is taken away with the line. */
  company(behaviourOf: CompanyOptions['behaviourOf']): Promise<TelephoneCompany>;
  /** Starts Asterisk again, on the same ports and in the same folder, after it ended. */
  startAsteriskAgain(): Promise<void>;
  /** The records of all calls, once that many are closed in the database. */
  closedCalls(count: number): Promise<Cdr[]>;
  /** A recording, decrypted and decoded. */
  recording(id: string): Promise<Sound>;
};

export type PhoneBehaviour = Omit<PhoneOptions, 'sip' | 'user' | 'password'>;

export type SurroundingsOptions = {
  /** Changes the sample before the engine reads it. */
  readonly prepare?: (db: Knex) => Promise<void>;
  /** The sample's own texts and listening times; otherwise short ones, so that a test is about what it is about. */
  readonly wholeTexts?: boolean;
  /** Without it the sample's flow without its menus, for tests of what comes after them. */
  readonly flow?: Flow;
  /** How long callers without an engine wait before Asterisk puts them through by itself. */
  readonly queueAfterSeconds?: number;
  /** From one of their knocks to the next. */
  readonly retrySeconds?: number;
  /** Asterisk's ports for audio; otherwise more than a test needs. */
  readonly audioPorts?: { readonly from: number; readonly to: number };
  /** Where the engine has its data, and how much of it is reserved; otherwise on the disk of everybody. */
  readonly engineDisk?: { readonly folder: string; readonly reserve: NonNullable<EngineOptions['reserve']> };
};

export async function raiseSurroundings(
  db: Knex,
  databaseUrl: string,
  folder: string,
  log: Logger,
  {
    prepare,
    wholeTexts = false,
    flow = shortFlow,
    engineDisk,
    audioPorts = { from: 20_000, to: 22_000 },
    ...withoutEngine
  }: SurroundingsOptions,
  closers: (() => Promise<void>)[],
): Promise<Surroundings> {
  const hasty: Flow = JSON.parse(JSON.stringify(flow).replaceAll('"listenSeconds":1', '"listenSeconds":0.3'));
  await loadSample(db, {
    passwordFor: (name) => `password-of-${name}`,
    hashPassword,
    flow: wholeTexts ? flow : hasty,
    prompts: wholeTexts ? samplePrompts : samplePrompts.map((prompt) => ({ ...prompt, text: shortText(prompt.text) })),
    now: Date.now() as Instant,
  });
  await prepare?.(db);
  const phones = await listPhones(db);
  const agents = await db('agent').select<{ id: string; phone_username: string }[]>('id', 'phone_username');
  // Asterisk is told where the telephone company is; a test that wants one opens it there.
  const companyPort = await claimablePort('the telephone company', '127.0.0.1', 0, 'tcp+udp');
  const settings: AsteriskSettings = {
    hostname: hostname(),
    sip: { host: '127.0.0.1', port: 0, tlsPort: null, certificate: null },
    rtp: audioPorts,
    http: { host: '127.0.0.1', port: 0 },
    ariUser: 'live',
    ariPassword: 'live-test-only',
    application: 'uenarocanje',
    number: '38615551234',
    aliases: ['015551234'],
    trunks: [{ name: 'trunk', addresses: ['127.0.0.1'], outbound: { address: '127.0.0.1', port: companyPort } }],
    phones,
    waitPrompt: null,
    musicFolder: null,
    withoutEngine: { ...usualWithoutEngine, ...withoutEngine },
    callRecords: true,
    prometheus: false,
  };
  const start = async (sipPort: number, httpPort: number) =>
    startAsterisk({
      root: await provideAsterisk({ report: () => undefined }),
      dataFolder: join(folder, 'asterisk'),
      log,
      settings: {
        ...settings,
        sip: { ...settings.sip, port: sipPort },
        http: { ...settings.http, port: httpPort },
      },
    });
  let asterisk = await start(0, 0);
  closers.push(() => asterisk.close());
  await takeSpoken(asterisk.soundsFolder);
  closers.push(() => keepSpoken(asterisk.soundsFolder));
  const keyFile = join(folder, 'recording.key');
  const recordingsFolder = join(folder, 'recordings');
  const token = 'live-token';
  return {
    db,
    databaseUrl,
    folder,
    keyFile,
    recordingsFolder,
    token,
    get asterisk() {
      return asterisk;
    },
    engineOptions: {
      databaseUrl,
      ari: asterisk.ari,
      sounds: { folder: asterisk.soundsFolder, uriPrefix: asterisk.soundUriPrefix },
      recording: { spoolFolder: asterisk.recordingFolder, folder: recordingsFolder, keyFile },
      dataFolder: engineDisk?.folder ?? join(folder, 'engine'),
      ...(engineDisk && { reserve: engineDisk.reserve }),
      audioPorts,
      door: { host: '127.0.0.1', port: 0, token },
      metrics: { host: '127.0.0.1', port: 0 },
    },
    async register(user, behaviour) {
      const password = phones.find(({ username }) => username === user)?.password ?? '';
      const registered = await registerPhone({ sip: asterisk.sip, user, password, ...behaviour });
      closers.push(() => registered.close());
      return registered;
    },
    async company(behaviourOf) {
      const opened = await openTelephoneCompany({ sip: asterisk.sip, port: companyPort, behaviourOf });
      closers.push(() => opened.close());
      return opened;
    },
    agentOf: (user) => agents.find(({ phone_username }) => phone_username === user)?.id,
    async startAsteriskAgain() {
      asterisk = await start(asterisk.sip.port, Number(new URL(asterisk.ari.url).port));
    },
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

async function closedCalls(db: Knex, count: number): Promise<Cdr[]> {
  const deadline = Date.now() + patienceMs;
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
