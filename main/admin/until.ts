import { Temporal } from 'temporal-polyfill';
import { type Instant, instant, later } from '../../engine/core/ids.ts';

const unitMs: Readonly<Record<string, number>> = { m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a time as an operator writes it: "+2h", "+90m", "+1d" from now; "20:00" or "20.00" today; "2026-11-22T20:00" on the
 * line's wall clock. Null for anything else and for what has passed.
 */
export function readUntil(text: string, now: Instant, timeZone: string): Instant | null {
  const at = readInstant(text.trim(), now, timeZone);
  return at === null || at <= now ? null : at;
}

function readInstant(text: string, now: Instant, timeZone: string): Instant | null {
  const span = /^\+(\d{1,4})(m|min|h|d)$/.exec(text);
  if (span !== null) return later(now, Number(span[1]) * (unitMs[span[2] ?? ''] ?? 0));
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const clock = text.replace(/(\d{1,2})\.(\d{2})$/, '$1:$2');
  const dated = /^\d{1,2}:\d{2}$/.test(clock) ? `${today}T${clock.padStart(5, '0')}` : clock;
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$/.test(dated)) return null;
  try {
    return instant(Temporal.PlainDateTime.from(dated).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null;
  }
}

export const untilForms = '+2h, +90m, 20:00 (today) or 2026-11-22T20:00';
