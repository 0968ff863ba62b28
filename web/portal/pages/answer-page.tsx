import { FormToken } from '../../pages/form-token.tsx';
import type { CitizenFrame } from '../citizen-page.tsx';

/** A time with its place, in one sentence each. */
export type AskedTime = { readonly moment: string; readonly place: string };

/** Asks whether somebody wants another time instead of theirs: an earlier one, or one that had to be found. */
export function AnswerPage(props: {
  readonly frame: CitizenFrame;
  readonly formToken: string;
  readonly action: string;
  readonly title: string;
  readonly lead: string | null;
  readonly current: AskedTime;
  readonly offered: AskedTime | null;
  readonly until: string;
  readonly accept: string;
  readonly decline: string;
  /** To choose another time oneself; null: there is no such way. */
  readonly choose: { readonly href: string; readonly label: string } | null;
}) {
  const words = props.frame.m.answers;
  return (
    <section class="card narrow">
      <h1>{props.title}</h1>
      {props.lead === null ? null : <p>{props.lead}</p>}
      <dl class="facts">
        <dt>{words.current}</dt>
        <dd>
          <Time {...props.current} />
        </dd>
        {props.offered === null ? null : (
          <>
            <dt>{words.offered}</dt>
            <dd class="offered">
              <Time {...props.offered} />
            </dd>
          </>
        )}
      </dl>
      <p class="hint">{words.until(props.until)}</p>
      <form method="post" action={props.action} class="buttons">
        <FormToken token={props.formToken} />
        {props.offered === null ? null : (
          <button type="submit" name="dejanje" value="sprejmi">
            {props.accept}
          </button>
        )}
        {props.choose === null ? null : (
          <a class="as-button plain" href={props.choose.href}>
            {props.choose.label}
          </a>
        )}
        <button type="submit" name="dejanje" value="zavrni" class="plain">
          {props.decline}
        </button>
      </form>
    </section>
  );
}

export function Time({ moment, place }: AskedTime) {
  return (
    <>
      <strong>{moment}</strong>
      <br />
      {place}
    </>
  );
}
