import type { Counter } from '../../sql/calendar/counters.ts';
import type { Place } from '../../sql/places/place.ts';
import type { PageFrame } from '../render.tsx';
import { FormToken } from './form-token.tsx';
import { Guide } from './guide.tsx';
import { Notice } from './notice.tsx';

type CounterFeedsPageProps = PageFrame & {
  readonly place: Place;
  readonly counters: readonly Counter[];
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
  /** The address that was just made; it is shown only now. */
  readonly made: { readonly counter: Counter; readonly address: string } | null;
};

export function CounterFeedsPage(props: CounterFeedsPageProps) {
  const { m, place, counters, notice, made } = props;
  const say = m.schedule.feed;
  return (
    <div class="feeds-page">
      <h1>
        {say.title}: {place.name}
      </h1>
      <Guide m={m} points={say.guide} />
      <Notice notice={made === null ? notice : { kind: 'done', sentence: say.made(made.counter.name) }} />
      {made === null ? null : (
        <div class="card">
          <p>{say.shownOnce}</p>
          <label for="naslov">{say.address}</label>
          <input type="text" id="naslov" readOnly value={made.address} class="feed-address" />
        </div>
      )}
      <p>{say.intro}</p>
      {counters.length === 0 ? (
        <p class="card">{m.schedule.noCounters}</p>
      ) : (
        <div class="card table-scroll" role="region" aria-label={say.table} tabIndex={0}>
          <table>
            <caption class="visually-hidden">{say.table}</caption>
            <thead>
              <tr>
                <th scope="col">{m.schedule.counter}</th>
                <th scope="col">{say.state}</th>
                <th scope="col">{say.actions}</th>
              </tr>
            </thead>
            <tbody>
              {counters.map((counter) => (
                <tr key={counter.id}>
                  <th scope="row">{counter.name}</th>
                  <td>{counter.hasFeed ? say.has : say.hasNot}</td>
                  <td class="feed-actions">
                    <FeedButton {...props} counter={counter} deed="naredi" />
                    {counter.hasFeed ? <FeedButton {...props} counter={counter} deed="ukini" /> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        <a href={`/urnik?lokacija=${encodeURIComponent(place.id)}`}>← {say.back}</a>
      </p>
    </div>
  );
}

type FeedButtonProps = CounterFeedsPageProps & { readonly counter: Counter; readonly deed: 'naredi' | 'ukini' };

function FeedButton({ m, csrfToken, counter, deed }: FeedButtonProps) {
  const say = m.schedule.feed;
  const label = deed === 'ukini' ? say.end : counter.hasFeed ? say.renew : say.make;
  return (
    <form method="post" action="/urnik/koledarji">
      <FormToken token={csrfToken} />
      <input type="hidden" name="okence" value={counter.id} />
      <input type="hidden" name="dejanje" value={deed} />
      <button type="submit" class={deed === 'ukini' || counter.hasFeed ? 'secondary outline' : ''}>
        {label}
        <span class="visually-hidden">{say.of(counter.name)}</span>
      </button>
    </form>
  );
}
