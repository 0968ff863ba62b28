import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { openLog } from '../../main/log.ts';
import { withSmallDisk } from '../small-disk.ts';
import { until } from '../until.ts';

test('[R9.2] [R9.5] a full disk ends nobody: the log goes on when there is room again', async (t) => {
  await withSmallDisk(1, async ({ folder, fill, clear }) => {
    const log = await openLog({ role: 'engine', folder, level: 'info', terminalLevel: 'silent' });
    const written = () =>
      readdirSync(folder)
        .filter((name) => name.startsWith('engine'))
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('');
    log.info('before');
    await until('it is written', async () => written().includes('before'));
    fill();
    for (let line = 0; line < 100; line += 1) log.info({ line, words: 'word '.repeat(40) }, 'refused');
    // The kernel's answers come in later turns of the loop; the process that fell over them would be this one.
    for (let turn = 0; turn < 100; turn += 1) await setImmediate();
    clear();
    await until('it goes on', async () => {
      log.info('after');
      return written().includes('after');
    });
    t.true(written().includes('refused'), 'what waited is there too');
  });
});
