import { kilometres } from '../../present/citizen-count.ts';
import { citizenTime } from '../../present/citizen-time.ts';
import { machineTime } from '../../present/time.ts';
import { finderAddress } from '../finder.ts';
import type { FinderPageProps } from './finder-page.tsx';

const { shortDay, time } = citizenTime('sl');

/** Every place with how far it is and how soon: what is told to a caller who asks where it goes fastest. */
export function FinderPlaces({ m, finder, query }: FinderPageProps) {
  const words = m.desk.places;
  const { near, places, order } = finder;
  const hasDistance = near.from !== null;
  return (
    <section class="card" aria-labelledby="kraji">
      <h2 id="kraji">{words.heading}</h2>
      {near.others.length === 0 ? null : (
        <p class="desk-pills">
          {m.desk.otherPlaces}{' '}
          {near.others.map(({ postCode, name }) => (
            <a key={postCode} href={finderAddress(query, { kraj: `${postCode} ${name}`, lokacija: '', naprej: '' })}>
              {postCode} {name}
            </a>
          ))}
        </p>
      )}
      {near.from === null ? null : (
        <p>
          <small>
            {words.from(`${near.from.postCode} ${near.from.name}`)} {words.sort}:{' '}
            {order === 'distance' ? (
              <>
                <strong>{words.byDistance}</strong>,{' '}
                <a href={finderAddress(query, { razvrsti: 'termin', lokacija: '' })}>{words.byTime}</a>
              </>
            ) : (
              <>
                <a href={finderAddress(query, { razvrsti: '', lokacija: '' })}>{words.byDistance}</a>,{' '}
                <strong>{words.byTime}</strong>
              </>
            )}
          </small>
        </p>
      )}
      {places.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <div class="table-scroll" role="region" aria-label={words.caption} tabIndex={0}>
          <table class="desk-places">
            <caption class="visually-hidden">{words.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.place}</th>
                {hasDistance ? <th scope="col">{words.distance}</th> : null}
                <th scope="col">{words.first}</th>
                <th scope="col">{words.waiting}</th>
              </tr>
            </thead>
            <tbody>
              {places.map((place) => {
                const here = place.locationId === finder.place?.locationId;
                return (
                  <tr key={place.locationId} class={here ? 'chosen-place' : ''}>
                    <th scope="row">
                      {place.first === null ? (
                        place.name
                      ) : (
                        <a
                          href={`${finderAddress(query, { lokacija: place.locationId, naprej: '' })}#termini`}
                          {...(here ? { 'aria-current': 'true' as const } : {})}
                        >
                          {place.name}
                        </a>
                      )}
                    </th>
                    {hasDistance ? (
                      <td class="number">{place.km === null ? m.none : kilometres('sl', place.km)}</td>
                    ) : null}
                    {place.first === null ? (
                      <td colSpan={2}>{words.nothingFree}</td>
                    ) : (
                      <>
                        <td class="number">
                          <time dateTime={machineTime(place.first.startsAt)}>
                            {shortDay(place.first.startsAt)} <strong>{time(place.first.startsAt)}</strong>
                          </time>
                        </td>
                        <td class="number">{m.desk.waitingDays(place.first.days)}</td>
                      </>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
