import { FormProblems, type FormState, SelectField, TextField } from '../locations/form-parts.tsx';
import { hintWith, type Overtaken } from '../locations/now-in-force.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import type { ActionChoice } from './rule-form.ts';

type Props = PageFrame &
  FormState & {
    readonly title: string;
    readonly action: string;
    readonly choices: readonly ActionChoice[];
    readonly overtaken: Overtaken | null;
  };

/** One rule of a queue's overflow, new or changed. */
export function RulePage(props: Props) {
  const { m, title, action, typed, problems, choices, csrfToken, overtaken } = props;
  const words = m.overflow;
  const field = { typed, problems };
  return (
    <div class="people-page narrow-page">
      <p>
        <a href="/preliv">{words.title}</a>
      </p>
      <h1>{title}</h1>
      <Notice notice={overtaken?.notice ?? null} />
      <FormProblems heading={m.locations.form.problems} problems={problems} />
      <form class="card" method="post" action={action} noValidate>
        <FormToken token={csrfToken} />
        <input type="hidden" name="razlicica" value={typed.razlicica ?? ''} />
        {/* Places change when rules are moved; by its name the rule is found again. */}
        <input type="hidden" name="pravilo" value={typed.pravilo ?? ''} />
        <TextField
          {...field}
          name="ime"
          label={words.name}
          hint={hintWith(overtaken, 'ime', words.nameHint)}
          maxLength={100}
          required
        />
        <SelectField
          {...field}
          name="pogoj"
          label={words.condition}
          hint={hintWith(overtaken, 'pogoj')}
          required
          options={(['noAgent', 'waited', 'expected', 'length'] as const).map((value) => ({
            value,
            label: words.conditions[value],
          }))}
        />
        <TextField
          {...field}
          name="cas"
          label={words.time}
          hint={hintWith(overtaken, 'cas', words.timeHint)}
          maxLength={7}
          short
        />
        <TextField
          {...field}
          name="klicateljev"
          label={words.callers}
          hint={hintWith(overtaken, 'klicateljev', words.callersHint)}
          inputMode="numeric"
          maxLength={5}
          short
        />
        <SelectField
          {...field}
          name="ukrep"
          label={words.action}
          hint={hintWith(overtaken, 'ukrep')}
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
