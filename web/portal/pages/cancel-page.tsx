import { FormToken } from '../../pages/form-token.tsx';
import type { CitizenFrame } from '../citizen-page.tsx';

/** Asks before a visit is cancelled: the link in a mail only shows this. */
export function CancelPage(props: {
  readonly frame: CitizenFrame;
  readonly formToken: string;
  readonly action: string;
  readonly keep: string;
  readonly visit: string;
}) {
  const words = props.frame.m.visit;
  return (
    <section class="card narrow">
      <h1>{words.cancelTitle}</h1>
      <p>
        <strong>{props.visit}</strong>
      </p>
      <p>{words.cancelQuestion}</p>
      <form method="post" action={props.action} class="buttons">
        <FormToken token={props.formToken} />
        <button type="submit" class="danger">
          {words.cancelYes}
        </button>
        <a class="as-button plain" href={props.keep}>
          {words.cancelNo}
        </a>
      </form>
    </section>
  );
}

/** A sentence and the way on: a link that ended, a visit that can not be changed any more. */
export function VisitNoticePage(props: {
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly href: string; readonly label: string }[];
}) {
  return (
    <section class="card narrow">
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      <p class="buttons">
        {props.links.map(({ href, label }) => (
          <a key={href} class="as-button" href={href}>
            {label}
          </a>
        ))}
      </p>
    </section>
  );
}
