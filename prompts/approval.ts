import type { PromptKey } from './catalogue.ts';
import type { Language } from './language.ts';
import { checkTemplate } from './template.ts';

/**
 * The life of one version of one prompt's text (R1.9). Pure: sql/ stores what comes out.
 *
 *             edit
 *             ┌──┐
 *             │  ▼    propose               approve
 *          ─► draft ──────────► proposed ───────────► approved ──retire──► retired
 *                                   │                    ▲ at most one of a key and language:
 *                                   │ reject(comment)    │ approving the next retires it
 *                                   ▼
 *                                rejected
 *
 * draft: being written; nobody but its writers sees it. proposed: waits for the client. approved: the line says it.
 * rejected: the client said no, and why; a better text is a new version. retired: was said once, is kept as evidence
 * of what callers heard.
 */
export type PromptVersion = PromptText &
  (
    | { readonly state: 'draft' }
    | ({ readonly state: 'proposed' } & Proposed)
    | ({ readonly state: 'approved' } & Proposed & Decided)
    | ({ readonly state: 'rejected'; readonly comment: string } & Proposed & Decided)
    | ({ readonly state: 'retired' } & Proposed & Decided & Retired)
  );

export type PromptText = { readonly key: PromptKey; readonly language: Language; readonly text: string };
type Proposed = { readonly proposedBy: string; readonly proposedAt: number };
/** Who approved or rejected, and when. */
type Decided = { readonly decidedBy: string; readonly decidedAt: number };
type Retired = { readonly retiredBy: string; readonly retiredAt: number };

export type PromptVersionState = PromptVersion['state'];
export const promptVersionStates = ['draft', 'proposed', 'approved', 'rejected', 'retired'] as const;

export type ApprovalAction =
  | { readonly type: 'edit'; readonly text: string }
  | { readonly type: 'propose' }
  | { readonly type: 'approve' }
  | { readonly type: 'reject'; readonly comment: string }
  | { readonly type: 'retire' };
export type ApprovalActionType = ApprovalAction['type'];
export const approvalActionTypes = ['edit', 'propose', 'approve', 'reject', 'retire'] as const;

/** Who acts (a user's id) and when, in milliseconds since the epoch. */
export type Actor = { readonly by: string; readonly at: number };

export type ApprovalOutcome =
  /** `retiresApproved`: in the same transaction the version approved until now is retired by the same actor. */
  | { readonly ok: true; readonly version: PromptVersion; readonly retiresApproved: boolean }
  /** Slovene sentences for whoever tried. */
  | { readonly ok: false; readonly problems: readonly string[] };

const moved = (version: PromptVersion, retiresApproved = false): ApprovalOutcome => ({
  ok: true,
  version,
  retiresApproved,
});
const refused = (...problems: readonly string[]): ApprovalOutcome => ({ ok: false, problems });

const notFromHere: Readonly<Record<PromptVersionState, Readonly<Record<ApprovalActionType, string>>>> = {
  draft: {
    edit: '',
    propose: '',
    approve: 'Osnutka ni mogoče odobriti; najprej mora biti predlagan.',
    reject: 'Osnutka ni mogoče zavrniti; najprej mora biti predlagan.',
    retire: 'Osnutek ni v rabi in ga ni mogoče umakniti.',
  },
  proposed: {
    edit: 'Predlaganega besedila ni mogoče spreminjati; pripravite novo različico.',
    propose: 'Besedilo je že predlagano in čaka na odločitev.',
    approve: '',
    reject: '',
    retire: 'Predlagano besedilo še ni v rabi; lahko ga zavrnete.',
  },
  approved: {
    edit: 'Odobrenega besedila ni mogoče spreminjati; pripravite novo različico.',
    propose: 'Besedilo je že odobreno.',
    approve: 'Besedilo je že odobreno.',
    reject: 'Odobrenega besedila ni mogoče zavrniti; lahko ga umaknete.',
    retire: '',
  },
  rejected: {
    edit: 'Zavrnjenega besedila ni mogoče spreminjati; pripravite novo različico.',
    propose: 'Zavrnjenega besedila ni mogoče znova predlagati; pripravite novo različico.',
    approve: 'Zavrnjenega besedila ni mogoče odobriti; pripravite novo različico.',
    reject: 'Besedilo je že zavrnjeno.',
    retire: 'Zavrnjeno besedilo ni bilo v rabi in ga ni mogoče umakniti.',
  },
  retired: {
    edit: 'Umaknjenega besedila ni mogoče spreminjati; pripravite novo različico.',
    propose: 'Umaknjenega besedila ni mogoče znova predlagati; pripravite novo različico.',
    approve: 'Umaknjenega besedila ni mogoče odobriti; pripravite novo različico.',
    reject: 'Umaknjenega besedila ni mogoče zavrniti.',
    retire: 'Besedilo je že umaknjeno.',
  },
};

const textProblems = (version: PromptText): readonly string[] =>
  checkTemplate(version.text, version.key, version.language).map(({ message }) => message);

/** What an action makes of a version. Who may act at all is decided by the rights of people, not here. */
export const stepApproval = (version: PromptVersion, action: ApprovalAction, actor: Actor): ApprovalOutcome => {
  const { key, language, text } = version;
  switch (version.state) {
    case 'draft': {
      if (action.type === 'edit') return moved({ ...version, text: action.text });
      if (action.type !== 'propose') break;
      const problems = textProblems(version);
      if (problems.length > 0) return refused(...problems);
      return moved({ key, language, text, state: 'proposed', proposedBy: actor.by, proposedAt: actor.at });
    }
    case 'proposed': {
      const decided = { decidedBy: actor.by, decidedAt: actor.at };
      if (action.type === 'approve') {
        // The catalogue may have changed since the text was proposed.
        const problems = textProblems(version);
        if (problems.length > 0) return refused(...problems);
        return moved({ ...version, ...decided, state: 'approved' }, true);
      }
      if (action.type !== 'reject') break;
      const comment = action.comment.trim();
      if (comment === '') return refused('Zavrnitev potrebuje pojasnilo, da bo novo besedilo lahko boljše.');
      return moved({ ...version, ...decided, state: 'rejected', comment });
    }
    case 'approved':
      if (action.type !== 'retire') break;
      return moved({ ...version, state: 'retired', retiredBy: actor.by, retiredAt: actor.at });
    case 'rejected':
    case 'retired':
      break;
  }
  return refused(notFromHere[version.state][action.type]);
};
