import { FormToken } from '../../pages/form-token.tsx';
import type { CitizenFrame } from '../citizen-page.tsx';
import { ErrorsFound, Field } from './field.tsx';

export type FindErrors = { readonly stevilka?: string; readonly stik?: string };

/** Whoever lost the link finds the visit by its number and what they gave when booking. */
export function FindVisitPage(props: {
  readonly frame: CitizenFrame;
  readonly formToken: string;
  readonly typed: { readonly stevilka: string; readonly stik: string };
  readonly errors: FindErrors;
  /** Nothing was found, or too often tried: said of both fields alike. */
  readonly refusal: string | null;
  /** What was done just now; null: nothing. */
  readonly done: string | null;
}) {
  const { frame, typed, errors, refusal, done } = props;
  const words = frame.m.visit.find;
  const found = (['stevilka', 'stik'] as const).flatMap((name) => {
    const sentence = errors[name];
    return sentence === undefined ? [] : [[name, sentence] as const];
  });
  const first = found[0]?.[0];
  return (
    <section class="card narrow">
      {done === null ? null : (
        <p class="notice notice-done" role="status">
          {done}
        </p>
      )}
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {refusal === null ? null : (
        <p class="notice notice-refused" role="alert">
          {refusal}
        </p>
      )}
      <ErrorsFound heading={frame.m.errorsFound} errors={found} />
      <form method="post" action={frame.to('/obisk')} novalidate>
        <FormToken token={props.formToken} />
        <Field
          name="stevilka"
          label={words.reference}
          hint={words.referenceHint}
          error={errors.stevilka ?? null}
          focus={first === 'stevilka' || refusal !== null}
          required
        >
          {(described) => (
            <input
              {...described}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              maxLength={30}
              value={typed.stevilka}
            />
          )}
        </Field>
        <Field name="stik" label={words.proof} error={errors.stik ?? null} focus={first === 'stik'} required>
          {(described) => (
            <input
              {...described}
              type="text"
              autoComplete="email"
              autoCapitalize="none"
              spellcheck={false}
              maxLength={254}
              value={typed.stik}
            />
          )}
        </Field>
        <button type="submit">{words.submit}</button>
      </form>
    </section>
  );
}
