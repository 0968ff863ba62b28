import type { CitizenFrame } from '../citizen-page.tsx';

/**
 * Until when the time is kept: a clock time, which is right without script as well; script counts it down and says it
 * aloud shortly before the end (islands/citizen-deadline.ts).
 */
export function Deadline(props: {
  readonly frame: CitizenFrame;
  readonly held: { readonly expiresAt: number; readonly canBeExtended: boolean };
  readonly extended: boolean;
  /** The time was over, and is kept again, because nobody else took it. */
  readonly again: boolean;
  /** Of the server: what is left is counted by its clock. */
  readonly now: number;
  /** Chosen by the citizen: it may be asked for again. What an agent chose is over with its time. */
  readonly ownChoice: boolean;
}) {
  const { held, frame, ownChoice } = props;
  const { booking, answers } = frame.m;
  const words = booking.details;
  const more = held.canBeExtended ? ` ${words.mayExtend}` : '';
  return (
    <>
      {props.again ? (
        <p class="notice notice-plain" role="status">
          {words.heldAgain}
        </p>
      ) : null}
      <div
        class="deadline"
        data-until={String(held.expiresAt)}
        data-now={String(props.now)}
        data-left={words.left}
        data-two={words.minutesLeft(2) + more}
        data-one={words.minutesLeft(1) + more}
      >
        <p>
          {words.heldUntil(frame.time.time(held.expiresAt))}{' '}
          {props.extended ? <span role="status">{words.extended} </span> : null}
          {held.canBeExtended || !ownChoice ? null : words.cannotExtend}
        </p>
        <p class="time-left" aria-hidden="true" />
        {held.canBeExtended ? (
          <button type="submit" name="dejanje" value="podaljsaj" class="plain small">
            {words.extend}
          </button>
        ) : null}
      </div>
      <p class="visually-hidden" aria-live="polite" data-deadline-said="" />
      <div class="notice notice-refused deadline-over" data-deadline-over="" hidden>
        <p>{ownChoice ? words.over : answers.complete.ended}</p>
        {ownChoice ? (
          <button type="submit" name="dejanje" value="podaljsaj">
            {words.lookAgain}
          </button>
        ) : null}
      </div>
    </>
  );
}
