import type { Knex } from 'knex';
import type { Flow } from '../../dialplan/flow.ts';
import type { ApprovedPrompts } from '../../dialplan/flow-check.ts';
import type { PromptUse } from '../../dialplan/prompts-in-use.ts';
import { promptsInUse } from '../../dialplan/prompts-in-use.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import type { ApprovedPrompt } from '../../sql/line/read-approved-prompts.ts';
import { readApprovedPrompts } from '../../sql/line/read-approved-prompts.ts';
import { readSetting, SettingUnusable } from '../../sql/settings/read-setting.ts';

/** What the line can say, and what it must be able to. */
export type PromptLine = {
  readonly approved: ApprovedPrompts;
  readonly uses: readonly PromptUse[];
  /** False when the setting of the flow is of no use: then `uses` has only what the line says by itself. */
  readonly flowKnown: boolean;
};

export async function readPromptLine(db: Knex): Promise<PromptLine> {
  const flow = await readFlow(db);
  const approved = byLanguage(await readApprovedPrompts(db));
  return { approved, uses: promptsInUse(flow ?? nowhere, approved), flowKnown: flow !== null };
}

/** The pages go on when somebody broke the flow; the engine goes on with the one before. */
async function readFlow(db: Knex): Promise<Flow | null> {
  try {
    return await readSetting(db, 'flow');
  } catch (error) {
    if (error instanceof SettingUnusable) return null;
    throw error;
  }
}

const nowhere: Flow = { first: 'end', nodes: { end: { kind: 'end', outcome: 'closed' } } };

function byLanguage(prompts: readonly ApprovedPrompt[]): ApprovedPrompts {
  const inLanguage = (language: Language): Partial<Record<PromptKey, string>> =>
    Object.fromEntries(prompts.filter((prompt) => prompt.language === language).map((one) => [one.key, one.versionId]));
  return { sl: inLanguage('sl'), en: inLanguage('en') };
}

export const usesOf = ({ uses }: PromptLine, key: PromptKey, language: string): readonly PromptUse[] =>
  uses.filter((use) => use.prompt === key && use.language === language);
