import type { Knex } from 'knex';
import { instant } from '../../engine/core/ids.ts';
import { changeConfiguration } from '../../engine/shell/configured/change-configuration.ts';
import type { ApprovalAction } from '../../prompts/approval.ts';
import { stepApproval, usualApprovalRules } from '../../prompts/approval.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { decidePromptVersion, retirePromptVersion } from '../../sql/prompts/decide-prompt-version.ts';
import { findPromptVersion } from '../../sql/prompts/list-prompt-versions.ts';
import { lockPrompts } from '../../sql/prompts/lock-prompts.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import type { Messages } from '../messages/sl.ts';
import type { WorkableVersion } from './approval-of.ts';
import { approvalOf, isWorkable } from './approval-of.ts';
import { readPromptLine, usesOf } from './read-prompt-line.ts';

export type Decision = Extract<ApprovalAction, { type: 'approve' | 'reject' | 'retire' }>;

export type DecisionOutcome = {
  readonly version: WorkableVersion;
  /** Slovene sentences why it was not done; none: it was. */
  readonly problems: readonly string[];
};

const pastTense = { approve: 'promptApproved', reject: 'promptRejected', retire: 'promptRetired' } as const;

/**
 * The client's decision on a version, with its reasons against it, in one transaction with its audit entry (R1.9).
 * Nothing that the line needs is taken away. Null when there is no such version.
 */
export async function decide(
  db: Knex,
  words: Messages['prompts'],
  userId: string,
  id: string,
  decision: Decision,
): Promise<DecisionOutcome | null> {
  return changeConfiguration(db, async (trx) => {
    await lockPrompts(trx);
    const version = await findPromptVersion(trx, id);
    if (version === null || !isWorkable(version)) return null;
    const at = instant(Date.now());
    const rules = (await readSetting(trx, 'promptApproval')) ?? usualApprovalRules;
    const outcome = stepApproval(approvalOf(version), decision, { by: userId, at }, rules);
    if (!outcome.ok) return { version, problems: outcome.problems };
    if (decision.type === 'retire') {
      const line = await readPromptLine(trx);
      if (!line.flowKnown) return { version, problems: [words.flowUnknown] };
      const uses = usesOf(line, version.key, version.language);
      if (uses.length > 0) return { version, problems: uses.map((use) => words.stillNeeded(use)) };
      await retirePromptVersion(trx, id, userId, at);
    } else {
      const state = decision.type === 'approve' ? 'approved' : 'rejected';
      const comment = decision.type === 'reject' ? decision.comment.trim() : '';
      await decidePromptVersion(trx, id, { state, by: userId, at, comment });
    }
    const { key, language, recording } = version;
    await addAuditEntry(trx, {
      userId,
      action: pastTense[decision.type],
      subject: id,
      details: { key, language, recording },
    });
    return { version, problems: [] };
  });
}
