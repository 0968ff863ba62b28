import test from 'ava';
import type { CallId } from '../../engine/core/ids.ts';
import { calendarOnDemand } from '../../main/telephone/calendar-on-demand.ts';
import { withDatabase } from '../database.ts';

test('[R1.5] [R9.2] the calendar for callers is loaded by the first question, answers it, and closes whether it was asked or not', async (t) => {
  await withDatabase(async (_, databaseUrl) => {
    const address = {
      databaseUrl,
      publicUrl: 'http://127.0.0.1',
      sessionSecret: 'a secret of forty characters for the test',
    };
    const caller = { callId: 'a' as CallId, callerNumber: null };
    const { calendar, close } = calendarOnDemand(address);
    t.deepEqual(await calendar.answer({ kind: 'freeSlots', service: 'there-is-none', location: null }, caller), {
      kind: 'freeSlots',
      slots: [],
      waitingDays: 0,
    });
    await close();
    await calendarOnDemand(address).close();
  });
});
