import test from 'ava';
import { defaultFlow } from '../../dialplan/flow.ts';
import type { ApprovedPrompts } from '../../dialplan/flow-check.ts';
import { checkOfferedFlow, promptsInUse } from '../../dialplan/prompts-in-use.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import { promptKeys } from '../../prompts/catalogue.ts';

const every = Object.fromEntries(promptKeys.map((key) => [key, `${key}-1`]));
const without = (...keys: readonly PromptKey[]) =>
  Object.fromEntries(Object.entries(every).filter(([key]) => !(keys as readonly string[]).includes(key)));
const approved: ApprovedPrompts = { sl: every, en: every };
const namesOf = (prompts: ApprovedPrompts) =>
  promptsInUse(defaultFlow, prompts).map(({ prompt, language, by }) => `${prompt} ${language} ${by}`);

test('[R1.9] in use is what the flow names, what the queue says, what agents and the exchange need', (t) => {
  const uses = namesOf(approved);
  for (const use of [
    'welcome sl flow',
    'languageHint en flow',
    'consent sl flow',
    'consent en flow',
    'invalidKey en flow',
    'closedUntil sl flow',
    'closedWithoutOpening sl flow',
    'connecting en queue',
    'position sl queue',
    'noEngineWait sl exchange',
    'agentReady sl agentLine',
  ]) {
    t.true(uses.includes(use), use);
  }
  t.is(new Set(uses).size, uses.length);
  t.false(uses.some((use) => /^(languageHint sl|welcome en|noEngineWait en|agent\w+ en) /.test(use)));
});

test('[R1.9] a use names the nodes of the flow', (t) => {
  const consent = promptsInUse(defaultFlow, approved).find((use) => use.prompt === 'consent' && use.language === 'sl');
  t.deepEqual(consent?.nodes.toSorted(), ['consent', 'consentAgain']);
});

test('[R1.3] a language that is not offered needs nothing', (t) => {
  t.deepEqual(
    namesOf({ sl: every, en: without('consent') }).filter((use) => use.includes(' en ')),
    [],
  );
});

test('[R1.3] [R1.9] a flow may be used without a second language, never without the first', (t) => {
  t.deepEqual(checkOfferedFlow(defaultFlow, { sl: every, en: {} }, ['narocanje']), []);
  t.deepEqual(
    checkOfferedFlow(defaultFlow, { sl: without('welcome', 'position'), en: every }).map(
      ({ kind, node, prompt, language }) => [kind, node, prompt, language],
    ),
    [['missingPrompt', 'language', 'welcome', 'sl']],
  );
  t.deepEqual(
    checkOfferedFlow(defaultFlow, approved, ['drugo']).map(({ kind }) => kind),
    ['unknownQueue', 'unknownQueue', 'unknownQueue', 'unknownQueue'],
  );
});
