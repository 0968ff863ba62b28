import type { Knex } from 'knex';
import type { Flow } from '../../dialplan/flow.ts';
import type { ApprovedPrompts } from '../../dialplan/flow-check.ts';
import type { PromptUse } from '../../dialplan/prompts-in-use.ts';
import { promptsInUse } from '../../dialplan/prompts-in-use.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import type { ApprovedPrompt } from '../../sql/line/read-approved-prompts.ts';
import { readApprovedPrompts } from '../../sql/line/read-approved-prompts.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';

/** What the line can say, and what it must be able to. */
export type PromptLine = {
  readonly approved: ApprovedPrompts;
  readonly uses: readonly PromptUse[];
};

/** Without a flow the line needs what it says by itself. @throws Error for a flow that can not be read */
export async function readPromptLine(db: Knex): Promise<PromptLine> {
  const flow = (await readSetting(db, 'flow')) ?? nowhere;
  const approved = byLanguage(await readApprovedPrompts(db));
  return { approved, uses: promptsInUse(flow, approved) };
}

const nowhere: Flow = { first: 'end', nodes: { end: { kind: 'end', outcome: 'closed' } } };

function byLanguage(prompts: readonly ApprovedPrompt[]): ApprovedPrompts {
  const inLanguage = (language: Language): Partial<Record<PromptKey, string>> =>
    Object.fromEntries(prompts.filter((prompt) => prompt.language === language).map((one) => [one.key, one.versionId]));
  return { sl: inLanguage('sl'), en: inLanguage('en') };
}

export const usesOf = ({ uses }: PromptLine, key: PromptKey, language: string): readonly PromptUse[] =>
  uses.filter((use) => use.prompt === key && use.language === language);
