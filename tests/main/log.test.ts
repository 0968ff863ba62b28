import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
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

test('[R9.2] [R9.5] a log that cannot be opened ends nobody: the terminal goes on alone, and says so once', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'uenarocanje-log-'));
  try {
    mkdirSync(join(folder, 'engine.1.log'));
    const options = { role: 'engine', folder, level: 'info', terminalLevel: 'info' };
    // More than a stream holds back before it writes.
    const program = `
      import { openLog } from ${JSON.stringify(new URL('../../main/log.ts', import.meta.url).href)};
      const log = await openLog(${JSON.stringify(options)});
      for (let line = 0; line < 10; line += 1) log.info('line ' + line + ' ' + 'word '.repeat(1_000));
      log.info('the last line');
    `;
    const node = ['--import', 'tsx', '--input-type=module', '--eval', program];
    const { stderr } = await promisify(execFile)(process.execPath, node);
    t.is(stderr.match(/the log can not be opened/g)?.length, 1);
    t.regex(stderr, /EISDIR/);
    t.regex(stderr, /the last line/);
    t.notRegex(stderr, /ERR_OUT_OF_RANGE/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
