import type { OverflowAction, OverflowCondition, OverflowRule } from '../../engine/core/overflow.ts';
import { anyProblem, lineOf, type Problems, type Typed, wholeOf } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';

/** More rules than these nobody keeps apart. */
export const mostRules = 20;
const longestSeconds = 86_400;
const mostCallers = 10_000;

/** A value of the select: what a rule can do in this queue, and how it is said. */
export type ActionChoice = { readonly value: string; readonly label: string; readonly action: OverflowAction };

/** Everything a rule of this queue can do. */
export function actionChoices(
  m: Messages,
  others: readonly { readonly id: string; readonly name: string }[],
  contacts: readonly { readonly id: string; readonly name: string }[],
): readonly ActionChoice[] {
  const { actions } = m.overflow;
  return [
    ...(['callback', 'voiceMessage'] as const).map((what) => ({
      value: what,
      label: actions[what],
      action: { kind: 'offer', what } as const,
    })),
    ...others.map(({ id, name }) => ({
      value: `vrsta:${id}`,
      label: actions.otherGroup(name),
      action: { kind: 'otherGroup', queue: id as never } as const,
    })),
    ...contacts.map(({ id, name }) => ({
      value: `stevilka:${id}`,
      label: actions.outside(name),
      action: { kind: 'outside', contact: id as never } as const,
    })),
  ];
}

/** What the form shows of a rule. */
export function typedOfRule({ name, when, action }: OverflowRule): Typed {
  return {
    ime: name,
    pogoj: when.kind,
    cas: when.kind === 'waited' || when.kind === 'expected' ? minutesOf(when.seconds) : '',
    klicateljev: when.kind === 'length' ? String(when.callers) : '',
    ukrep:
      action.kind === 'offer'
        ? action.what
        : action.kind === 'otherGroup'
          ? `vrsta:${action.queue}`
          : `stevilka:${action.contact}`,
  };
}

/** "5" or "1:30". */
function minutesOf(seconds: number): string {
  const rest = seconds % 60;
  const minutes = String(Math.floor(seconds / 60));
  return rest === 0 ? minutes : `${minutes}:${String(rest).padStart(2, '0')}`;
}

/** Minutes, with seconds after a colon or a full stop; null: something else, or out of bounds. */
function secondsOf(text: string): number | null {
  const [, minutes, rest = '0'] = /^(\d{1,4})(?:[:.]([0-5]\d))?$/.exec(text) ?? [];
  if (minutes === undefined) return null;
  const seconds = Number(minutes) * 60 + Number(rest);
  return seconds >= 1 && seconds <= longestSeconds ? seconds : null;
}

/** The rule that was typed, beside the queue's `others`; null where anything is wrong. */
export function judgeRule(
  m: Messages,
  typed: Typed,
  choices: readonly ActionChoice[],
  others: readonly OverflowRule[],
): { readonly rule: OverflowRule | null; readonly problems: Problems } {
  const words = m.overflow.problems;
  const problems: Record<string, string> = {};
  const name = lineOf(typed, 'ime');
  if (name === '' || name.length > 100) problems.ime = words.name;
  else if (others.some((other) => other.name === name)) problems.ime = words.nameTaken;
  const when = conditionOf(typed, words, problems);
  const action = choices.find(({ value }) => value === typed.ukrep)?.action;
  if (action === undefined) problems.ukrep = words.action;
  if (when === null || action === undefined || anyProblem(problems)) return { rule: null, problems };
  const rule = { name, when, action };
  const same = (one: OverflowRule): string => JSON.stringify([one.when, one.action]);
  if (others.some((other) => same(other) === same(rule))) return { rule: null, problems: { pogoj: words.same } };
  if (others.length >= mostRules) return { rule: null, problems: { ime: words.tooMany } };
  return { rule, problems };
}

function conditionOf(
  typed: Typed,
  words: Messages['overflow']['problems'],
  problems: Record<string, string>,
): OverflowCondition | null {
  const kind = typed.pogoj;
  switch (kind) {
    case 'noAgent':
      return { kind };
    case 'waited':
    case 'expected': {
      const seconds = secondsOf(lineOf(typed, 'cas'));
      if (seconds !== null) return { kind, seconds };
      problems.cas = words.time;
      return null;
    }
    case 'length': {
      const callers = wholeOf(typed, 'klicateljev', [0, mostCallers]);
      if (callers !== null) return { kind, callers };
      problems.klicateljev = words.callers;
      return null;
    }
    default:
      problems.pogoj = words.condition;
      return null;
  }
}
