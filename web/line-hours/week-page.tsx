import { dayField, weekdays } from '../contacts/contact-hours.ts';
import { FormProblems, type FormState, TextField } from '../locations/form-parts.tsx';
import { hintWith, type Overtaken } from '../locations/now-in-force.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import { lineHoursPath, weekPath } from './line-hours-page.tsx';

/** The hours of each day of the usual week, to be changed. */
export function WeekPage({
  m,
  typed,
  problems,
  csrfToken,
  overtaken,
}: PageFrame & FormState & { readonly overtaken: Overtaken | null }) {
  const words = m.lineHours;
  return (
    <div class="people-page narrow-page">
      <p>
        <a href={lineHoursPath}>{words.title}</a>
      </p>
      <h1>{words.week.heading}</h1>
      <Notice notice={overtaken?.notice ?? null} />
      <FormProblems heading={m.locations.form.problems} problems={problems} />
      <form class="card" method="post" action={weekPath} noValidate>
        <FormToken token={csrfToken} />
        <input type="hidden" name="znamka" value={typed.znamka ?? ''} />
        <p class="hint">{words.week.hoursHint}</p>
        {weekdays.map((weekday) => (
          <TextField
            key={weekday}
            typed={typed}
            problems={problems}
            name={dayField(weekday)}
            label={words.weekdays[weekday - 1] ?? ''}
            hint={hintWith(overtaken, dayField(weekday))}
            maxLength={100}
          />
        ))}
        <div class="form-row">
          <button type="submit">{words.save}</button>
          <a href={lineHoursPath}>{words.cancel}</a>
        </div>
      </form>
    </div>
  );
}
