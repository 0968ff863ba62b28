import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { figure } from '../measure/benchmark.ts';
import { parentOf, processorMs, residentMegabytes, treeProcessorMs } from '../measure/process-usage.ts';
import { median, percentile } from '../measure/statistics.ts';
import { dispatchTimesOf } from './line/phone-messages.ts';

test('medians and percentiles are observed values, or the mean of the middle two', (t) => {
  t.is(median([3, 1, 2]), 2);
  t.is(median([4, 1, 2, 3]), 2.5);
  t.throws(() => median([]), { instanceOf: RangeError });
  t.is(percentile([5, 1, 4, 2, 3], 0.5), 3);
  t.is(percentile([5, 1, 4, 2, 3], 0.99), 5);
  t.is(percentile([7], 0.01), 7);
});

test('figures have three digits that count', (t) => {
  t.deepEqual([0.00123456, 1.2345, 12.345, 123.45, 1234.5].map(figure), ['0.00123', '1.23', '12.3', '123', '1235']);
});

test('what a process takes is read from the system', (t) => {
  const own = processorMs(process.pid);
  t.true(own > 0);
  t.true(treeProcessorMs(process.pid) >= own);
  t.true(residentMegabytes(process.pid) > 10);
  t.is(parentOf(process.pid), process.ppid);
});

test("from a phone's BYE to its next INVITE, repeated messages and the first two calls left out", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-bench-test-'));
  try {
    const file = join(folder, 'messages.log');
    const line = (second: number, direction: string, call: string, first: string) =>
      ['2026-11-22', '03:41:37.683029', second.toFixed(6), direction, call, 'CSeq:1', first].join('\t');
    const call = (id: string, from: number, user = '201') => [
      line(from, 'R', id, `INVITE sip:${user}@127.0.0.1:5060 SIP/2.0`),
      line(from + 0.5, 'R', id, `INVITE sip:${user}@127.0.0.1:5060 SIP/2.0`),
      line(from + 1, 'S', id, 'BYE sip:asterisk@127.0.0.1:5080 SIP/2.0'),
      line(from + 1.5, 'S', id, 'BYE sip:asterisk@127.0.0.1:5080 SIP/2.0'),
    ];
    const calls = [call('before', 90), call('a', 100), call('b', 101.1), call('c', 102.2), call('d', 103.225)];
    await writeFile(file, [...calls, call('x', 100, '202')].flat().join('\n'));
    t.deepEqual(dispatchTimesOf(file, 95_000).map(Math.round), [25]);
    t.throws(() => dispatchTimesOf(file, 200_000_000), { message: /nothing was measured/ });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('[R9.1] npm run bench says what it can measure, and refuses what it can not', async (t) => {
  const bench = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'main/bench.ts', ...args]).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, text: error.stderr }),
    );
  const help = await bench('--help');
  t.is(help.code, 0);
  for (const name of ['core', 'journal', 'pdf', 'cost', 'dispatch', 'load', 'recovery', 'wallboard'])
    t.regex(help.text, new RegExp(`^  ${name} `, 'm'));
  t.is((await bench('nothing-like-it')).code, 2);
});
