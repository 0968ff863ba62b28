import type { Knex } from 'knex';
import { instant } from '../../engine/core/ids.ts';
import type { ApprovalAction } from '../../prompts/approval.ts';
import { stepApproval } from '../../prompts/approval.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import type { StudioRecording } from '../../prompts/studio/convert-recording.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { discardPromptDraft, draftPromptVersion, editPromptDraft } from '../../sql/prompts/draft-prompt-version.ts';
import { findPromptVersion, listPromptVersions } from '../../sql/prompts/list-prompt-versions.ts';
import { lockPrompts } from '../../sql/prompts/lock-prompts.ts';
import { recordPromptDraft } from '../../sql/prompts/prompt-sound.ts';
import { proposePromptVersion } from '../../sql/prompts/propose-prompt-version.ts';
import type { WorkableVersion } from './approval-of.ts';
import { approvalOf, fingerprintOf, isWorkable } from './approval-of.ts';

/** What somebody typed and chose. `before`: the fingerprint of the text that they began from. */
export type DraftInput = {
  readonly text: string;
  readonly before: string;
  /** Null: the sound stays as it is. */
  readonly sound: StudioRecording | 'machine' | null;
  readonly propose: boolean;
};

export type DraftOutcome =
  /** Stored; `problems` say why the recording or the proposal was not taken. */
  | {
      readonly kind: 'saved';
      readonly id: string;
      readonly proposed: boolean;
      readonly problems: readonly string[];
    }
  /** Somebody else changed the draft meanwhile: nothing was stored, both texts are kept. */
  | { readonly kind: 'overtaken'; readonly current: WorkableVersion }
  /** It is no draft any more. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Writes a first draft of a prompt. One that somebody began meanwhile is not passed over. */
export async function beginDraft(
  db: Knex,
  userId: string,
  { key, language }: { readonly key: PromptKey; readonly language: Language },
  input: DraftInput,
): Promise<DraftOutcome> {
  return db.transaction(async (trx): Promise<DraftOutcome> => {
    await lockPrompts(trx);
    const current = (await listPromptVersions(trx, { key, language, state: 'draft' })).find(isWorkable);
    if (current !== undefined) return { kind: 'overtaken', current };
    const id = await draftPromptVersion(trx, { key, language, text: input.text, by: userId });
    await addAuditEntry(trx, { userId, action: 'promptDrafted', subject: id, details: { key, language } });
    return settle(trx, userId, id, input);
  });
}

/** Changes a draft. Null when there is no such version. */
export async function saveDraft(db: Knex, userId: string, id: string, input: DraftInput): Promise<DraftOutcome | null> {
  return db.transaction(async (trx): Promise<DraftOutcome | null> => {
    await lockPrompts(trx);
    const version = await findPromptVersion(trx, id);
    if (version === null || !isWorkable(version)) return null;
    const outcome = stepApproval(approvalOf(version), { type: 'edit', text: input.text }, by(userId));
    if (!outcome.ok) return { kind: 'refused', problems: outcome.problems };
    if (version.text !== input.text) {
      if (fingerprintOf(version.text) !== input.before) return { kind: 'overtaken', current: version };
      await editPromptDraft(trx, id, input.text);
      const { key, language } = version;
      await addAuditEntry(trx, { userId, action: 'promptDraftEdited', subject: id, details: { key, language } });
    }
    return settle(trx, userId, id, input);
  });
}

/** Throws a draft away. Null when there is no such version; a problem when it is no draft any more. */
export async function discardDraft(
  db: Knex,
  userId: string,
  id: string,
): Promise<{ readonly version: WorkableVersion; readonly done: boolean } | null> {
  return db.transaction(async (trx) => {
    await lockPrompts(trx);
    const version = await findPromptVersion(trx, id);
    if (version === null || !isWorkable(version)) return null;
    const done = await discardPromptDraft(trx, id);
    const { key, language } = version;
    if (done) {
      await addAuditEntry(trx, { userId, action: 'promptDraftDiscarded', subject: id, details: { key, language } });
    }
    return { version, done };
  });
}

const by = (userId: string) => ({ by: userId, at: instant(Date.now()) });

/** The sound and the proposal, after the text is stored: what is refused of them takes nothing of it back. */
async function settle(
  trx: Knex.Transaction,
  userId: string,
  id: string,
  { sound, propose }: DraftInput,
): Promise<DraftOutcome> {
  const allowed = async (action: ApprovalAction): Promise<readonly string[]> => {
    const version = await findPromptVersion(trx, id);
    if (version === null || !isWorkable(version)) throw new TypeError('A draft that was just stored is gone.');
    const outcome = stepApproval(approvalOf(version), action, by(userId));
    return outcome.ok ? [] : outcome.problems;
  };
  if (sound !== null) {
    const recording = sound === 'machine' ? 'synthesised' : 'studio';
    const problems = await allowed({ type: 'record', recording });
    if (problems.length > 0) return { kind: 'saved', id, proposed: false, problems };
    await recordPromptDraft(trx, id, sound === 'machine' ? null : sound);
    await addAuditEntry(trx, { userId, action: 'promptRecorded', subject: id, details: { recording } });
  }
  if (!propose) return { kind: 'saved', id, proposed: false, problems: [] };
  const problems = await allowed({ type: 'propose' });
  if (problems.length > 0) return { kind: 'saved', id, proposed: false, problems };
  await proposePromptVersion(trx, id, userId, instant(Date.now()));
  await addAuditEntry(trx, { userId, action: 'promptProposed', subject: id });
  return { kind: 'saved', id, proposed: true, problems: [] };
}
