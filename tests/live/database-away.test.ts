import test from 'ava';
import { nothingIsLeft } from './aftermath.ts';
import { callInCrowds } from './crowd.ts';
import { quick, sameOnDiskAndInDatabase, twoAtWork, waysToBeAway } from './database-away.ts';
import { withMortalLine } from './mortal-line.ts';

for (const [how, away] of waysToBeAway) {
  test.serial(
    `[R9.2] PostgreSQL ${how} under load: calls go on, and afterwards nothing is missing or double`,
    async (t) => {
      await withMortalLine(async (line) => {
        await twoAtWork(line);
        const crowds = [await callInCrowds(line.asterisk.sip, '0410', 15, 5)];
        try {
          await line.wallboard(({ today }) => today.offered >= 5);
          await away(line);
          crowds.push(await callInCrowds(line.asterisk.sip, '0411', 15, 5));
          const { today } = await line.wallboard((view) => view.today.answered === 30 && view.queues[0]?.waiting === 0);
          t.is(today.offered, 30);
          t.deepEqual(await Promise.all(crowds.map(({ wentWell }) => wentWell)), [true, true]);
          const during = await line.db('journal_event').count('* as n').first();
          await line.database.open();
          t.is((await line.closedCalls(30)).length, 30);
          await nothingIsLeft(line, t);
          const { disk, database } = await sameOnDiskAndInDatabase(line);
          t.deepEqual(database, disk);
          t.true(database.length > Number(during?.n) + 100, 'most of it waited on the disk');
        } finally {
          for (const crowd of crowds) await crowd.close();
        }
      }, quick);
    },
  );
}
