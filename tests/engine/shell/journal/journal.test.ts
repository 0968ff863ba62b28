import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { openJournal } from '../../../../engine/shell/journal/journal.ts';
import { JournalDamageError } from '../../../../engine/shell/journal/journal-errors.ts';
import {
  cutTo,
  entries,
  entry,
  range,
  readAll,
  segmentsIn,
  sequencesOf,
  sizeOf,
  withFolder,
  withJournal,
  withJournalIn,
} from './journal-folder.ts';

const damagesOf = (errors: readonly Error[]) =>
  errors.map((error) => (error instanceof JournalDamageError ? error.damage : error));

test('[R9.2] what is appended is read again, in order, by the same and by the next process', async (t) => {
  await withFolder(async (folder) => {
    const given = [...entries(1, 3), entry(4, 'novi\nvrstici "in" \u2028 \ud800 \u0000 🙂'), entry(5, '')];
    await withJournalIn(folder, {}, async (journal, errors) => {
      t.is(journal.lastSequence, 0);
      t.is(journal.append(given.slice(0, 2)), 2);
      t.is(journal.append([]), 2);
      t.is(journal.append(given.slice(2)), 5);
      t.deepEqual(
        await readAll(journal),
        given.map((one, index) => ({ sequence: index + 1, ...one })),
      );
      t.deepEqual(await sequencesOf(journal, 4), [4, 5]);
      t.deepEqual(await sequencesOf(journal, 6), []);
      t.deepEqual(errors, []);
    });
    await withJournalIn(folder, {}, async (journal, errors) => {
      t.is(journal.recoveredSequence, 5);
      t.is(journal.append(entries(6, 6)), 6);
      t.deepEqual(await sequencesOf(journal), range(1, 6));
      t.deepEqual(errors, []);
    });
  });
});

test('[R9.2] appended records are in the file before append returns', async (t) => {
  await withJournal({ syncDelayMs: 60_000 }, async (journal) => {
    journal.append(entries(1, 2));
    t.is(readFileSync(segmentsIn(journal.folder)[0]!, 'utf8').split('\n').length, 3);
    t.is(journal.durableSequence, 0);
  });
});

test('[R9.2] a reader that started earlier gets what is appended while it reads', async (t) => {
  await withJournal({ segmentBytes: 4_096 }, async (journal) => {
    journal.append(entries(1, 100));
    const seen: number[] = [];
    for await (const record of journal.read(1)) {
      seen.push(record.sequence);
      if (record.sequence % 10 === 0 && journal.lastSequence < 2_000) {
        journal.append(entries(journal.lastSequence + 1, journal.lastSequence + 50));
      }
    }
    t.deepEqual(seen, range(1, journal.lastSequence));
    t.true(journal.lastSequence >= 2_000);
  });
});

