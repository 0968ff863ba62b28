import test from 'ava';
import { tone } from '../../main/demonstration/sound.ts';
import { nothingIsLeft } from './aftermath.ts';
import { quick, sameOnDiskAndInDatabase, twoAtWork, waysToBeAway } from './database-away.ts';
import { withMortalLine } from './mortal-line.ts';

for (const [how, away] of waysToBeAway) {
  test.serial(
    `[R9.2] the engine starts while PostgreSQL ${how}: the last configuration, the journal, and calls`,
    async (t) => {
      await withMortalLine(async (line) => {
        await twoAtWork(line);
        const before = await line.caller('041000001');
        await before.ended;
        await line.closedCalls(1);
        const waits = await line.caller('041000002', { play: tone(440, 60) });
        await away(line);
        await line.killEngine();
        const { spawnedAt } = await line.startEngine();
        const { line: state } = await line.wallboard(
          ({ line: { asteriskConnected }, today }) => asteriskConnected && today.offered === 2,
        );
        t.true(state.open, 'opened by a supervisor before, and still');
        const connectedMs = Date.now() - spawnedAt;
        t.log(`Asterisk is taken up ${connectedMs} ms after the start of the process`);
        t.true(connectedMs < 10_000);
        await waits.ended;
        const during = await line.caller('041000003');
        await during.ended;
        await line.db('queue').update({ announce_every_seconds: 33 });
        await line.database.open();
        t.deepEqual(
          (await line.closedCalls(3)).map(({ outcome }) => outcome),
          ['answered', 'answered', 'answered'],
        );
        await line.happened(
          'ConfigurationLoaded',
          ({ configuration }) => configuration.queues[0]?.announceEverySeconds === 33,
        );
        await nothingIsLeft(line, t);
        const { disk, database } = await sameOnDiskAndInDatabase(line);
        t.deepEqual(database, disk);
      }, quick);
    },
  );
}
