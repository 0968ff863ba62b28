import { type FormState, TextField } from '../locations/form-parts.tsx';
import type { Messages } from '../messages/sl.ts';
import { FormToken } from '../pages/form-token.tsx';
import { QrCode } from './qr-code.tsx';
import { addressOf, inGroups } from './totp.ts';

type Props = FormState & {
  readonly m: Messages;
  readonly csrfToken: string;
  readonly userId: string;
  readonly secret: string;
  /** Where the code goes. */
  readonly action: string;
};

/** The picture for the application, the key for those who can not take a picture, and the first code. */
export function Enrolment({ m, csrfToken, userId, secret, action, typed, problems }: Props) {
  const words = m.secondFactor;
  return (
    <section class="card enrolment" aria-labelledby="povezava">
      <h2 id="povezava">{words.enrolment.heading}</h2>
      <ol>
        {words.enrolment.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <QrCode text={addressOf(secret, userId)} label={words.enrolment.picture} />
      <details>
        <summary>{words.enrolment.typed}</summary>
        <p>{words.enrolment.typedText}</p>
        <p>
          <code class="typed-key">{inGroups(secret)}</code>
        </p>
      </details>
      <form method="post" action={action} noValidate autocomplete="off">
        <FormToken token={csrfToken} />
        <CodeField m={m} typed={typed} problems={problems} />
        <button type="submit">{words.confirm}</button>
      </form>
    </section>
  );
}

/** The code of the application. */
export function CodeField({ m, typed, problems }: FormState & { readonly m: Messages }) {
  const { code, codeHint } = m.secondFactor;
  return (
    <TextField
      typed={typed}
      problems={problems}
      name="koda"
      label={code}
      hint={codeHint}
      inputMode="numeric"
      autocomplete="one-time-code"
      maxLength={12}
      required
      short
    />
  );
}

/** Shown once, in the answer to the form that made them. */
export function RecoveryCodes({
  m,
  codes,
  onwards,
}: {
  readonly m: Messages;
  readonly codes: readonly string[];
  readonly onwards: string;
}) {
  const words = m.secondFactor.recoveryCodes;
  return (
    <div class="locations-page narrow-page">
      <h1>{words.title}</h1>
      <section class="card">
        <p>{words.text}</p>
        <ul class="recovery-codes" aria-label={words.list}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <a role="button" href={onwards}>
          {words.onwards}
        </a>
      </section>
    </div>
  );
}