test('[R9.2] law: whatever is appended, in whatever batches and segments, is read from any place on', async (t) => {
  const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 50 }), fc.constant('x'.repeat(100_000)));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(texts, { maxLength: 8 }), { maxLength: 12 }),
      fc.constantFrom(1, 500, 5_000, 1_000_000),
      fc.nat(60),
      fc.nat(12),
      async (batches, segmentBytes, from, reopenAt) => {
        await withFolder(async (folder) => {
          const given: unknown[] = [];
          const append = (some: readonly (readonly string[])[]) =>
            withJournalIn(folder, { segmentBytes }, async (journal) => {
              for (const batch of some) {
                const made = batch.map((text, index) => entry(given.length + index + 1, text));
                given.push(...made.map((one, index) => ({ sequence: given.length + index + 1, ...one })));
                t.is(journal.append(made), given.length);
              }
            });
          await append(batches.slice(0, reopenAt));
          await append(batches.slice(reopenAt));
          await withJournalIn(folder, { segmentBytes }, async (journal, errors) => {
            t.deepEqual(await readAll(journal, from), given.slice(Math.max(0, from - 1)));
            t.deepEqual(errors, []);
          });
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('[R9.2] cut at every byte of the last records, exactly the whole records before are there', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (journal) => journal.append(entries(1, 8)));
    const file = segmentsIn(folder)[0]!;
    const whole = readFileSync(file);
    const ends = [0];
    for (let at = whole.indexOf(10); at !== -1; at = whole.indexOf(10, at + 1)) ends.push(at + 1);
    t.is(ends.length, 9);
    for (let bytes = whole.length; bytes >= ends[5]!; bytes -= 1) {
      writeFileSync(file, whole);
      cutTo(file, bytes);
      const kept = ends.findLastIndex((end) => end <= bytes);
      await withJournalIn(folder, {}, async (journal, errors) => {
        t.is(journal.recoveredSequence, kept);
        t.is(journal.append([entry(kept + 1, 'after')]), kept + 1);
        t.deepEqual(await sequencesOf(journal), range(1, kept + 1));
        const torn = bytes - ends[kept]!;
        t.deepEqual(
          damagesOf(errors).map((one) => ('kind' in one ? [one.kind, one.offset, one.bytes] : one)),
          torn > 0 ? [['tornTail', ends[kept], torn]] : [],
        );
        const [damage] = damagesOf(errors);
        if (damage && 'savedAs' in damage) {
          t.deepEqual(readFileSync(damage.savedAs!), whole.subarray(ends[kept], bytes));
        }
      });
    }
  });
});

test('[R9.2] a tail of zeros, as a power cut leaves it, is cut and put aside', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (journal) => journal.append(entries(1, 3)));
    const file = segmentsIn(folder)[0]!;
    const sound = readFileSync(file);
    writeFileSync(file, Buffer.concat([sound, Buffer.alloc(5_000)]));
    await withJournalIn(folder, {}, async (journal, errors) => {
      t.is(journal.lastSequence, 3);
      t.like(damagesOf(errors), [{ kind: 'tornTail', offset: sound.length, bytes: 5_000 }]);
      t.is(sizeOf(file), sound.length);
    });
  });
});

test('[R9.2] law: any byte changed in any segment loses the records it stood in, tells so, and no other', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, { segmentBytes: 1_500 }, async (journal) => {
      for (const one of range(1, 40)) journal.append([entry(one)]);
    });
    const files = segmentsIn(folder);
    t.true(files.length > 3);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(files.length - 2),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (index, place, change) => {
          const file = files[index]!;
          const sound = readFileSync(file);
          const bytes = Buffer.from(sound);
          const offset = place % bytes.length;
          bytes[offset] = bytes[offset]! ^ change;
          writeFileSync(file, bytes);
          try {
            await withJournalIn(folder, {}, async (journal, errors) => {
              const read = await sequencesOf(journal);
              const lost = range(1, 40).filter((one) => !read.includes(one));
              t.true(lost.length === 1 || (lost.length === 2 && sound[offset] === 10), `${lost}`);
              t.deepEqual(
                read,
                range(1, 40).filter((one) => !lost.includes(one)),
              );
              t.is(errors.length, 1);
              t.like(damagesOf(errors), [{ kind: 'damaged', file, lost: { from: lost[0], to: lost.at(-1) } }]);
              t.regex(errors[0]!.message, /is no record|are no record/);
              t.deepEqual(await sequencesOf(journal), read);
              t.is(errors.length, 1, 'told once');
            });
          } finally {
            writeFileSync(file, sound);
            for (const name of readdirSync(folder))
              if (name.includes('.damaged')) writeFileSync(`${folder}/${name}`, '');
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

test('[R9.2] damage in the middle of the last segment keeps what is sound behind it', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (journal) => journal.append(entries(1, 9)));
    const file = segmentsIn(folder)[0]!;
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [...lines.slice(0, 3), 'nonsense', 'more of it', ...lines.slice(5)].join('\n'));
    await withJournalIn(folder, {}, async (journal, errors) => {
      t.is(journal.lastSequence, 9);
      journal.append(entries(10, 10));
      t.deepEqual(await sequencesOf(journal), [1, 2, 3, 6, 7, 8, 9, 10]);
      t.like(damagesOf(errors), [{ kind: 'damaged', lost: { from: 4, to: 5 } }]);
      const [damage] = damagesOf(errors);
      t.is(damage && 'savedAs' in damage && readFileSync(damage.savedAs!, 'utf8'), 'nonsense\nmore of it\n');
      t.deepEqual(await sequencesOf(journal, 5), [6, 7, 8, 9, 10]);
      t.is(errors.length, 1);
    });
  });
});

