import type { ComponentChildren } from 'preact';
import { ErrorsFound, Field } from '../portal/pages/field.tsx';
import type { Problems, Typed } from './typed.ts';
import { ticked } from './typed.ts';

/** What a form page is made of: what was typed, and what is wrong with it. */
export type FormState = { readonly typed: Typed; readonly problems: Problems };

type InputProps = FormState & {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean;
};

const common = ({ name, label, hint, required = false, problems }: InputProps) => ({
  name,
  label,
  hint,
  required,
  error: problems[name] ?? null,
  focus: Object.keys(problems)[0] === name,
});

export function TextField(
  props: InputProps & {
    readonly type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'time';
    readonly inputMode?: 'numeric' | 'decimal';
    readonly maxLength?: number;
    readonly lang?: string;
    readonly short?: boolean;
    readonly autocomplete?: 'one-time-code';
  },
) {
  const { name, typed, type = 'text', inputMode, maxLength = 300, lang, short = false, autocomplete } = props;
  const isText = type !== 'date' && type !== 'time';
  return (
    <Field {...common(props)}>
      {(described) => (
        <input
          {...described}
          // The types of Preact want to know each type of input by itself.
          type={type as 'text'}
          value={typed[name] ?? ''}
          {...(isText ? { maxLength } : {})}
          {...(inputMode === undefined ? {} : { inputMode })}
          {...(lang === undefined ? {} : { lang })}
          {...(autocomplete === undefined ? {} : { autocomplete })}
          {...(short ? { class: 'short' } : {})}
        />
      )}
    </Field>
  );
}

export function AreaField(
  props: InputProps & { readonly rows?: number; readonly maxLength?: number; readonly lang?: string },
) {
  const { name, typed, rows = 3, maxLength = 4000, lang } = props;
  return (
    <Field {...common(props)}>
      {(described) => (
        <textarea {...described} rows={rows} maxLength={maxLength} {...(lang === undefined ? {} : { lang })}>
          {typed[name] ?? ''}
        </textarea>
      )}
    </Field>
  );
}

export function SelectField(
  props: InputProps & { readonly options: readonly { readonly value: string; readonly label: string }[] },
) {
  const { name, typed, options } = props;
  return (
    <Field {...common(props)}>
      {(described) => (
        <select {...described}>
          {options.map(({ value, label }) => (
            <option key={value} value={value} selected={(typed[name] ?? '') === value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One box to tick. */
export function Tick(props: {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly typed: Typed;
  readonly describedBy?: string | undefined;
}) {
  const { name, label, typed, describedBy } = props;
  return (
    <label class="tick" for={name}>
      <input
        type="checkbox"
        id={name}
        name={name}
        value="da"
        checked={ticked(typed, name)}
        {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      />
      <span>{label}</span>
    </label>
  );
}

/** Boxes or radios that belong together, with what is wrong with them above. `name` is where the error's link leads. */
export function Group(props: {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly problems: Problems;
  readonly children: ComponentChildren;
}) {
  const { name, legend, hint, problems, children } = props;
  const error = problems[name];
  const ids = [...(hint === undefined ? [] : [`${name}-namig`]), ...(error === undefined ? [] : [`${name}-napaka`])];
  return (
    <fieldset
      class="ticks"
      id={name}
      tabIndex={-1}
      {...(ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') })}
    >
      <legend>{legend}</legend>
      {hint === undefined ? null : (
        <span class="hint" id={`${name}-namig`}>
          {hint}
        </span>
      )}
      {error === undefined ? null : (
        <span class="field-error" id={`${name}-napaka`}>
          {error}
        </span>
      )}
      {children}
    </fieldset>
  );
}

/** Above a form: how many things are wrong and where. */
export function FormProblems({ heading, problems }: { readonly heading: string; readonly problems: Problems }) {
  return <ErrorsFound heading={heading} errors={Object.entries(problems)} />;
}
