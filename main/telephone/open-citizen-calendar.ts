import type { Instant } from '../../engine/core/ids.ts';
import type { CalendarPort } from '../../engine/shell/calendar-port.ts';
import { announceBy } from '../../messages/announce.ts';
import { openDatabase } from '../../sql/database.ts';
import { openVisitorLimits } from '../../web/security/visitor-limits.ts';
import { citizenCalendar } from './citizen-calendar.ts';

export type CitizenCalendarAddress = {
  readonly databaseUrl: string;
  readonly publicUrl: string;
  /** The same as the web's, so that tries by telephone and on the web are counted together. */
  readonly sessionSecret: string;
};

/** Connections of its own, few of them: callers who ask must not keep the journal from being shipped. */
const connections = 4;

export function openCitizenCalendar(address: CitizenCalendarAddress): {
  readonly calendar: CalendarPort;
  close(): Promise<void>;
} {
  const { databaseUrl, publicUrl, sessionSecret } = address;
  const db = openDatabase(databaseUrl, { applicationName: 'uenarocanje-callers', poolMax: connections });
  const now = (): Instant => Date.now() as Instant;
  const announce = announceBy({ publicUrl, now: Date.now });
  return {
    calendar: citizenCalendar({ db, announce, limits: openVisitorLimits(db, sessionSecret), now }),
    close: () => db.destroy(),
  };
}
