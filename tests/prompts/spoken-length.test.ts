import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { exampleValues } from '../../prompts/example-values.ts';
import { fragmentsOf } from '../../prompts/fragments.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import { openSoundLibrary } from '../../prompts/sound-library.ts';
import { longestSpokenMs } from '../../prompts/spoken-length.ts';

test('[R9.2] no text of the sample lasts longer than it may, whatever it says, and none much shorter', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-length-'));
  const library = openSoundLibrary({ folder });
  try {
    for (const { key, language, text } of samplePrompts) {
      const longest = longestSpokenMs(text, key);
      for (const values of exampleValues(key)) {
        const fragments = fragmentsOf(text, key, language, values, 'Europe/Ljubljana');
        await library.prepare(fragments);
        const lasts = fragments.reduce((sum, fragment) => sum + (library.durationMs(fragment) ?? Number.NaN), 0);
        t.true(lasts <= longest, `${key} in ${language} lasts ${lasts} ms, ${longest} ms were thought the longest`);
        const isFixed = Object.keys(values).length === 0;
        if (isFixed) t.true(longest < 3 * lasts + 2_000, `${key} in ${language}: ${longest} ms for ${lasts} ms`);
      }
    }
  } finally {
    await library.close();
    await rm(folder, { recursive: true, force: true });
  }
});
