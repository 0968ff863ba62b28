import type { CalendarPort } from '../../engine/shell/calendar-port.ts';
import type { CitizenCalendarAddress } from './open-citizen-calendar.ts';

type Opened = Awaited<ReturnType<typeof load>>;

/** By then an engine that starts has taken up the calls that it found. */
const loadAfterMs = 10_000;

/**
 * The calendar for callers, loaded beside the calls: its parts take a third of a second, which an engine that starts
 * again does not have. It is there a while after the start, or with the first question.
 */
export function calendarOnDemand(address: CitizenCalendarAddress): {
  readonly calendar: CalendarPort;
  close(): Promise<void>;
} {
  let opening: Promise<Opened> | null = null;
  const open = (): Promise<Opened> => {
    opening ??= load(address).catch((error: unknown) => {
      // The next question tries again.
      opening = null;
      throw error;
    });
    return opening;
  };
  // Whoever asks is told of a failure.
  const timer = setTimeout(() => void open().catch(() => undefined), loadAfterMs).unref();
  return {
    calendar: { answer: async (question, caller) => (await open()).calendar.answer(question, caller) },
    async close() {
      clearTimeout(timer);
      const opened = await opening?.catch(() => null);
      await opened?.close();
    },
  };
}

async function load(address: CitizenCalendarAddress) {
  const { openCitizenCalendar } = await import('./open-citizen-calendar.ts');
  return openCitizenCalendar(address);
}
