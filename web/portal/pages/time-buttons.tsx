import type { CitizenFrame } from '../citizen-page.tsx';
import type { SlotChoice } from '../slot-choices.ts';
import { writeSlots } from '../slot-choices.ts';

/** The times of a day, each a button that takes it. A screen reader hears the day with each of them. */
export function TimeButtons(props: {
  readonly frame: CitizenFrame;
  readonly choices: readonly SlotChoice[];
  readonly day: string;
}) {
  const { frame, choices, day } = props;
  const kinds = frame.m.booking.slot;
  const kindOf = { single: '', sideBySide: kinds.sideBySide, inARow: kinds.together, apart: kinds.apart };
  return (
    <ul class="time-buttons">
      {choices.map((choice) => {
        const kind = kindOf[choice.kind];
        return (
          <li key={choice.startsAt}>
            <button type="submit" name="termin" value={writeSlots(choice.slots)}>
              <span class="visually-hidden">{day}, </span>
              {frame.time.time(choice.startsAt)}
              {kind === '' ? null : (
                <small>
                  {' '}
                  –{frame.time.time(choice.endsAt)}, {kind}
                </small>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
