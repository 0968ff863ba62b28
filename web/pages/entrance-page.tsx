import type { LineView } from '../../engine/core/views.ts';
import type { PageFrame } from '../render.tsx';
import { FormToken } from './form-token.tsx';
import { LineState } from './line-state.tsx';
import { Sign } from './sign.tsx';

type EntranceProps = Omit<PageFrame, 'user'> & {
  readonly user: string;
  readonly next: string;
  readonly problem: string | null;
  readonly signedOut: boolean;
  /** As people write it; null before the line is configured. */
  readonly number: string | null;
  readonly line: LineView | null;
  readonly now: number;
};

/** The first page: the number to call and whether somebody answers it now, and the sign-in for those who work here. */
export function EntrancePage(props: EntranceProps) {
  const { m, problem, number } = props;
  return (
    <div class="entrance">
      <section class="card line-card" aria-labelledby="linija">
        <h2 id="linija">{m.entrance.lineHeading}</h2>
        {number === null ? null : (
          <p class="line-number">
            <span class="line-call">{m.entrance.call}</span>{' '}
            <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
          </p>
        )}
        <LineState m={m} line={props.line} now={props.now} />
        <p class="book-online">
          <a href="/narocanje">{m.entrance.bookOnline}</a>
        </p>
      </section>
      <section class="card sign-in" aria-labelledby="prijava">
        <h1 id="prijava">{m.entrance.heading}</h1>
        {props.signedOut && problem === null ? (
          <p class="notice notice-done" role="status">
            <Sign name="reached" /> {m.entrance.signedOut}
          </p>
        ) : null}
        {problem === null ? null : (
          <p class="notice notice-refused" role="alert" id="napaka">
            <Sign name="warning" /> {problem}
          </p>
        )}
        <form method="post" action="/prijava">
          <FormToken token={props.csrfToken} />
          <input type="hidden" name="naprej" value={props.next} />
          <label for="uporabnik">{m.entrance.user}</label>
          <input
            id="uporabnik"
            name="uporabnik"
            autoComplete="username"
            autoCapitalize="none"
            spellcheck={false}
            required
            maxLength={100}
            value={props.user}
            {...(problem === null ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': 'napaka' })}
          />
          <label for="geslo">{m.entrance.password}</label>
          <input
            id="geslo"
            name="geslo"
            type="password"
            autoComplete="current-password"
            required
            maxLength={1000}
            {...(problem === null ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': 'napaka' })}
          />
          <button type="submit">{m.entrance.submit}</button>
        </form>
      </section>
    </div>
  );
}
