import { FormProblems, type FormState, TextField } from '../locations/form-parts.tsx';
import type { Messages } from '../messages/sl.ts';
import { FormToken } from '../pages/form-token.tsx';
import { PasswordField } from '../people/password-field.tsx';
import { CodeField, Enrolment } from '../second-factor/enrolment.tsx';
import { pathOf } from './steps.ts';

type StepProps = FormState & { readonly m: Messages; readonly csrfToken: string };

/** The code of the application; and for whom the telephone is lost, a recovery code. */
export function CodePage(props: StepProps & { readonly refused: string | null }) {
  const { m, csrfToken, refused } = props;
  const words = m.secondFactor;
  const say = words.entering;
  return (
    <div class="locations-page narrow-page">
      <h1>{say.codeTitle}</h1>
      {refused === null ? null : (
        <p class="notice notice-refused" role="alert">
          {refused}
        </p>
      )}
      <FormProblems heading={words.problemsHeading} problems={props.problems} />
      <form class="card" method="post" action={pathOf.code} noValidate autocomplete="off">
        <FormToken token={csrfToken} />
        <p>{say.codeText}</p>
        <CodeField {...props} />
        <button type="submit">{words.confirm}</button>
      </form>
      <details class="card" open={props.problems.obnovitvena !== undefined}>
        <summary>{say.lost}</summary>
        <form method="post" action={pathOf.code} noValidate autocomplete="off">
          <FormToken token={csrfToken} />
          <p>{say.lostText}</p>
          <TextField {...props} name="obnovitvena" label={say.recovery} required maxLength={20} short />
          <button type="submit" class="secondary">
            {say.recoverySubmit}
          </button>
        </form>
      </details>
      <StopEntering {...props} />
    </div>
  );
}

/** Instead of the password that somebody else gave. */
export function OwnPasswordStep(props: StepProps) {
  const { m, csrfToken, problems } = props;
  const { own, problems: say } = m.people;
  const words = m.secondFactor.entering;
  const state = { typed: {}, problems, required: true };
  return (
    <div class="locations-page narrow-page">
      <h1>{words.passwordTitle}</h1>
      <FormProblems heading={say.heading} problems={problems} />
      <form class="card" method="post" action={pathOf.ownPassword} noValidate>
        <FormToken token={csrfToken} />
        <p>{words.passwordText}</p>
        <PasswordField {...state} name="novo" label={own.fresh} hint={own.hint} autocomplete="new-password" />
        <PasswordField {...state} name="ponovljeno" label={own.again} autocomplete="new-password" />
        <button type="submit">{words.passwordSubmit}</button>
      </form>
      <StopEntering {...props} />
    </div>
  );
}

export function EnrolmentStep(props: StepProps & { readonly userId: string; readonly secret: string }) {
  const words = props.m.secondFactor;
  return (
    <div class="locations-page narrow-page">
      <h1>{words.entering.enrolTitle}</h1>
      <p>{words.entering.enrolText}</p>
      <p>{words.what}</p>
      <FormProblems heading={words.problemsHeading} problems={props.problems} />
      <Enrolment {...props} action={pathOf.enrolment} />
      <StopEntering {...props} />
    </div>
  );
}

function StopEntering({ m, csrfToken }: StepProps) {
  return (
    <form method="post" action="/odjava">
      <FormToken token={csrfToken} />
      <button type="submit" class="secondary outline">
        {m.secondFactor.stop}
      </button>
    </form>
  );
}
