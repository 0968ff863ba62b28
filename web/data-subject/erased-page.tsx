import type { PageFrame } from '../render.tsx';
import { dataSubjectPath } from './data-subject-page.tsx';

export type Erased = {
  readonly bookings: number;
  readonly calls: number;
  readonly callbacks: number;
  readonly recordings: number;
  /** What keeps its data, because somebody still comes or is owed a call. */
  readonly bookingsComing: number;
  readonly callbacksOwed: number;
};

/** What was erased for a person, and what stays and why: what the answer to them says. */
export function ErasedPage({ m, erased }: PageFrame & { readonly erased: Erased }) {
  const words = m.dataSubject.erased;
  const stays = [
    ...(erased.bookingsComing === 0 ? [] : [words.bookingsComing(erased.bookingsComing)]),
    ...(erased.callbacksOwed === 0 ? [] : [words.callbacksOwed(erased.callbacksOwed)]),
  ];
  return (
    <div class="locations-page">
      <h1>{words.title}</h1>
      <div class="card">
        <h2>{words.gone}</h2>
        <ul>
          <li>{words.bookings(erased.bookings)}</li>
          <li>{words.calls(erased.calls)}</li>
          <li>{words.callbacks(erased.callbacks)}</li>
          <li>{words.recordings(erased.recordings)}</li>
        </ul>
      </div>
      {stays.length === 0 ? null : (
        <div class="card">
          <h2>{words.stays}</h2>
          <ul>
            {stays.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      <p>
        <a href={dataSubjectPath()}>{words.back}</a>
      </p>
    </div>
  );
}
