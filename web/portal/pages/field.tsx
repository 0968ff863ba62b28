import type { ComponentChildren } from 'preact';

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error: string | null;
  readonly required?: boolean;
  /** The first field that is wrong gets the focus. */
  readonly focus: boolean;
};

type Described = {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
  readonly autofocus?: boolean;
};

/** What a control needs so that its hint and its error are read with it. */
export function describedBy({ name, hint, error, focus }: Omit<FieldProps, 'label'>): Described {
  const ids = [...(hint === undefined ? [] : [`${name}-namig`]), ...(error === null ? [] : [`${name}-napaka`])];
  return {
    id: name,
    name,
    ...(ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') }),
    ...(error === null ? {} : { 'aria-invalid': 'true' as const }),
    ...(focus ? { autofocus: true } : {}),
  };
}

/** Label, hint, error and the control itself, in the order in which they are read. */
export function Field(props: FieldProps & { readonly children: (described: Described) => ComponentChildren }) {
  const { name, label, hint, error, required = false } = props;
  return (
    <div class="field">
      <label for={name}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      {hint === undefined ? null : (
        <span class="hint" id={`${name}-namig`}>
          {hint}
        </span>
      )}
      {error === null ? null : (
        <span class="field-error" id={`${name}-napaka`}>
          {error}
        </span>
      )}
      {props.children(describedBy(props))}
    </div>
  );
}

/** A box to tick, with its error above it. */
export function TickBox(props: FieldProps & { readonly ticked: boolean; readonly children?: ComponentChildren }) {
  const { name, label, error, required = false, ticked } = props;
  return (
    <div class="field tick-box">
      {error === null ? null : (
        <span class="field-error" id={`${name}-napaka`}>
          {error}
        </span>
      )}
      <label for={name}>
        <input type="checkbox" value="da" checked={ticked} {...describedBy(props)} />
        <span>
          {label}
          {props.children}
          {required ? <span aria-hidden="true"> *</span> : null}
        </span>
      </label>
    </div>
  );
}

/** Above the form: what is wrong, each a link to its field. */
export function ErrorsFound(props: {
  readonly heading: string;
  readonly errors: readonly (readonly [name: string, sentence: string])[];
}) {
  if (props.errors.length === 0) return null;
  return (
    <div class="notice notice-refused errors-found" role="alert">
      <div>
        <p>{props.heading}</p>
        <ul>
          {props.errors.map(([name, sentence]) => (
            <li key={name}>
              <a href={`#${name}`}>{sentence}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
