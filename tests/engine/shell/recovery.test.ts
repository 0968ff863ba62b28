import test from 'ava';
import { pino } from 'pino';
import type { JournalEntry } from '../../../engine/shell/journal/journal.ts';
import { recoverWorld, type ShippedCopy } from '../../../engine/shell/recovery.ts';
import { entry, range, withFolder, withJournalIn } from './journal/journal-folder.ts';

const silent = pino({ level: 'silent' });

/** Of a leg that nobody knows: it changes the world by the instant alone. */
const entriesOf = (from: number, to: number): JournalEntry[] => range(from, to).map((number) => entry(number));

/** A database that has the journal up to a number, and what it was asked for. */
function copyUpTo(upTo: Promise<number>): ShippedCopy & { readonly asked: (readonly [number, number])[] } {
  upTo.catch(() => undefined);
  const asked: (readonly [number, number])[] = [];
  return {
    upTo,
    asked,
    async read(from, to) {
      asked.push([from, to]);
      return range(from, to).map((sequence) => ({ sequence, event: entry(sequence).event }));
    },
  };
}

async function withHole(
  work: (recover: (copy: ShippedCopy) => ReturnType<typeof recoverWorld>) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (journal) => void journal.append(entriesOf(1, 5)));
    await withJournalIn(folder, {}, async (journal) => {
      journal.continueAfter(8);
      journal.append(entriesOf(9, 10));
    });
    await withJournalIn(folder, {}, (journal) => work((copy) => recoverWorld(journal, copy, silent)));
  });
}

test('[R9.2] what the disk did not take comes from the database, in its place and behind the end', async (t) => {
  await withHole(async (recover) => {
    const copy = copyUpTo(Promise.resolve(12));
    const { world, fetched } = await recover(copy);
    t.deepEqual(copy.asked, [
      [6, 8],
      [11, 12],
    ]);
    t.is(fetched, 5);
    t.is(world.at, 12 as never, 'all of it happened, in order');
  });
});

test('[R9.2] a database that has no more than the disk is asked for what was lost alone, and for nothing beyond', async (t) => {
  await withHole(async (recover) => {
    const copy = copyUpTo(Promise.resolve(7));
    t.is((await recover(copy)).fetched, 2);
    t.deepEqual(copy.asked, [[6, 7]]);
  });
});

test('[R9.2] without the database the rest is used as it is', async (t) => {
  await withHole(async (recover) => {
    const { world, fetched } = await recover(copyUpTo(Promise.reject(new Error('away'))));
    t.is(fetched, 0);
    t.is(world.at, 10 as never);
  });
});

test('[R9.2] a new disk does not replay all that the database ever had', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (journal) => {
      const copy = copyUpTo(Promise.resolve(1_000_000));
      t.is((await recoverWorld(journal, copy, silent)).fetched, 0);
      t.deepEqual(copy.asked, []);
    });
  });
});
