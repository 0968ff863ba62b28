import type { FormState } from '../locations/form-parts.tsx';
import { Field } from '../portal/pages/field.tsx';

/** A password; what was typed is never sent back to the page. */
export function PasswordField(
  props: FormState & {
    readonly name: string;
    readonly label: string;
    readonly hint?: string;
    readonly autocomplete: 'new-password' | 'current-password';
    readonly required?: boolean;
  },
) {
  const { name, label, hint, autocomplete, required = false, problems } = props;
  return (
    <Field
      name={name}
      label={label}
      hint={hint}
      required={required}
      error={problems[name] ?? null}
      focus={Object.keys(problems)[0] === name}
    >
      {(described) => <input {...described} type="password" autocomplete={autocomplete} maxLength={200} />}
    </Field>
  );
}
