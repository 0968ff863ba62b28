import type { ChangePreview } from '../../sql/calendar/preview-change.ts';
import type { Messages } from '../messages/sl.ts';
import { noonOf } from '../present/citizen-time.ts';
import { presentDayAndTime, presentLongDay } from '../present/time.ts';
import { type DaySum, daySums } from './day-sums.ts';
import { sayDay } from './rule-words.ts';

type Previewed = {
  readonly m: Messages;
  readonly preview: ChangePreview;
  readonly counterNames: ReadonlyMap<number, string>;
};

/** How many days are shown at once; the rest is folded. */
const shownAtOnce = 21;

/** What would follow from a change, day by day and visit by visit. */
export function Consequences(props: Previewed) {
  return (
    <>
      <Sums {...props} />
      <Days {...props} />
      <Visits {...props} />
    </>
  );
}

function Sums({ m, preview }: Previewed) {
  const words = m.openingRules.preview;
  const { slotsMore, slotsFewer, visitsHit, until } = preview;
  return (
    <>
      <ul class="sums">
        <li class="sum sum-more">{words.more(slotsMore)}</li>
        <li class="sum sum-fewer">{words.fewer(slotsFewer)}</li>
        <li class={visitsHit.length > 0 ? 'sum sum-hit' : 'sum'}>{words.hit(visitsHit.length)}</li>
      </ul>
      <p class="hint">
        {until === null ? null : words.untilDay(sayDay(until))} {words.counting}
      </p>
    </>
  );
}

function Days({ m, preview, counterNames }: Previewed) {
  const words = m.openingRules.preview;
  const sums = daySums(preview);
  if (sums.length === 0) return <p class="card">{words.nothing}</p>;
  const rest = sums.slice(shownAtOnce);
  return (
    <div class="card">
      <h2>{words.days}</h2>
      <DayTable m={m} sums={sums.slice(0, shownAtOnce)} counterNames={counterNames} caption={words.days} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{words.restDays(rest.length)}</summary>
          <DayTable m={m} sums={rest} counterNames={counterNames} caption={words.restDays(rest.length)} />
        </details>
      )}
    </div>
  );
}

function DayTable(props: {
  readonly m: Messages;
  readonly sums: readonly DaySum[];
  readonly counterNames: ReadonlyMap<number, string>;
  readonly caption: string;
}) {
  const { m, sums, counterNames, caption } = props;
  const words = m.openingRules.preview;
  return (
    <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="stacked">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
            <th scope="col">{words.difference}</th>
            <th scope="col">{words.counter}</th>
          </tr>
        </thead>
        <tbody>
          {sums.map(({ day, slotsBefore, slotsAfter, counters }) => (
            <tr key={day}>
              <th scope="row">{presentLongDay(noonOf(day))}</th>
              <td class="number" data-label={words.before}>
                {slotsBefore}
              </td>
              <td class="number" data-label={words.after}>
                {slotsAfter}
              </td>
              <td class="number" data-label={words.difference}>
                {signed(slotsAfter - slotsBefore)}
              </td>
              <td>
                {counters.length === 1 && counters[0] !== undefined ? (
                  counterNames.get(counters[0].counterId)
                ) : (
                  <details>
                    <summary>{m.locations.counters(counters.length)}</summary>
                    <ul>
                      {counters.map((one) => (
                        <li key={one.counterId}>
                          {counterNames.get(one.counterId)}: {one.slotsBefore} → {one.slotsAfter}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const signed = (difference: number): string =>
  difference > 0 ? `+${difference}` : difference < 0 ? `−${-difference}` : '0';

function Visits({ m, preview }: Previewed) {
  const words = m.openingRules.preview;
  const { visitsHit } = preview;
  if (visitsHit.length === 0) return <p class="card">{words.noVisits}</p>;
  const shown = visitsHit.slice(0, 100);
  return (
    <div class="card">
      <h2>{words.visits}</h2>
      <p>{words.visitsText}</p>
      <div class="table-scroll" role="region" aria-label={words.visits} tabIndex={0}>
        <table class="stacked">
          <caption class="visually-hidden">{words.visits}</caption>
          <thead>
            <tr>
              <th scope="col">{words.visitAt}</th>
              <th scope="col">{words.visitService}</th>
              <th scope="col">{words.visitWhere}</th>
              <th scope="col">{words.reference}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((visit) => (
              <tr key={visit.appointmentId}>
                <th scope="row">{presentDayAndTime(visit.startsAt)}</th>
                <td data-label={words.visitService}>{visit.serviceNames.map(({ sl }) => sl).join(', ')}</td>
                <td data-label={words.visitWhere}>{m.openingRules.counterOf(visit.counterName, visit.locationName)}</td>
                <td data-label={words.reference}>{visit.reference}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {visitsHit.length > shown.length ? <p>{words.restVisits(visitsHit.length - shown.length)}</p> : null}
    </div>
  );
}
