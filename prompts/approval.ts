import { catalogue, type PromptKey } from './catalogue.ts';
import type { Language } from './language.ts';
import { checkTemplate } from './template.ts';

/**
 * The life of one version of one prompt, its text and its sound together (R1.9). Pure: sql/ stores what comes out.
 *
 *         edit, record
 *             ┌──┐
 *             │  ▼    propose               approve
 *          ─► draft ──────────► proposed ───────────► approved ──retire──► retired
 *                                   │                    ▲ at most one of a key and language:
 *                                   │ reject(comment)    │ approving the next retires it
 *                                   ▼
 *                                rejected
 *
 * draft: being written; its text and its recording may change. proposed: waits for the client. approved: the line
 * says it. rejected: the client said no, and why; a better text is a new version. retired: was said once, is kept as
 * evidence of what callers heard.
 */
export type PromptVersion = PromptText &
  (
    | { readonly state: 'draft' }
    | ({ readonly state: 'proposed' } & Proposed)
    | ({ readonly state: 'approved' } & Proposed & Decided)
    | ({ readonly state: 'rejected'; readonly comment: string } & Proposed & Decided)
    | ({ readonly state: 'retired' } & Proposed & Decided & Retired)
  );

export type PromptText = {
  readonly key: PromptKey;
  readonly language: Language;
  readonly text: string;
  /** Spoken by the machine from the text, or by a person into a file. */
  readonly recording: PromptRecording;
};
export type PromptRecording = 'synthesised' | 'studio';
type Proposed = { readonly proposedBy: string; readonly proposedAt: number };
/** Who approved or rejected, and when. */
type Decided = { readonly decidedBy: string; readonly decidedAt: number };
type Retired = { readonly retiredBy: string; readonly retiredAt: number };

export type PromptVersionState = PromptVersion['state'];
export const promptVersionStates = ['draft', 'proposed', 'approved', 'rejected', 'retired'] as const;

export type ApprovalAction =
  | { readonly type: 'edit'; readonly text: string }
  /** A studio recording is attached, or taken away again. */
  | { readonly type: 'record'; readonly recording: PromptRecording }
  | { readonly type: 'propose' }
  | { readonly type: 'approve' }
  | { readonly type: 'reject'; readonly comment: string }
  | { readonly type: 'retire' };
export type ApprovalActionType = ApprovalAction['type'];
export const approvalActionTypes = ['edit', 'record', 'propose', 'approve', 'reject', 'retire'] as const;

/** Who acts (a user's id) and when, in milliseconds since the epoch. */
export type Actor = { readonly by: string; readonly at: number };

/** What the client decides for itself. */
export type ApprovalRules = {
  /** Four eyes: false when nobody may approve what they proposed themselves. */
  readonly proposerMayApprove: boolean;
};
export const usualApprovalRules: ApprovalRules = { proposerMayApprove: false };

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
    record: '',
    propose: '',
    approve: 'Osnutka ni mogoče odobriti; najprej mora biti predlagan.',
    reject: 'Osnutka ni mogoče zavrniti; najprej mora biti predlagan.',
    retire: 'Osnutek ni v rabi in ga ni mogoče umakniti.',
  },
  proposed: {
    edit: 'Predlaganega besedila ni mogoče spreminjati; pripravite novo različico.',
    record: 'Predlaganemu besedilu posnetka ni mogoče zamenjati; pripravite novo različico.',
    propose: 'Besedilo je že predlagano in čaka na odločitev.',
    approve: '',
    reject: '',
    retire: 'Predlagano besedilo še ni v rabi; lahko ga zavrnete.',
  },
  approved: {
    edit: 'Odobrenega besedila ni mogoče spreminjati; pripravite novo različico.',
    record: 'Odobrenemu besedilu posnetka ni mogoče zamenjati; pripravite novo različico.',
    propose: 'Besedilo je že odobreno.',
    approve: 'Besedilo je že odobreno.',
    reject: 'Odobrenega besedila ni mogoče zavrniti; lahko ga umaknete.',
    retire: '',
  },
  rejected: {
    edit: 'Zavrnjenega besedila ni mogoče spreminjati; pripravite novo različico.',
    record: 'Zavrnjenemu besedilu posnetka ni mogoče zamenjati; pripravite novo različico.',
    propose: 'Zavrnjenega besedila ni mogoče znova predlagati; pripravite novo različico.',
    approve: 'Zavrnjenega besedila ni mogoče odobriti; pripravite novo različico.',
    reject: 'Besedilo je že zavrnjeno.',
    retire: 'Zavrnjeno besedilo ni bilo v rabi in ga ni mogoče umakniti.',
  },
  retired: {
    edit: 'Umaknjenega besedila ni mogoče spreminjati; pripravite novo različico.',
    record: 'Umaknjenemu besedilu posnetka ni mogoče zamenjati; pripravite novo različico.',
    propose: 'Umaknjenega besedila ni mogoče znova predlagati; pripravite novo različico.',
    approve: 'Umaknjenega besedila ni mogoče odobriti; pripravite novo različico.',
    reject: 'Umaknjenega besedila ni mogoče zavrniti.',
    retire: 'Besedilo je že umaknjeno.',
  },
};

/** A file says the same in every call; a text with placeholders does not. */
const oneFileIsNotEnough =
  'To besedilo vsebuje vrednosti, ki so v vsakem klicu drugačne, zato ga en sam posnetek ne more povedati.';

const recordingProblems = (key: PromptKey, recording: PromptRecording): readonly string[] =>
  recording === 'studio' && catalogue[key].placeholders.length > 0 ? [oneFileIsNotEnough] : [];

const problemsOf = (version: PromptText): readonly string[] => [
  ...checkTemplate(version.text, version.key, version.language).map(({ message }) => message),
  ...recordingProblems(version.key, version.recording),
];

/** What an action makes of a version. Who may act at all is decided by the rights of people, not here. */
export const stepApproval = (
  version: PromptVersion,
  action: ApprovalAction,
  actor: Actor,
  rules: ApprovalRules = usualApprovalRules,
): ApprovalOutcome => {
  const { key, language, text, recording } = version;
  switch (version.state) {
    case 'draft': {
      if (action.type === 'edit') return moved({ ...version, text: action.text });
      if (action.type === 'record') {
        const problems = recordingProblems(key, action.recording);
        return problems.length > 0 ? refused(...problems) : moved({ ...version, recording: action.recording });
      }
      if (action.type !== 'propose') break;
      const problems = problemsOf(version);
      if (problems.length > 0) return refused(...problems);
      return moved({ key, language, text, recording, state: 'proposed', proposedBy: actor.by, proposedAt: actor.at });
    }
    case 'proposed': {
      const decided = { decidedBy: actor.by, decidedAt: actor.at };
      if (action.type === 'approve') {
        if (actor.by === version.proposedBy && !rules.proposerMayApprove) {
          return refused('Besedilo ste predlagali sami, zato ga mora odobriti nekdo drug (načelo štirih oči).');
        }
        // The catalogue may have changed since the text was proposed.
        const problems = problemsOf(version);
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
