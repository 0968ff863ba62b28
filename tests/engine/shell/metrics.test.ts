import test from 'ava';
import { emptyWorld } from '../../../engine/core/world.ts';
import { Metrics } from '../../../engine/shell/metrics.ts';

test('[R9.5] a journal that the disk does not take is a gauge and makes the engine unwell', async (t) => {
  let troubled = false;
  const metrics = new Metrics({
    world: emptyWorld(),
    lag: () => 7,
    timers: () => 0,
    soundsInTheMaking: () => true,
    journalTroubled: () => troubled,
    journalHeldBytes: () => (troubled ? 4_096 : 0),
    journalAtRiskBytes: () => (troubled ? 1_024 : 0),
    journalReserveBytes: () => (troubled ? 0 : 8_192),
    journalDiskFull: () => troubled,
    recordsGivenUp: () => (troubled ? 3 : 0),
    configurationRefused: () => troubled,
    health: async () => ({ channels: { ok: true, milliseconds: 1 } }),
  });
  const port = await metrics.listen('127.0.0.1', 0);
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  try {
    t.regex((await ask('/metrics')).text, /^uenarocanje_journal_troubled 0$/m);
    t.is((await ask('/health')).status, 200);
    troubled = true;
    const { text } = await ask('/metrics');
    t.regex(text, /^uenarocanje_journal_troubled 1$/m);
    t.regex(text, /^uenarocanje_journal_held_bytes 4096$/m);
    t.regex(text, /^uenarocanje_journal_at_risk_bytes 1024$/m);
    t.regex(text, /^uenarocanje_journal_disk_full 1$/m);
    t.regex(text, /^uenarocanje_journal_reserve_bytes 0$/m);
    t.regex(text, /^uenarocanje_journal_given_up_records 3$/m);
    t.regex(text, /^uenarocanje_configuration_refused 1$/m);
    const health = await ask('/health');
    t.is(health.status, 503);
    t.deepEqual(JSON.parse(health.text), {
      journal: { ok: false, milliseconds: 0 },
      channels: { ok: true, milliseconds: 1 },
    });
  } finally {
    await metrics.close();
  }
});
