import test from 'ava';
import { pino } from 'pino';
import { Recorder } from '../../../engine/shell/recorder.ts';
import { until } from '../../until.ts';
import { entries, failingDisk, range, sequencesOf, withFolder, withJournalIn } from './journal/journal-folder.ts';

test('[R9.2] memory is full too: calls go on, their records are given up and counted, and it is told when they are taken again', async (t) => {
  await withFolder(async (folder) => {
    const disk = failingDisk();
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    await withJournalIn(folder, { syncDelayMs: 1, retryMs: 2, memoryLimitBytes: 5_000, disk }, async (journal) => {
      let takenAgain = 0;
      const recorder = new Recorder(journal, log, () => {
        takenAgain += 1;
      });
      const next = () => recorder.append(entries(journal.lastSequence + 1, journal.lastSequence + 1));
      disk.refuses.write = true;
      while (!recorder.gives) next();
      const last = journal.lastSequence;
      t.is(next(), last);
      t.is(recorder.givenUp, 2);
      t.is(lines.length, 1, 'told once');
      disk.refuses.write = false;
      await until('the disk takes again', () => journal.durableSequence === last);
      t.is(takenAgain, 0);
      t.is(next(), last + 1, 'no number is left out');
      t.false(recorder.gives);
      t.is(takenAgain, 1);
      t.like(JSON.parse(lines[1] ?? ''), { level: 50, givenUp: 2 });
      t.deepEqual(await sequencesOf(journal), range(1, last + 1));
    });
  });
});