test('[R9.2] segments turn at their size, are found again, and a missing one is told of', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, { segmentBytes: 1_000 }, async (journal) => {
      for (const one of range(1, 60)) journal.append([entry(one)]);
    });
    const files = segmentsIn(folder);
    t.true(files.length >= 5);
    for (const file of files) t.true(sizeOf(file) < 1_400);
    await withJournalIn(folder, { segmentBytes: 1_000 }, async (journal) => {
      for (const from of range(1, 61)) t.deepEqual(await sequencesOf(journal, from), range(from, 60));
    });
    const firstOf = (file: string) => Number(/(\d{16})\.log$/.exec(file)![1]);
    rmSync(files[2]!);
    await withJournalIn(folder, {}, async (journal, errors) => {
      const [from, to] = [firstOf(files[2]!), firstOf(files[3]!) - 1];
      t.deepEqual(
        await sequencesOf(journal),
        range(1, 60).filter((one) => one < from || one > to),
      );
      t.like(damagesOf(errors), [{ kind: 'missing', lost: { from, to } }]);
    });
  });
});

test('[R9.2] a crash between a new segment and its first record changes nothing', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (journal) => journal.append(entries(1, 4)));
    writeFileSync(`${folder}/journal-v1-0000000000000005.log`, '');
    await withJournalIn(folder, {}, async (journal, errors) => {
      t.is(journal.append(entries(5, 5)), 5);
      t.deepEqual(await sequencesOf(journal), range(1, 5));
      t.deepEqual(errors, []);
    });
  });
});

test('[R9.2] numbers go on after what the database has, and the gap is told of', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (journal, errors) => {
      journal.continueAfter(100);
      t.is(journal.lastSequence, 100);
      t.is(journal.shippableSequence, 100);
      t.is(journal.append(entries(101, 102)), 102);
      journal.continueAfter(50);
      t.throws(() => journal.continueAfter(150), { message: /before the database was asked/ });
      t.deepEqual(await sequencesOf(journal, 101), [101, 102]);
      t.deepEqual(errors, []);
    });
    await withJournalIn(folder, {}, async (journal, errors) => {
      journal.continueAfter(200);
      journal.append(entries(201, 201));
      t.deepEqual(await sequencesOf(journal), [101, 102, 201]);
      t.like(damagesOf(errors), [
        { kind: 'missing', lost: { from: 1, to: 100 } },
        { kind: 'missing', lost: { from: 103, to: 200 } },
      ]);
    });
  });
});

test('[R9.2] a closed journal takes nothing and can be closed again', async (t) => {
  await withFolder(async (folder) => {
    const journal = openJournal({ folder, onError: () => t.fail() });
    journal.append(entries(1, 1));
    await Promise.all([journal.close(), journal.close()]);
    t.throws(() => journal.append(entries(2, 2)), { message: /is closed/ });
    t.deepEqual(readdirSync(folder), ['journal-v1-0000000000000001.log']);
  });
});

test('[R9.2] an entry that is no JSON is refused whole', async (t) => {
  await withJournal({}, async (journal) => {
    const circular: { event: unknown } = { event: null };
    circular.event = circular;
    t.throws(() => journal.append([entry(1), circular as never]), { instanceOf: TypeError });
    t.is(journal.append([entry(1)]), 1);
    t.deepEqual(await sequencesOf(journal), [1]);
  });
});
