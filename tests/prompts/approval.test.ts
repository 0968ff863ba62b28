import test from 'ava';
import type { ApprovalAction, PromptVersion } from '../../prompts/approval.ts';
import { approvalActionTypes, promptVersionStates, stepApproval } from '../../prompts/approval.ts';

const text = { key: 'welcome', language: 'sl', text: 'Pozdravljeni.', recording: 'synthesised' } as const;
const proposed = { proposedBy: 'ana', proposedAt: 1000 };
const decided = { decidedBy: 'eva', decidedAt: 2000 };
const versions: Readonly<Record<PromptVersion['state'], PromptVersion>> = {
  draft: { ...text, state: 'draft' },
  proposed: { ...text, ...proposed, state: 'proposed' },
  approved: { ...text, ...proposed, ...decided, state: 'approved' },
  rejected: { ...text, ...proposed, ...decided, state: 'rejected', comment: 'Predolgo.' },
  retired: { ...text, ...proposed, ...decided, state: 'retired', retiredBy: 'eva', retiredAt: 3000 },
};
const actions: Readonly<Record<ApprovalAction['type'], ApprovalAction>> = {
  edit: { type: 'edit', text: 'Dober dan.' },
  record: { type: 'record', recording: 'studio' },
  propose: { type: 'propose' },
  approve: { type: 'approve' },
  reject: { type: 'reject', comment: ' Prekratko. ' },
  retire: { type: 'retire' },
};
const actor = { by: 'iva', at: 9000 };

test('[R1.9] every (state, action) pair is decided', (t) => {
  const moves: Readonly<Record<string, PromptVersion>> = {
    'draft edit': { ...text, text: 'Dober dan.', state: 'draft' },
    'draft record': { ...text, recording: 'studio', state: 'draft' },
    'draft propose': { ...text, state: 'proposed', proposedBy: 'iva', proposedAt: 9000 },
    'proposed approve': { ...text, ...proposed, state: 'approved', decidedBy: 'iva', decidedAt: 9000 },
    'proposed reject': {
      ...text,
      ...proposed,
      state: 'rejected',
      decidedBy: 'iva',
      decidedAt: 9000,
      comment: 'Prekratko.',
    },
    'approved retire': { ...text, ...proposed, ...decided, state: 'retired', retiredBy: 'iva', retiredAt: 9000 },
  };
  for (const state of promptVersionStates) {
    for (const type of approvalActionTypes) {
      const outcome = stepApproval(versions[state], actions[type], actor);
      const move = moves[`${state} ${type}`];
      if (move === undefined) {
        t.false(outcome.ok, `${state} ${type}`);
        if (!outcome.ok) t.regex(outcome.problems.join(' '), /^\p{Lu}.{10,}\.$/u, `${state} ${type}`);
      } else {
        t.deepEqual(outcome, { ok: true, version: move, retiresApproved: type === 'approve' }, `${state} ${type}`);
      }
    }
  }
});

test('[R1.9] a text with problems can be neither proposed nor approved', (t) => {
  const faulty = { key: 'position', language: 'sl', text: 'Vaše mesto je 3.', recording: 'synthesised' } as const;
  for (const [version, action] of [
    [{ ...faulty, state: 'draft' }, actions.propose],
    [{ ...faulty, ...proposed, state: 'proposed' }, actions.approve],
  ] as const) {
    t.deepEqual(stepApproval(version, action, actor), {
      ok: false,
      problems: ['V besedilu manjka polje {mesto}.', 'Številke zapišite z besedo, na primer »devet« namesto »9«.'],
    });
  }
});

test('[R1.9] a rejection needs a comment', (t) => {
  const outcome = stepApproval(versions.proposed, { type: 'reject', comment: '  ' }, actor);
  t.deepEqual(outcome, { ok: false, problems: ['Zavrnitev potrebuje pojasnilo, da bo novo besedilo lahko boljše.'] });
});

test('[R1.9] nobody approves their own proposal unless the client allows it; taking it back is always possible', (t) => {
  const ana = { by: proposed.proposedBy, at: 9000 };
  const outcome = stepApproval(versions.proposed, actions.approve, ana);
  t.false(outcome.ok);
  if (!outcome.ok) t.regex(outcome.problems.join(), /štirih oči/);
  t.true(stepApproval(versions.proposed, actions.approve, ana, { proposerMayApprove: true }).ok);
  t.true(stepApproval(versions.proposed, actions.reject, ana).ok);
});

test('[R1.9] a text whose words change from call to call has no single recording, at no step', (t) => {
  const position = { key: 'position', language: 'sl', text: 'Vaše mesto je {mesto}.', recording: 'studio' } as const;
  for (const [version, action] of [
    [{ ...position, recording: 'synthesised', state: 'draft' }, actions.record],
    [{ ...position, state: 'draft' }, actions.propose],
    [{ ...position, ...proposed, state: 'proposed' }, actions.approve],
  ] as const) {
    const outcome = stepApproval(version, action, actor);
    t.false(outcome.ok);
    if (!outcome.ok) t.regex(outcome.problems.join(), /en sam posnetek/);
  }
  t.true(stepApproval({ ...position, state: 'draft' }, { type: 'record', recording: 'synthesised' }, actor).ok);
});
