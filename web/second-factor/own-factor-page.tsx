import type { SecondFactor } from '../../sql/second-factor/read-second-factor.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { FormProblems, type FormState } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import { PasswordField } from '../people/password-field.tsx';
import { presentDay } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { Enrolment } from './enrolment.tsx';

export const ownFactorPath = (...more: readonly string[]): string => ['/drugi-korak', ...more].join('/');

type Props = PageFrame &
  FormState & {
    readonly userId: string;
    readonly factor: SecondFactor;
    /** What waits for its first code. */
    readonly secret: string | null;
    readonly required: boolean;
    readonly notice: DoneNotice | null;
  };

/** One's own second factor. Whatever changes it asks for the password. */
export function OwnFactorPage(props: Props) {
  const { m, factor, secret, required, notice, problems } = props;
  const words = m.secondFactor;
  const own = words.own;
  const isOn = factor.confirmedAt !== null;
  return (
    <div class="locations-page narrow-page">
      <h1>{words.title}</h1>
      <Notice notice={notice} />
      <FormProblems heading={words.problemsHeading} problems={problems} />
      <div class="card">
        <p>{words.what}</p>
        <p>
          <strong>{factor.confirmedAt === null ? own.isOff : own.isOn(presentDay(factor.confirmedAt))}</strong>
          {required ? ` ${own.required}` : ''}
          {isOn ? ` ${own.codesLeft(factor.codesLeft)}` : ''}
        </p>
        <p>
          <a href="/geslo">{own.toPassword}</a>
        </p>
      </div>
      {secret === null ? (
        <Deed
          {...props}
          path="zacni"
          field="geslo"
          heading={isOn ? own.againHeading : own.beginHeading}
          text={isOn ? own.againText : null}
          submit={isOn ? own.again : own.begin}
        />
      ) : (
        <>
          <Enrolment {...props} secret={secret} action={ownFactorPath('potrdi')} />
          <form method="post" action={ownFactorPath('preklici')}>
            <FormToken token={props.csrfToken} />
            <button type="submit" class="secondary outline">
              {own.cancel}
            </button>
          </form>
        </>
      )}
      {isOn ? (
        <Deed
          {...props}
          path="kode"
          field="geslo-kode"
          heading={words.recoveryCodes.title}
          text={own.newCodesText}
          submit={own.newCodes}
        />
      ) : null}
      {isOn && !required ? (
        <Deed
          {...props}
          path="izklopi"
          field="geslo-izklop"
          heading={own.removeHeading}
          text={own.removeText}
          submit={own.remove}
        />
      ) : null}
    </div>
  );
}

function Deed({
  m,
  csrfToken,
  problems,
  path,
  field,
  heading,
  text,
  submit,
}: Props & {
  readonly path: string;
  readonly field: string;
  readonly heading: string;
  readonly text: string | null;
  readonly submit: string;
}) {
  return (
    <form class="card" method="post" action={ownFactorPath(path)} noValidate aria-labelledby={`naslov-${path}`}>
      <h2 id={`naslov-${path}`}>{heading}</h2>
      <FormToken token={csrfToken} />
      {text === null ? null : <p>{text}</p>}
      <PasswordField
        typed={{}}
        problems={problems}
        name={field}
        label={m.secondFactor.own.password}
        autocomplete="current-password"
        required
      />
      <button type="submit" class={path === 'zacni' ? '' : 'secondary'}>
        {submit}
      </button>
    </form>
  );
}
