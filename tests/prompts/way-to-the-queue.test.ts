import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { defaultFlow } from '../../dialplan/default-flow.ts';
import type { NodeId } from '../../dialplan/flow.ts';
import { offeredKeys } from '../../dialplan/menu.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import { fragmentsOf } from '../../prompts/fragments.ts';
import type { Language } from '../../prompts/language.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import { openSoundLibrary } from '../../prompts/sound-library.ts';
import { keyValue } from '../../prompts/spoken/keys.ts';

type Said = { readonly prompt: PromptKey; readonly language: Language; readonly key?: string };

/** What who presses nothing hears while the line is open, and how long keys are waited for meanwhile. */
function silentWay(): { readonly said: readonly Said[]; readonly listenSeconds: number } {
  const said: Said[] = [];
  let listenSeconds = 0;
  for (let id: NodeId = defaultFlow.first; ; ) {
    const node = defaultFlow.nodes[id];
    if (node?.kind === 'queue') return { said, listenSeconds };
    if (node?.kind === 'hours') id = node.open;
    else if (node?.kind === 'choice') {
      for (let time = 0; time < (node.patience ?? node.attempts); time += 1) {
        said.push(...node.prompts.map(({ prompt, language = 'sl' }) => ({ prompt, language })));
        said.push(...offeredKeys(node).map(({ said: prompt, key }) => ({ prompt, language: 'sl', key }) as const));
        listenSeconds += node.listenSeconds;
      }
      id = node.otherwise.next;
    } else throw new Error(`Silence leads to ${id}.`);
  }
}

test('[R1.2] [R1.4] who presses nothing stands in the queue within half a minute of the answer', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'way-to-the-queue-'));
  const library = openSoundLibrary({ folder });
  try {
    const { said, listenSeconds } = silentWay();
    const fragments = said.flatMap(({ prompt, language, key }) => {
      const text = samplePrompts.find((one) => one.key === prompt && one.language === language)?.text ?? '';
      const values = key === undefined ? {} : { key: keyValue(key) };
      return fragmentsOf(text, prompt, language, values, 'Europe/Ljubljana');
    });
    await library.prepare(fragments);
    const spoken = fragments.reduce((sum, fragment) => sum + (library.durationMs(fragment) ?? 0), 0) / 1_000;
    t.log(`${spoken.toFixed(1)} s are spoken, ${listenSeconds} s are waited`);
    t.true(spoken + listenSeconds <= 30);
  } finally {
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
