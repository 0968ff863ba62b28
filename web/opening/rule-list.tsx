import type { ComponentChildren } from 'preact';
import type { OfficeRule } from '../../sql/calendar/office-rules.ts';
import { sayConditions, sayRule } from './rule-words.ts';

/** Rules in words, each with what it says about booking; `beside` is what can be done with one. */
export function RuleList(props: {
  readonly rules: readonly OfficeRule[];
  readonly beside?: (rule: OfficeRule, place: number) => ComponentChildren;
}) {
  const { rules, beside } = props;
  return (
    <ul class="rule-list">
      {rules.map((rule, place) => (
        <li key={`${place} ${sayRule(rule)}`}>
          <div>
            <strong>{sayRule(rule)}</strong>
            {sayConditions(rule).length === 0 ? null : <small>{sayConditions(rule).join(' · ')}</small>}
          </div>
          {beside === undefined ? null : <div class="form-row">{beside(rule, place)}</div>}
        </li>
      ))}
    </ul>
  );
}
