import type { ComponentChildren } from 'preact';
import type { LineView } from '../../engine/core/views.ts';
import { dateTimeFieldOf } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { ConnectionTrouble } from './connection-trouble.tsx';
import { FormToken } from './form-token.tsx';
import { Guide } from './guide.tsx';
import { LineState } from './line-state.tsx';
import { Notice } from './notice.tsx';

type LinePageProps = PageFrame & {
  readonly line: LineView | null;
  readonly engineLostSince: number | null;
  readonly now: number;
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
  readonly chosen: string;
  readonly moment: string;
};

/** Opens or closes the line for a while, or gives it back to its opening hours. */
export function LinePage(props: LinePageProps) {
  const { m, line, now, engineLostSince } = props;
  const words = m.wallboard;
  const ends = [
    ['30', words.quick.half],
    ['60', words.quick.one],
    ['120', words.quick.two],
    ['dan', words.quick.day],
    ['trenutek', words.exactMoment],
  ] as const;
  return (
    <div class="line-page">
      <h1>{words.lineHeading}</h1>
      <Guide m={m} points={m.guide.line} />
      <ConnectionTrouble
        m={m}
        now={now}
        trouble={engineLostSince === null ? null : { part: 'engine', since: engineLostSince }}
      />
      <Notice notice={props.notice} />
      <section class="card">
        <LineState m={m} line={line} now={now} />
        <p>{words.lineExplanation}</p>
        <p>
          <a href="/ure-linije">{m.lineHours.title}</a>
        </p>
      </section>
      <LineForm {...props}>
        <fieldset class="ends">
          <legend>{words.until}</legend>
          {ends.map(([value, label]) => (
            <label key={value}>
              <input type="radio" name="konec" value={value} checked={props.chosen === value} /> {label}
            </label>
          ))}
        </fieldset>
        <label for="trenutek">{words.chooseEnd}</label>
        <input
          type="datetime-local"
          id="trenutek"
          name="trenutek"
          min={dateTimeFieldOf(now)}
          value={props.moment}
          aria-describedby="trenutek-namig"
        />
        <small id="trenutek-namig">{words.untilHint}</small>
        <div class="form-row">
          <button type="submit" name="dejanje" value="odpri">
            {words.openLine}
          </button>
          <button type="submit" name="dejanje" value="zapri" class="secondary">
            {words.closeLine}
          </button>
        </div>
      </LineForm>
      {line?.overriddenUntil == null ? null : (
        <LineForm {...props}>
          <p>{words.followHoursExplanation}</p>
          <button type="submit" name="dejanje" value="sledi">
            {words.followHours}
          </button>
        </LineForm>
      )}
    </div>
  );
}

function LineForm({ csrfToken, children }: LinePageProps & { readonly children: ComponentChildren }) {
  return (
    <form method="post" action="/linija" class="card">
      <FormToken token={csrfToken} />
      {children}
    </form>
  );
}
