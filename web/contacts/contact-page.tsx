import { FormProblems, type FormState, SelectField, TextField } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import type { PageFrame } from '../render.tsx';
import { dayField, weekdays } from './contact-hours.ts';

/** One number of the directory, new or changed. */
export function ContactPage(props: PageFrame & FormState & { readonly title: string; readonly action: string }) {
  const { m, title, action, typed, problems, csrfToken } = props;
  const words = m.contacts;
  return (
    <div class="people-page narrow-page">
      <p>
        <a href="/zunanje-stevilke">{words.title}</a>
      </p>
      <h1>{title}</h1>
      <FormProblems heading={m.locations.form.problems} problems={problems} />
      <form class="card" method="post" action={action} noValidate>
        <FormToken token={csrfToken} />
        <SelectField
          typed={typed}
          problems={problems}
          name="vrsta"
          label={words.kind}
          options={(['department', 'official'] as const).map((value) => ({ value, label: words.kinds[value] }))}
        />
        <TextField
          typed={typed}
          problems={problems}
          name="ime"
          label={words.name}
          hint={words.nameHint}
          maxLength={120}
          required
        />
        <TextField
          typed={typed}
          problems={problems}
          name="stevilka"
          label={words.number}
          hint={words.numberHint}
          type="tel"
          maxLength={32}
          required
        />
        <TextField
          typed={typed}
          problems={problems}
          name="koda"
          label={words.code}
          hint={words.codeHint}
          inputMode="numeric"
          maxLength={4}
          short
          required
        />
        <TextField
          typed={typed}
          problems={problems}
          name="hkrati"
          label={words.lines}
          hint={words.linesHint}
          inputMode="numeric"
          maxLength={3}
          short
          required
        />
        <SelectField
          typed={typed}
          problems={problems}
          name="kdaj"
          label={words.when}
          options={(['vedno', 'ure'] as const).map((value) => ({ value, label: words.whens[value] }))}
        />
        <fieldset>
          <legend>{words.hours}</legend>
          <p class="hint">{words.hoursHint}</p>
          {weekdays.map((weekday) => (
            <TextField
              key={weekday}
              typed={typed}
              problems={problems}
              name={dayField(weekday)}
              label={m.desk.form.weekdayLong[weekday - 1] ?? ''}
              maxLength={60}
            />
          ))}
        </fieldset>
        <div class="form-row">
          <button type="submit">{words.save}</button>
          <a href="/zunanje-stevilke">{words.cancel}</a>
        </div>
      </form>
    </div>
  );
}
