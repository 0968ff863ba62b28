import type { Instant } from '../../../engine/core/ids.ts';
import type { CitizenFrame } from '../citizen-page.tsx';

type Entry = {
  readonly serviceId: string;
  readonly name: string;
  /** Null: nothing is free anywhere. */
  readonly first: {
    readonly startsAt: number;
    readonly days: number;
    readonly locationId: string;
    readonly where: string;
  } | null;
};

/** How long one waits for what, in one table; on a telephone each row is a paragraph. */
export function WaitingTimesPage(props: {
  readonly frame: CitizenFrame;
  readonly at: Instant;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly unit: string | null;
  readonly entries: readonly Entry[];
}) {
  const { frame, at, units, unit, entries } = props;
  const { m, to, time } = frame;
  const words = m.waiting;
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <form class="card" method="get" action={to('/cakalne-dobe')}>
        <label for="enota">{words.unit}</label>
        <div class="search-row">
          <select id="enota" name="enota">
            <option value="">{words.everywhere}</option>
            {units.map(({ id, name }) => (
              <option key={id} value={id} selected={id === unit}>
                {name}
              </option>
            ))}
          </select>
          <button type="submit" class="plain">
            {words.show}
          </button>
        </div>
      </form>
      <p class="hint">{words.asOf(time.moment(at))}</p>
      {entries.length === 0 ? (
        <p class="notice notice-plain">{words.nothing}</p>
      ) : (
        <table class="stacked waiting-times">
          <caption class="visually-hidden">{words.table}</caption>
          <thead>
            <tr>
              <th scope="col">{words.service}</th>
              <th scope="col">{words.first}</th>
              <th scope="col">{words.where}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ serviceId, name, first }) => (
              <tr key={serviceId}>
                <th scope="row">
                  <a href={to(`/narocanje/${serviceId}`)}>{name}</a>
                </th>
                {first === null ? (
                  <td data-label={words.first} colSpan={2}>
                    {words.none}
                  </td>
                ) : (
                  <>
                    <td data-label={words.first}>
                      <strong>{m.inDays(first.days)}</strong> ({time.shortDay(first.startsAt)},{' '}
                      {time.time(first.startsAt)})
                    </td>
                    <td data-label={words.where}>
                      <a href={to(`/narocanje/${serviceId}/${first.locationId}`)}>{first.where}</a>
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
