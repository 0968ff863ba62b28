import { languages } from '../../sql/calendar/words.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import type { FormState } from '../locations/form-parts.tsx';
import { FormProblems, TextField } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import { textField } from './service-form.ts';

/** A group of services: its name in four languages, and where it stands. */
export function CategoryPage(
  props: PageFrame &
    FormState & {
      readonly title: string;
      readonly action: string;
      readonly notice: DoneNotice | null;
      /** What somebody else has saved meanwhile, by field. */
      readonly nowInForce: Readonly<Record<string, string>>;
    },
) {
  const { m, title, action, typed, problems, csrfToken, notice, nowInForce } = props;
  const words = m.catalogue;
  return (
    <div class="locations-page narrow-page">
      <p>
        <a href="/storitve">{words.title}</a>
      </p>
      <h1>{title}</h1>
      <Notice notice={notice} />
      <FormProblems heading={m.locations.form.problems} problems={problems} />
      <form class="card" method="post" action={action} noValidate>
        <FormToken token={csrfToken} />
        <input type="hidden" name="razlicica" value={typed.razlicica ?? ''} />
        {languages.map((language) => (
          <TextField
            key={language}
            typed={typed}
            problems={problems}
            name={textField('ime', language)}
            label={`${words.category.name} (${words.languages[language]})`}
            hint={nowInForce[textField('ime', language)]}
            lang={language}
            maxLength={120}
            required={language === 'sl'}
          />
        ))}
        <TextField
          typed={typed}
          problems={problems}
          name="mesto"
          label={words.category.position}
          hint={nowInForce.mesto}
          inputMode="numeric"
          short
        />
        <div class="form-row">
          <button type="submit">{words.form.save}</button>
          <a href="/storitve">{words.form.cancel}</a>
        </div>
      </form>
    </div>
  );
}
