import type { FreeSlot } from '../../../sql/calendar/words.ts';
import { FormToken } from '../../pages/form-token.tsx';
import type { CitizenFrame } from '../citizen-page.tsx';
import { writeSlots } from '../slot-choices.ts';
import { Carried } from './slots-page.tsx';

/** A choice that is offered instead, with its place when that is another one. */
export type Alternative = { readonly slots: readonly FreeSlot[]; readonly placeName: string };

/** Somebody was faster: why, and three others that can be had now. */
export function LostPage(props: {
  readonly frame: CitizenFrame;
  readonly formToken: string;
  readonly submission: string;
  readonly visit?: string;
  readonly action: string;
  readonly why: string;
  readonly alternatives: readonly Alternative[];
  readonly all: string;
}) {
  const { frame, alternatives } = props;
  const words = frame.m.booking.lost;
  return (
    <section class="card narrow">
      <h1>{words.title}</h1>
      <p role="alert">
        {props.why} {alternatives.length === 0 ? words.none : words.text}
      </p>
      <form method="post" action={props.action}>
        <FormToken token={props.formToken} />
        <Carried submission={props.submission} visit={props.visit} />
        <AlternativeButtons frame={frame} alternatives={alternatives} />
      </form>
      <p>
        <a href={props.all}>{words.more}</a>
      </p>
    </section>
  );
}

export function AlternativeButtons(props: {
  readonly frame: CitizenFrame;
  readonly alternatives: readonly Alternative[];
}) {
  return (
    <ul class="alternatives">
      {props.alternatives.map(({ slots, placeName }) => {
        const [first] = slots;
        if (first === undefined) return null;
        return (
          <li key={writeSlots(slots)}>
            <button type="submit" name="termin" value={writeSlots(slots)} class="plain">
              <strong>{props.frame.time.moment(first.startsAt)}</strong>
              <small>
                {' '}
                {placeName}
                {slots.length > 1 ? `, ${props.frame.m.counted.visits(slots.length)}` : ''}
              </small>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
