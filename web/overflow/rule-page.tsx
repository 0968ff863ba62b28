import { FormProblems, type FormState, SelectField, TextField } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import type { PageFrame } from '../render.tsx';
import type { ActionChoice } from './rule-form.ts';

type Props = PageFrame &
  FormState & { readonly title: string; readonly action: string; readonly choices: readonly ActionChoice[] };

/** One rule of a queue's overflow, new or changed. */
export function RulePage(props: Props) {
  const { m, title, action, typed, problems, choices, csrfToken } = props;
  const words = m.overflow;
  const field = { typed, problems };
  return (
    <div class="people-page narrow-page">
      <p>
        <a href="/preliv">{words.title}</a>
      </p>
      <h1>{title}</h1>
      <FormProblems heading={m.locations.form.problems} problems={problems} />
      <form class="card" method="post" action={action} noValidate>
        <FormToken token={csrfToken} />
        <input type="hidden" name="razlicica" value={typed.razlicica ?? ''} />
        <TextField {...field} name="ime" label={words.name} hint={words.nameHint} maxLength={100} required />
        <SelectField
          {...field}
          name="pogoj"
          label={words.condition}
          required
          options={(['noAgent', 'waited', 'expected', 'length'] as const).map((value) => ({
            value,
            label: words.conditions[value],
          }))}
        />
        <TextField {...field} name="cas" label={words.time} hint={words.timeHint} maxLength={7} short />
        <TextField
          {...field}
          name="klicateljev"
          label={words.callers}
          hint={words.callersHint}
          inputMode="numeric"
          maxLength={5}
          short
        />
        <SelectField
          {...field}
          name="ukrep"
          label={words.action}
          required
          options={[{ value: '', label: words.choose }, ...choices]}
        />
        <div class="form-row">
          <button type="submit">{words.save}</button>
          <a href="/preliv">{words.cancel}</a>
        </div>
      </form>
    </div>
  );
}
