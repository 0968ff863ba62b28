import { type RetentionRule, type RetentionSum, retentionRules } from '../../sql/retention/retention-run.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { FormProblems, type FormState, TextField } from '../locations/form-parts.tsx';
import type { Messages } from '../messages/sl.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import { presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { bounds, type Terms, terms } from './retention-form.ts';

export const retentionPath = '/hramba';

type Props = PageFrame &
  FormState & {
    readonly inForce: Terms;
    /** False: nobody has said it yet, and recordings and numbers stay. */
    readonly isSet: boolean;
    readonly runs: readonly RetentionSum[];
    readonly notice: DoneNotice | null;
  };

/** What is kept how long, from which rule, and that the rules run (R9.3). */
export function RetentionPage(props: Props) {
  const { m, notice, problems } = props;
  const words = m.retention;
  return (
    <div class="locations-page">
      <h1>{words.title}</h1>
      <Guide m={m} points={words.guide} />
      <Notice notice={notice} />
      <FormProblems heading={words.problems.heading} problems={problems} />
      <p>{words.intro}</p>
      <Rules {...props} />
      <TermsForm {...props} />
      <section class="card" aria-labelledby="brez-roka">
        <h2 id="brez-roka">{words.others}</h2>
        <p>{words.othersText}</p>
      </section>
    </div>
  );
}

function Rules({ m, inForce, isSet, runs }: Props) {
  const words = m.retention;
  return (
    <div class="card table-scroll" role="region" aria-label={words.table} tabIndex={0}>
      <table class="stacked">
        <caption class="visually-hidden">{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.howLong}</th>
            <th scope="col">{words.why}</th>
            <th scope="col">{words.last}</th>
          </tr>
        </thead>
        <tbody>
          {retentionRules.map((rule) => (
            <tr key={rule}>
              <th scope="row">
                {words.rules[rule].name}
                <small class="rule-what">{words.rules[rule].what}</small>
              </th>
              <td data-label={words.howLong}>{termText(m, rule, inForce, isSet)}</td>
              <td data-label={words.why}>{words.rules[rule].why}</td>
              <td data-label={words.last}>
                {lastRun(
                  m,
                  runs.find((run) => run.rule === rule),
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function termText({ retention }: Messages, rule: RetentionRule, inForce: Terms, isSet: boolean): string {
  const { units } = retention;
  switch (rule) {
    case 'visitors':
      return units.days(inForce.visitorDays);
    case 'messages':
      return units.days(inForce.messagesDays);
    case 'recordings':
      return isSet ? units.days(inForce.recordingsDays) : retention.notSet;
    case 'callers':
      return isSet ? units.months(inForce.callerNumberMonths) : retention.notSet;
    case 'audit':
      return units.years(inForce.auditYears);
    case 'sessions':
      return retention.fixed;
  }
}

function lastRun({ retention }: Messages, run: RetentionSum | undefined) {
  if (run === undefined) return retention.never;
  return (
    <>
      {retention.lastRun(presentDayAndTime(run.lastRanAt), run.lastTook)}
      <small class="rule-what">{retention.lately(run.tookLately)}</small>
    </>
  );
}

function TermsForm({ m, csrfToken, typed, problems }: Props) {
  const words = m.retention;
  return (
    <form class="card" method="post" action={retentionPath} noValidate aria-labelledby="roki">
      <h2 id="roki">{words.heading}</h2>
      <FormToken token={csrfToken} />
      {terms.map((term) => (
        <TextField
          key={term}
          typed={typed}
          problems={problems}
          name={term}
          label={words[term]}
          hint={words.between(bounds[term][0], bounds[term][1])}
          inputMode="numeric"
          maxLength={4}
          required
          short
        />
      ))}
      <p>{words.effect}</p>
      <button type="submit">{words.save}</button>
    </form>
  );
}
