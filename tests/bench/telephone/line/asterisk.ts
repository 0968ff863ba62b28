import { hostname } from 'node:os';
import { provideAsterisk } from '../../../../asterisk-conf/provide.ts';
import type { AsteriskSettings } from '../../../../asterisk-conf/settings.ts';
import { usualWithoutEngine } from '../../../../asterisk-conf/settings.ts';
import { type AsteriskInstance, startAsterisk } from '../../../../asterisk-conf/start.ts';
import { progress } from '../../measure/benchmark.ts';

const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (...words: unknown[]) => progress(`Asterisk: ${JSON.stringify(words)}`),
};

/** An Asterisk of its own, configured as the product does it. `callRecords`: whether it keeps a record of calls itself. */
export async function openBenchAsterisk(
  {
    dataFolder,
    phones,
    callRecords,
  }: { readonly dataFolder: string } & Pick<AsteriskSettings, 'phones' | 'callRecords'>,
  opened: AsyncDisposableStack,
): Promise<AsteriskInstance> {
  const asterisk = await startAsterisk({
    root: await provideAsterisk({ report: progress }),
    dataFolder,
    log,
    settings: {
      hostname: hostname(),
      sip: { host: '127.0.0.1', port: 0, tlsPort: null, certificate: null },
      rtp: { from: 30_000, to: 39_999 },
      http: { host: '127.0.0.1', port: 0 },
      ariUser: 'bench',
      ariPassword: 'only-for-benchmarks',
      application: 'uenarocanje',
      number: '38615551234',
      aliases: ['015551234'],
      trunks: [{ name: 'trunk', addresses: ['127.0.0.1'] }],
      phones,
      waitPrompt: null,
      musicFolder: null,
      withoutEngine: usualWithoutEngine,
      callRecords,
      prometheus: false,
    },
  });
  opened.defer(() => asterisk.close());
  return asterisk;
}
