import type { CitizenFrame } from '../citizen-page.tsx';
import { Steps } from './steps.tsx';

export type ServiceCard = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly minutes: number;
  readonly online: boolean;
  readonly category: string;
};

/** The first page: a search by plain words, and all services by their category. */
export function ServicesPage(props: {
  readonly frame: CitizenFrame;
  readonly typed: string;
  /** What the search found; null: nothing was searched. */
  readonly found: readonly ServiceCard[] | null;
  readonly all: readonly ServiceCard[];
}) {
  const { frame, typed, found, all } = props;
  const { m, to } = frame;
  const words = m.booking.service;
  const nothing = found !== null && found.length === 0;
  return (
    <>
      <Steps m={m} step={1} back={[]} />
      <h1>{words.title}</h1>
      <p class="lead">
        {words.lead} <a href={to('/cakalne-dobe')}>{m.waiting.link}</a>
      </p>
      <search>
        <form class="search" method="get" action={to('/narocanje')}>
          <label for="isci">{words.search}</label>
          <span class="hint" id="isci-namig">
            {words.searchHint}
          </span>
          <div class="search-row">
            <input
              id="isci"
              name="isci"
              type="search"
              autoComplete="off"
              maxLength={100}
              value={typed}
              aria-describedby="isci-namig"
            />
            <button type="submit">{words.searchButton}</button>
          </div>
        </form>
      </search>
      {found === null ? null : (
        <section aria-labelledby="najdeno">
          <h2 id="najdeno">{nothing ? words.nothing(typed) : words.results(found.length, typed)}</h2>
          <Cards frame={frame} cards={found} level={3} />
        </section>
      )}
      {found !== null && !nothing ? null : <ByCategory frame={frame} cards={all} />}
      {all.length === 0 ? <p>{words.none}</p> : null}
    </>
  );
}

function ByCategory({ frame, cards }: { readonly frame: CitizenFrame; readonly cards: readonly ServiceCard[] }) {
  const categories = [...new Set(cards.map((card) => card.category))];
  return (
    <>
      {categories.map((category) => (
        <section key={category} class="category">
          <h2>{category}</h2>
          <Cards frame={frame} cards={cards.filter((card) => card.category === category)} level={3} />
        </section>
      ))}
    </>
  );
}

function Cards(props: { readonly frame: CitizenFrame; readonly cards: readonly ServiceCard[]; readonly level: 3 }) {
  const { m, to } = props.frame;
  const words = m.booking.service;
  return (
    <ul class="service-cards">
      {props.cards.map(({ id, name, description, minutes, online }) => (
        <li key={id}>
          {online ? (
            <a class="service-card" href={to(`/narocanje/${id}`)}>
              <strong>{name}</strong>
              {description === '' ? null : <span>{description}</span>}
              <small>{words.duration(m.counted.minutes(minutes))}</small>
            </a>
          ) : (
            <div class="service-card not-online">
              <strong>{name}</strong>
              <span>{words.byPhoneOnly}</span>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
