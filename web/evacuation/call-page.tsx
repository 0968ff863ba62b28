import type { EvacuatedVisit } from '../../sql/calendar/evacuation-progress.ts';
import { type FreeSlot, languages } from '../../sql/calendar/words.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import { presentLongDay, presentTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { Phone, placeAndTime, Tries } from './evacuation-page.tsx';
import { evacuationPath } from './evacuations-page.tsx';

/** A time that can be offered on the telephone. */
export type OfferedSlot = Pick<FreeSlot, 'counterId' | 'startsAt' | 'counterName'> & {
  readonly locationName: string;
  readonly isProposed: boolean;
};

type Props = PageFrame & {
  readonly evacuationId: number;
  readonly visit: EvacuatedVisit;
  readonly slots: readonly OfferedSlot[];
  readonly maySeeVisit: boolean;
  readonly notice: DoneNotice | null;
};

/** One visit of an evacuation while somebody calls: who, from where, and where to. */
export function CallPage(props: Props) {
  const { m, evacuationId, visit, notice } = props;
  const words = m.evacuation;
  const isOpen = visit.state === 'proposed' || visit.state === 'toCall';
  return (
    <div class="locations-page narrow-page">
      <p>
        <a href={evacuationPath(evacuationId)}>{words.callPage.back}</a>
      </p>
      <h1>{words.callPage.title(visit.reference)}</h1>
      <Notice notice={notice} />
      <section class="card" aria-labelledby="oseba">
        <h2 id="oseba">{words.callPage.who}</h2>
        <dl class="facts">
          <div>
            <dt>{words.person}</dt>
            <dd>{visit.visitor?.name ?? words.erased}</dd>
          </div>
          <div>
            <dt>{words.phone}</dt>
            <dd>
              <Phone m={m} visit={visit} />
            </dd>
          </div>
          <div>
            <dt>{words.callPage.language}</dt>
            <dd>{words.callPage.languages[languages.find((one) => one === visit.language) ?? 'sl']}</dd>
          </div>
          <div>
            <dt>{words.was}</dt>
            <dd>
              {visit.serviceNames.map(({ sl }) => sl).join(', ')}
              {visit.from === null ? '' : `, ${placeAndTime(m, visit.from)}`}
            </dd>
          </div>
          <div>
            <dt>{words.state}</dt>
            <dd>
              {words.states[visit.state]}
              {visit.settledAs === null ? '' : `: ${words.settledAs[visit.settledAs]}`}
            </dd>
          </div>
        </dl>
        <Tries m={m} visit={visit} />
        {props.maySeeVisit ? (
          <p>
            <a href={`/obiski/${visit.appointmentId}`}>{words.callPage.elsewhere}</a>
          </p>
        ) : null}
      </section>
      {isOpen ? <Offers {...props} /> : <p class="card">{words.callPage.done}</p>}
    </div>
  );
}

function Offers({ m, evacuationId, visit, slots, csrfToken }: Props) {
  const words = m.evacuation.callPage;
  const at = (what: string): string => evacuationPath(evacuationId, 'obisk', visit.appointmentId, what);
  return (
    <>
      <section class="card" aria-labelledby="termini">
        <h2 id="termini">{words.slots}</h2>
        <p>{slots.length === 0 ? words.slotsNone : words.slotsText}</p>
        <ul class="rule-list">
          {slots.map((slot) => {
            const when = `${presentLongDay(slot.startsAt)} ob ${presentTime(slot.startsAt)}`;
            return (
              <li key={`${slot.counterId} ${slot.startsAt}`}>
                <div>
                  <strong>{when}</strong>
                  <small>
                    {m.openingRules.counterOf(slot.counterName, slot.locationName)}
                    {slot.isProposed ? ` · ${words.proposedNow}` : ''}
                  </small>
                </div>
                <form method="post" action={at('premakni')}>
                  <FormToken token={csrfToken} />
                  <input type="hidden" name="termin" value={`${slot.counterId}.${slot.startsAt}`} />
                  <button type="submit" class="secondary" aria-label={words.move(when)}>
                    {m.evacuation.toMove.choose}
                  </button>
                </form>
              </li>
            );
          })}
        </ul>
      </section>
      <section class="card" aria-labelledby="izid">
        <h2 id="izid">{words.results}</h2>
        <form class="form-row" method="post" action={at('klic')}>
          <FormToken token={csrfToken} />
          <button type="submit" name="izid" value="ni-dosegljiv" class="secondary outline">
            {words.notReached}
          </button>
          <button type="submit" name="izid" value="ostane" class="secondary outline">
            {words.keeps}
          </button>
        </form>
      </section>
    </>
  );
}
