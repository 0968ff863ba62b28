import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import test from 'ava';
import { until } from '../until.ts';
import { nothingIsLeft } from './aftermath.ts';
import { callInCrowds } from './crowd.ts';
import { quick, sameOnDiskAndInDatabase, twoAtWork } from './database-away.ts';
import { type MortalLine, withMortalLine } from './mortal-line.ts';

/** The kernel refuses the engine every byte beyond this in any file; null: as before. */
const limitFiles = (line: MortalLine, bytes: number | null) =>
  promisify(execFile)('prlimit', ['--pid', String(line.engine.pid), `--fsize=${bytes ?? 'unlimited'}:unlimited`]);

test('[R9.2] [R9.5] the journal’s disk takes nothing under load: the alarm is loud, calls go on, and nothing is missing or double', async (t) => {
  await withMortalLine(async (line) => {
    await twoAtWork(line);
    const base = `http://127.0.0.1:${line.engine.metricsPort}`;
    const figure = async (name: string) =>
      Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await (await fetch(`${base}/metrics`)).text())?.[1]);
    await limitFiles(line, 1);
    const crowd = await callInCrowds(line.asterisk.sip, '0410', 15, 5);
    try {
      await until('the alarm is given', async () => (await figure('uenarocanje_journal_troubled')) === 1);
      const health = await fetch(`${base}/health`);
      t.is(health.status, 503);
      t.like(await health.json(), { journal: { ok: false }, channels: { ok: true } });
      const { today } = await line.wallboard((view) => view.today.answered === 15 && view.queues[0]?.waiting === 0);
      t.is(today.offered, 15);
      t.true(await crowd.wentWell);
      t.true((await figure('uenarocanje_journal_held_bytes')) > 0, 'it is told how much would be lost with the engine');
      t.is((await line.closedCalls(15)).length, 15, 'the database has what the disk does not take');

      await limitFiles(line, null);
      await until('the disk has it all', async () => (await figure('uenarocanje_journal_troubled')) === 0);
      t.is(await figure('uenarocanje_journal_held_bytes'), 0);
      await nothingIsLeft(line, t);
      const { disk, database } = await sameOnDiskAndInDatabase(line);
      t.deepEqual(database, disk);
    } finally {
      await crowd.close();
    }
  }, quick);
});
