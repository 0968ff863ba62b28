import { FormProblems, type FormState, SelectField, TextField } from '../locations/form-parts.tsx';
import { hintWith, type Overtaken } from '../locations/now-in-force.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import { lineHoursPath } from './line-hours-page.tsx';

type Props = PageFrame &
  FormState & { readonly title: string; readonly action: string; readonly overtaken: Overtaken | null };

/** One day on which the line's hours differ, new or changed. */
export function LineExceptionPage({ m, title, action, typed, problems, csrfToken, overtaken }: Props) {
  const words = m.lineHours.exceptions;
  const state = { typed, problems };
  return (
    <div class="people-page narrow-page">
      <p>
        <a href={lineHoursPath}>{m.lineHours.title}</a>
      </p>
      <h1>{title}</h1>
      <Notice notice={overtaken?.notice ?? null} />
      <FormProblems heading={m.locations.form.problems} problems={problems} />
      <form class="card" method="post" action={action} noValidate>
        <FormToken token={csrfToken} />
        <input type="hidden" name="znamka" value={typed.znamka ?? ''} />
        <TextField {...state} name="dan" label={words.date} hint={hintWith(overtaken, 'dan')} type="date" required />
        <SelectField
          {...state}
          name="vrsta"
          label={words.kind}
          hint={hintWith(overtaken, 'vrsta')}
          required
          options={(['zaprto', 'ure'] as const).map((value) => ({ value, label: words.kinds[value] }))}
        />
        <TextField
          {...state}
          name="ure"
          label={words.hours}
          hint={hintWith(overtaken, 'ure', words.hoursHint)}
          maxLength={100}
        />
        <TextField
          {...state}
          name="razlog"
          label={words.note}
          hint={hintWith(overtaken, 'razlog', words.noteHint)}
          maxLength={200}
          required
        />
        <div class="form-row">
          <button type="submit">{m.lineHours.save}</button>
          <a href={lineHoursPath}>{m.lineHours.cancel}</a>
        </div>
      </form>
    </div>
  );
}
