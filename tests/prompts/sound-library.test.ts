import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { exampleValues } from '../../prompts/example-values.ts';
import { fragmentsOf } from '../../prompts/fragments.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import type { SoundLibrary, SoundLibraryOptions } from '../../prompts/sound-library.ts';
import { openSoundLibrary } from '../../prompts/sound-library.ts';
import { peakCeilingDb, peakDb, speechLevelDb, targetLevelDb } from '../../prompts/synthesis/loudness.ts';
import { SynthesisFailed } from '../../prompts/synthesis/synthesis-failed.ts';
import { decodeSamples, waveHeaderBytes } from '../../prompts/synthesis/wave-file.ts';

type Options = Omit<SoundLibraryOptions, 'folder'>;

const withFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'sound-library-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const withLibrary = (use: (library: SoundLibrary, folder: string) => Promise<void>, options: Options = {}) =>
  withFolder(async (folder) => {
    const library = openSoundLibrary({ folder, ...options });
    try {
      await use(library, folder);
    } finally {
      await library.close();
    }
  });

const soundFiles = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.wav'));
const slovene = (text: string) => ({ language: 'sl', text }) as const;

test('[R9.2] whoever waits for sounds hears of each that is ready', async (t) => {
  await withLibrary(async (library) => {
    const fragments = ['Eden.', 'Dva.', 'Tri.'].map(slovene);
    let ready = 0;
    for (const _ of ['they are made', 'they are there']) {
      await library.prepare(fragments, () => {
        ready += 1;
      });
    }
    t.is(ready, 2 * fragments.length);
  });
});

test('[R1.9] every prompt of the sample becomes a sound file for the telephone, all equally loud', async (t) => {
  await withLibrary(async (library, folder) => {
    const values = { position: 3, minutes: 5, from: 3, to: 5, opensAt: 1_795_417_200_000, saidAt: 1_795_200_000_000 };
    const fragments = samplePrompts.flatMap(({ key, language, text }) =>
      fragmentsOf(text, key, language, { ...exampleValues(key)[0], ...values }, 'Europe/Ljubljana'),
    );
    await library.prepare(fragments);
    for (const fragment of fragments) {
      const path = join(folder, `${library.nameOf(fragment)}.wav`);
      const samples = decodeSamples(readFileSync(path).subarray(waveHeaderBytes));
      t.true(Math.abs((speechLevelDb(samples) ?? 0) - targetLevelDb) < 0.5, fragment.text);
      t.true(peakDb(samples) <= peakCeilingDb, fragment.text);
      const milliseconds = library.durationMs(fragment) ?? 0;
      t.is(milliseconds, Math.round(samples.length / 8));
      // Slow enough to follow and quick enough to bear: eight to eighteen letters a second.
      const lettersPerSecond = fragment.text.length / (milliseconds / 1000);
      t.true(lettersPerSecond > 8 && lettersPerSecond < 18, `${fragment.text} ${lettersPerSecond}`);
    }
    const path = join(folder, `${library.nameOf(fragments[0]!)}.wav`);
    t.is(execFileSync('soxi', ['-t', path], { encoding: 'utf8' }).trim(), 'wav');
    t.is(execFileSync('soxi', ['-r', path], { encoding: 'utf8' }).trim(), '8000');
    t.is(execFileSync('soxi', ['-c', path], { encoding: 'utf8' }).trim(), '1');
    t.is(execFileSync('soxi', ['-b', path], { encoding: 'utf8' }).trim(), '16');
  });
});

test('[R1.2] the consent lasts at most 15 seconds in every language', async (t) => {
  await withLibrary(async (library) => {
    for (const { key, language, text } of samplePrompts) {
      if (key !== 'consent') continue;
      const fragment = { language, text };
      await library.prepare([fragment]);
      t.true((library.durationMs(fragment) ?? Number.POSITIVE_INFINITY) <= 15_000, language);
    }
  });
});

test('[R1.9] a fragment is made once, however often and at once it is asked for', async (t) => {
  await withLibrary(async (library, folder) => {
    const fragment = slovene('Vaše mesto v vrsti je tretje.');
    const path = join(folder, `${library.nameOf(fragment)}.wav`);
    await Promise.all([library.prepare([fragment, fragment]), library.prepare([fragment]), library.warm([fragment])]);
    t.is(soundFiles(folder).length, 1);
    const made = statSync(path).ino;
    await library.prepare([fragment]);
    t.is(statSync(path).ino, made);
  });
});

