import type { PostDistrict } from '../../../sql/places/post-district.ts';
import { kilometres } from '../../present/citizen-count.ts';
import type { CitizenFrame } from '../citizen-page.tsx';
import type { PlaceChoice, PlaceList, PlaceOrder } from '../place-list.ts';
import { Steps } from './steps.tsx';

export type PlacesPageProps = {
  readonly frame: CitizenFrame;
  readonly serviceName: string;
  /** Address of this page, for its own forms. */
  readonly here: string;
  readonly linkTo: (place: PlaceChoice) => string;
  readonly list: PlaceList;
  readonly order: PlaceOrder;
  /** How many visits together the first free times are for. */
  readonly visits: number;
  readonly mostVisits: number;
  readonly typed: string;
  readonly from: PostDistrict | null;
  /** Other places that can be meant by what was typed. */
  readonly others: readonly PostDistrict[];
  readonly problem: string | null;
  /** The visit that is to be moved; null: a new one. */
  readonly moving: string | null;
  readonly back: readonly string[];
  /** Whoever comes here because the time to confirm was over. */
  readonly ended?: boolean;
};

/** Where: all places that offer the service, by distance or by first free time, with both figures. */
export function PlacesPage(props: PlacesPageProps) {
  const { frame, list, from, problem, moving } = props;
  const { m, to } = frame;
  const words = m.booking.place;
  return (
    <>
      {moving === null ? <Steps m={m} step={2} back={props.back} /> : null}
      <h1>{words.title}</h1>
      {props.ended === true ? (
        <p class="notice notice-plain" role="status">
          {words.ended}
        </p>
      ) : null}
      {moving === null ? (
        <p class="chosen">
          {words.chosen}: <strong>{props.serviceName}</strong> <a href={to('/narocanje')}>{words.change}</a>
        </p>
      ) : (
        <p class="notice notice-plain">{m.booking.slot.movesTo(moving)}</p>
      )}
      <form class="card near" method="get" action={props.here}>
        <div>
          <label for="kraj">{words.near}</label>
          <span class="hint" id="kraj-namig">
            {words.nearHint}
          </span>
          {problem === null ? null : (
            <span class="field-error" id="kraj-napaka" role="alert">
              {problem}
            </span>
          )}
          <input
            id="kraj"
            name="kraj"
            type="text"
            maxLength={100}
            autoComplete="postal-code"
            value={props.typed}
            aria-describedby={problem === null ? 'kraj-namig' : 'kraj-namig kraj-napaka'}
            {...(problem === null ? {} : { 'aria-invalid': 'true' as const, autofocus: true })}
          />
        </div>
        {props.mostVisits > 1 ? (
          <div>
            <label for="obiskov">{m.booking.slot.visits}</label>
            <span class="hint" id="obiskov-namig">
              {m.booking.slot.visitsHint}
            </span>
            <select id="obiskov" name="obiskov" aria-describedby="obiskov-namig">
              {Array.from({ length: props.mostVisits }, (_, place) => (
                <option key={place} value={String(place + 1)} selected={place + 1 === props.visits}>
                  {m.counted.visits(place + 1)}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        <fieldset>
          <legend>{words.sort}</legend>
          {(['distance', 'time'] as const).map((order) => (
            <label key={order}>
              <input
                type="radio"
                name="razvrsti"
                value={order === 'time' ? 'termin' : 'razdalja'}
                checked={order === props.order}
              />
              {order === 'time' ? words.byTime : words.byDistance}
            </label>
          ))}
        </fieldset>
        <div class="buttons">
          <button type="submit">{words.show}</button>
          <button
            type="button"
            class="plain by-script"
            disabled
            data-locate={`${props.here}/blizu`}
            data-refused={words.mineRefused}
          >
            {words.mine}
          </button>
        </div>
        <p class="field-error" role="alert" data-locate-problem="" />
        {props.others.length === 0 ? null : (
          <p>
            {words.several}{' '}
            {props.others.map((other) => (
              <a
                key={other.postCode}
                class="pill"
                href={`${props.here}?kraj=${encodeURIComponent(`${other.postCode} ${other.name}`)}&razvrsti=razdalja${props.visits > 1 ? `&obiskov=${props.visits}` : ''}`}
              >
                {other.postCode} {other.name}
              </a>
            ))}
          </p>
        )}
      </form>
      <Picture {...props} />
      {from === null ? null : <p class="hint">{words.from(`${from.postCode} ${from.name}`)}</p>}
      {props.visits > 1 ? <p class="hint">{words.forVisits(props.visits)}</p> : null}
      {list.units.length === 0 ? <p class="notice notice-plain">{words.noOffer}</p> : null}
      {list.units.length > 0 && list.soonest === null ? <p class="notice notice-plain">{words.nowhere}</p> : null}
      {list.units.map((unit) => (
        <section key={unit.id} class="unit">
          <h2>{unit.name}</h2>
          <ul class="places">
            {unit.places.map((place) => (
              <Place key={place.locationId} {...props} place={place} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** "12 km, 26 days · 35 km, 3 days": what is won and what is lost by going farther. */
function Picture(props: PlacesPageProps) {
  const { nearest, soonest } = props.list;
  const words = props.frame.m.booking.place;
  if (soonest === null) return null;
  if (nearest === null || nearest.locationId === soonest.locationId) {
    return (
      <div class="picture">
        <Suggestion {...props} place={soonest} heading={nearest === null ? words.soonest : words.both} />
      </div>
    );
  }
  return (
    <div class="picture">
      <Suggestion {...props} place={nearest} heading={words.nearest} />
      <Suggestion {...props} place={soonest} heading={words.soonest} />
    </div>
  );
}

function Suggestion(props: PlacesPageProps & { readonly place: PlaceChoice; readonly heading: string }) {
  const { place, heading, linkTo } = props;
  return (
    <a class="suggestion" href={linkTo(place)}>
      <small>{heading}</small>
      <strong>{place.name}</strong>
      <Figures {...props} />
    </a>
  );
}

function Figures({ frame, place }: { readonly frame: CitizenFrame; readonly place: PlaceChoice }) {
  const { language, m, time } = frame;
  return (
    <span class="figures">
      {place.km === null ? null : (
        <>
          <span class="figure">{kilometres(language, place.km)}</span>
          <span class="visually-hidden">, </span>
        </>
      )}
      {place.first === null ? (
        <span>{m.booking.place.nothingFree}</span>
      ) : (
        <>
          <span class="figure">{m.inDays(place.first.days)}</span>{' '}
          <span class="first">
            ({time.shortDay(place.first.startsAt)}, {time.time(place.first.startsAt)})
          </span>
        </>
      )}
    </span>
  );
}

function Place(props: PlacesPageProps & { readonly place: PlaceChoice }) {
  const { place, frame, linkTo } = props;
  const words = frame.m.booking.place;
  const town = [place.postCode, place.city].filter((part) => part !== '').join(' ');
  const address = [place.address, place.address.includes(town) ? '' : town].filter((part) => part !== '').join(', ');
  return (
    <li class="place">
      <div>
        <strong>{place.name}</strong>
        <span class="hint">{address}</span>
        <Figures frame={frame} place={place} />
      </div>
      {place.first === null ? null : (
        <a class="as-button plain" href={linkTo(place)} aria-label={words.choose(place.name)}>
          {words.chooseShort}
        </a>
      )}
    </li>
  );
}
