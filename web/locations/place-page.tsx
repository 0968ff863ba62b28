import type { Counter } from '../../sql/calendar/counters.ts';
import type { OfficeRule } from '../../sql/calendar/office-rules.ts';
import type { Service } from '../../sql/calendar/services.ts';
import { languages } from '../../sql/calendar/words.ts';
import type { Location } from '../../sql/places/list-locations.ts';
import type { Place } from '../../sql/places/place.ts';
import { may } from '../may.ts';
import { sayRule } from '../opening/rule-words.ts';
import { Notice } from '../pages/notice.tsx';
import { Sign } from '../pages/sign.tsx';
import { presentNumber } from '../present/phone-number.ts';
import type { PageFrame } from '../render.tsx';
import type { DoneNotice } from './done-notice.ts';
import { placePath } from './locations-page.tsx';

type Props = PageFrame & {
  readonly place: Place;
  readonly below: readonly Location[];
  readonly counters: readonly Counter[];
  readonly services: readonly Service[];
  readonly mayManage: boolean;
  readonly notice: DoneNotice | null;
  /** Visits here and below that stand in closed time. */
  readonly toMove: number;
  /** Its opening rules in words; empty: they stand above it. */
  readonly rules: readonly OfficeRule[];
};

/** One place as its people know it: data, hours, counters, and what lies below it. */
export function PlacePage(props: Props) {
  const { m, place, below, mayManage } = props;
  const { locations } = m;
  return (
    <div class="locations-page">
      <p>
        <a href="/lokacije">{locations.all}</a>
      </p>
      <h1>
        {place.name} {place.closed ? <small>({locations.closed})</small> : null}
      </h1>
      <Notice notice={props.notice} />
      {props.toMove === 0 ? null : (
        <p class="card outbox-attention">
          <Sign name="warning" /> <a href={placePath(place.id, 'premik')}>{m.evacuation.toMove.link(props.toMove)}</a>
        </p>
      )}
      <PlaceFacts {...props} />
      <Hours {...props} />
      <Counters {...props} />
      <section class="card" aria-labelledby="pod-njo">
        <h2 id="pod-njo">{locations.below}</h2>
        {below.length === 0 ? <p>{locations.noneBelow}</p> : null}
        <ul>
          {below.map(({ id, name }) => (
            <li key={id}>
              <a href={placePath(id)}>{name}</a>
            </li>
          ))}
        </ul>
        {mayManage ? (
          <p>
            <a href={placePath(place.id, 'dodaj')}>{locations.addBelow}</a>
          </p>
        ) : null}
      </section>
    </div>
  );
}

function Hours({ m, place, rules }: Props) {
  const words = m.openingRules;
  return (
    <section class="card" aria-labelledby="delovni-cas">
      <h2 id="delovni-cas">{words.short}</h2>
      {rules.length === 0 ? (
        <p>{words.fromAbove}</p>
      ) : (
        <ul>
          {rules.map((rule) => (
            <li key={sayRule(rule)}>{sayRule(rule)}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={placePath(place.id, 'pravila')}>{words.link}</a>
        {' · '}
        <a href={`/zakaj-ni-prosto?lokacija=${encodeURIComponent(place.id)}`}>{m.whyNot.title}</a>
      </p>
    </section>
  );
}

function PlaceFacts({ m, place, mayManage, user }: Props) {
  const { locations } = m;
  const town = `${place.postCode} ${place.city}`.trim();
  const address = place.address.includes(place.postCode) && town !== '' ? place.address : `${place.address}, ${town}`;
  return (
    <section class="card" aria-label={locations.editOf(place.name)}>
      <dl class="facts">
        <div>
          <dt>{locations.address}</dt>
          <dd>{address}</dd>
        </div>
        <div>
          <dt>{locations.contacts}</dt>
          <dd class="lines">
            {place.phone === '' ? null : <a href={`tel:${place.phone}`}>{presentNumber(place.phone)}</a>}
            {place.email === '' ? null : <a href={`mailto:${place.email}`}>{place.email}</a>}
            {place.website === '' ? null : (
              <a href={place.website} rel="noreferrer">
                {place.website}
              </a>
            )}
            {place.phone + place.email + place.website === '' ? locations.noContacts : null}
          </dd>
        </div>
        <div>
          <dt>{locations.coordinates}</dt>
          <dd>
            {place.latitude === null || place.longitude === null
              ? locations.noCoordinates
              : [place.latitude, place.longitude].map((value) => String(value).replace('.', ',')).join('; ')}
          </dd>
        </div>
        <div>
          <dt>{locations.languages}</dt>
          <dd>
            {place.languages
              .map((language) => Object.entries(locations.servedLanguages).find(([key]) => key === language)?.[1])
              .join(', ')}
          </dd>
        </div>
        <div>
          <dt>{locations.notify}</dt>
          <dd>
            {place.notifyEmail === ''
              ? place.parentId === null
                ? locations.notifyWays.never
                : locations.notifyInherited
              : locations.notifyTo(place.notifyEmail, locations.notifyWays[place.notifyWhen])}
          </dd>
        </div>
        {languages.map((language) =>
          place.directions[language] === undefined ? null : (
            <div key={language}>
              <dt>
                {locations.directions} ({language})
              </dt>
              <dd class="as-typed" lang={language}>
                {place.directions[language]}
              </dd>
            </div>
          ),
        )}
      </dl>
      {mayManage ? (
        <p class="form-row">
          <a href={placePath(place.id, 'uredi')}>{locations.edit}</a>
          {user !== null &&
          may(user, place.parentId === null ? 'manageEverywhere' : 'manageLocations', place.parentId) ? (
            <a href={placePath(place.id, 'prestavi')}>{m.movePlace.link}</a>
          ) : null}
          <a href={placePath(place.id, 'trajanja')}>{locations.durations.link}</a>
        </p>
      ) : null}
    </section>
  );
}

function Counters({ m, place, counters, services, mayManage }: Props) {
  const words = m.locations.counter;
  return (
    <section class="card" aria-labelledby="okenca">
      <h2 id="okenca">{words.heading}</h2>
      {counters.length === 0 ? <p>{words.none}</p> : null}
      <ul class="counter-list">
        {counters.map((counter) => (
          <li key={counter.id} class={counter.closed ? 'counter-closed' : undefined}>
            <div>
              <h3>
                {counter.name} {counter.closed ? <small>({words.closed})</small> : null}
              </h3>
              {counter.floorNote === '' ? null : <p>{counter.floorNote}</p>}
              {counter.serviceIds.length === 0 ? (
                <p>{words.noServices}</p>
              ) : (
                <details>
                  <summary>{words.servicesCount(counter.serviceIds.length)}</summary>
                  <ul>
                    {services
                      .filter(({ id }) => counter.serviceIds.includes(id))
                      .map(({ id, name }) => (
                        <li key={id}>{name.sl}</li>
                      ))}
                  </ul>
                </details>
              )}
            </div>
            <div class="form-row">
              <a
                href={placePath(place.id, 'okenca', counter.id, 'pravila')}
                aria-label={words.hoursWhich(counter.name)}
              >
                {words.hours}
              </a>
              {mayManage ? (
                <a href={placePath(place.id, 'okenca', counter.id)} aria-label={words.editWhich(counter.name)}>
                  {words.edit}
                </a>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {mayManage && !place.closed ? (
        <p>
          <a href={placePath(place.id, 'okenca', 'novo')}>{words.add}</a>
        </p>
      ) : null}
    </section>
  );
}
