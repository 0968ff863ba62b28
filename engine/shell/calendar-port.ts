import type { Logger } from 'pino';
import type { OnCalendarEffect } from '../core/effects.ts';
import type { FromCalendar } from '../core/events.ts';
import type { CallId, Instant } from '../core/ids.ts';
import type { CalendarAnswer, CalendarQuestion } from '../core/self-service.ts';
import type { World } from '../core/world.ts';

/** For whom the calendar is asked. */
export type AskingCaller = { readonly callId: CallId; readonly callerNumber: string | null };

/** Where callers' questions go (R1.5): to the appointment side, by whoever starts the engine. It may throw. */
export type CalendarPort = {
  answer(question: CalendarQuestion, caller: AskingCaller): Promise<CalendarAnswer>;
};

/**
 * Asks and tells the answer as an event whenever it comes; the core has a time of its own after which it goes on
 * without. Nothing here waits: a database that hangs holds up nobody but who asked.
 */
export function calendarAsker(
  port: CalendarPort | null,
  world: World,
  tell: (event: FromCalendar) => void,
  now: () => Instant,
  log: Logger,
): (effect: OnCalendarEffect) => void {
  return ({ callId, questionId, question }) => {
    const answered = (answer: CalendarAnswer): void =>
      tell({ type: 'CalendarAnswered', at: now(), callId, questionId, answer });
    if (port === null) return answered({ kind: 'away' });
    const callerNumber = world.calls.get(callId)?.cdr.callerNumber ?? null;
    port.answer(question, { callId, callerNumber }).then(answered, (error: unknown) => {
      log.warn({ err: error, callId, question: question.kind }, 'the calendar could not answer a caller');
      answered({ kind: 'away' });
    });
  };
}