test('[R9.2] a new library finds what an earlier one made, and mends what is torn or gone', async (t) => {
  await withFolder(async (folder) => {
    const fragment = slovene('Na voljo ste za klice.');
    const first = openSoundLibrary({ folder });
    await first.prepare([fragment]);
    const milliseconds = first.durationMs(fragment);
    await first.close();

    const second = openSoundLibrary({ folder });
    const path = join(folder, `${second.nameOf(fragment)}.wav`);
    const made = statSync(path).ino;
    t.is(second.durationMs(fragment), null);
    await second.prepare([fragment]);
    t.is(statSync(path).ino, made);
    t.is(second.durationMs(fragment), milliseconds);

    writeFileSync(path, readFileSync(path).subarray(0, 5000));
    await second.prepare([fragment]);
    t.is(second.durationMs(fragment), milliseconds);
    t.is(Math.round((statSync(path).size - waveHeaderBytes) / 16), milliseconds ?? Number.NaN);

    rmSync(path);
    await second.prepare([fragment]);
    t.true(statSync(path).size > waveHeaderBytes);
    await second.close();
  });
});

test('[R1.9] the same words make the same file on every run', async (t) => {
  const contents: Buffer[] = [];
  for (let run = 0; run < 2; run++) {
    await withLibrary(async (library, folder) => {
      const fragment = slovene('Klic se nadaljuje brez snemanja.');
      await library.prepare([fragment]);
      contents.push(readFileSync(join(folder, `${library.nameOf(fragment)}.wav`)));
    });
  }
  t.deepEqual(contents[0], contents[1]);
});

test('[R1.9] another language, voice or pace is another file', async (t) => {
  await withFolder(async (folder) => {
    const plain = openSoundLibrary({ folder });
    const voices = { sl: { name: 'sl', wordsPerMinute: 120 }, en: { name: 'en-us', wordsPerMinute: 150 } };
    const other = openSoundLibrary({ folder, voices });
    const names = [plain, other].flatMap((library) =>
      (['sl', 'en'] as const).map((language) => library.nameOf({ language, text: 'Test.' })),
    );
    t.is(new Set(names).size, 4);
    for (const name of names) t.regex(name, /^(sl|en)-[0-9a-f]{24}$/);
    await Promise.all([plain.close(), other.close()]);
  });
});

test('[R9.1] a missing program is told in a sentence that says what to do', async (t) => {
  for (const [programs, message] of [
    [
      { espeak: 'espeak-not-here', sox: 'sox' },
      'The program espeak-not-here is missing: install it with "apt-get install espeak-ng".',
    ],
    [
      { espeak: 'espeak-ng', sox: 'sox-not-here' },
      'The program sox-not-here is missing: install it with "apt-get install sox".',
    ],
  ] as const) {
    await withLibrary(
      async (library, folder) => {
        const error = await t.throwsAsync(library.prepare([slovene('Prijavljeni ste.')]), {
          instanceOf: SynthesisFailed,
        });
        t.is(error?.message, message);
        t.is(soundFiles(folder).length, 0);
      },
      { programs },
    );
  }
});

test('[R1.9] a voice that does not exist fails, and the library goes on', async (t) => {
  const voices = { sl: { name: 'zzz', wordsPerMinute: 160 }, en: { name: 'en-gb', wordsPerMinute: 150 } };
  await withLibrary(
    async (library, folder) => {
      await t.throwsAsync(library.prepare([slovene('Prijavljeni ste.')]), { instanceOf: SynthesisFailed });
      await library.prepare([{ language: 'en', text: 'You are signed in.' }]);
      t.is(soundFiles(folder).length, 1);
    },
    { voices },
  );
});

test('[R9.2] nothing stays behind: no half file, no work folder, not even of a killed process', async (t) => {
  await withFolder(async (folder) => {
    const abandoned = join(folder, '.work-killed');
    const fresh = join(folder, '.work-another-process');
    mkdirSync(abandoned);
    mkdirSync(fresh);
    utimesSync(abandoned, new Date(0), new Date(0));
    const library = openSoundLibrary({ folder });
    const making = library.prepare([slovene('Klicni center je zaprt.'), slovene('Premor je vključen.')]);
    await making;
    await library.close();
    await library.close();
    t.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.')),
      ['.work-another-process'],
    );
    await t.throwsAsync(library.prepare([slovene('Odjavljeni ste.')]), { message: 'The sound library is closed.' });
    t.is(soundFiles(folder).length, 2);
  });
});

test('[R1.8] a sentence needed for a call does not wait for the warming of all others', async (t) => {
  await withLibrary(async (library, folder) => {
    const many = Array.from({ length: 40 }, (_, index) => slovene(`Besedilo ${'a'.repeat(index + 1)}.`));
    const warming = library.warm(many);
    await library.prepare([slovene('Vaše mesto v vrsti je prvo.')]);
    t.true(soundFiles(folder).length < 10);
    await library.close();
    await t.notThrowsAsync(warming);
  });
});
