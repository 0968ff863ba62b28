import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideAsterisk } from '../../asterisk-conf/provide.ts';
import type { AsteriskSettings } from '../../asterisk-conf/settings.ts';
import { type AsteriskInstance, startAsterisk } from '../../asterisk-conf/start.ts';
import { waysOfDialling } from '../../dialplan/number-plan.ts';
import { patienceMs } from '../until.ts';

export const passwordOf = (user: string): string => `password-of-${user}`;

const phone = (username: string): AsteriskSettings['phones'][number] => ({
  username,
  password: passwordOf(username),
  transport: 'udp',
  mediaEncryption: 'no',
});

export const phonesOf = (...users: string[]): AsteriskSettings['phones'] => users.map(phone);

/** One machine, free ports: the trunk is 127.0.0.1, so 127.0.0.3 is a stranger. */
export const settingsOfTests: AsteriskSettings = {
  hostname: hostname(),
  sip: { host: '127.0.0.1', port: 0, tlsPort: null, certificate: null },
  rtp: { from: 19000, to: 19400 },
  http: { host: '127.0.0.1', port: 0 },
  ariUser: 'tests',
  ariPassword: 'only-for-tests',
  application: 'uenarocanje',
  number: '38615551234',
  aliases: waysOfDialling({ number: '38615551234', aliases: [] }),
  trunks: [{ name: 'sample', addresses: ['127.0.0.1'] }],
  phones: phonesOf('101', '102'),
  waitPrompt: null,
  musicFolder: null,
  withoutEngine: { retrySeconds: 1, promptEverySeconds: 30, queueAfterSeconds: 2 },
  callRecords: false,
  prometheus: false,
};

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** An instance in a folder that exists; whoever starts it closes it. */
export const startIn = async (
  folder: string,
  settings: Partial<AsteriskSettings> = {},
  readyLimitMs = patienceMs,
): Promise<AsteriskInstance> =>
  startAsterisk({
    root: await provideAsterisk({ report: () => undefined }),
    dataFolder: folder,
    log: silent,
    readyLimitMs,
    settings: { ...settingsOfTests, ...settings },
  });

export const withFolder = async <Result>(work: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-asterisk-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** An Asterisk of its own for `work`, gone afterwards whatever happened. */
export const withOwnAsterisk = <Result>(
  settings: Partial<AsteriskSettings>,
  work: (asterisk: AsteriskInstance, folder: string) => Promise<Result>,
): Promise<Result> =>
  withFolder(async (folder) => {
    const asterisk = await startIn(folder, settings);
    try {
      return await work(asterisk, folder);
    } finally {
      await asterisk.close();
    }
  });
