import { startEngine } from '../../engine/shell/engine.ts';
import { takeSeat } from '../../engine/shell/lead/take-seat.ts';
import { openCitizenCalendar } from '../telephone/open-citizen-calendar.ts';
import { engineOptionsSchema } from './options.ts';
import { type RunningRole, runRole } from './role.ts';

/** The role `engine`: decides everything that happens to a call; one of two of them leads and the other stands by. */
runRole(
  engineOptionsSchema,
  async ({ hasOther = false, selfService, ...own }, { log, progress }): Promise<RunningRole> => {
    const callers =
      selfService === undefined ? null : openCitizenCalendar({ ...selfService, databaseUrl: own.databaseUrl });
    const options = { ...own, ...(callers === null ? {} : { calendar: callers.calendar }) };
    if (hasOther) {
      const seat = takeSeat({ ...options, log });
      progress(`An engine ${await seat.taken}.`);
      return { details: {}, fallen: seat.over, close: () => seat.close().finally(() => callers?.close()) };
    }
    progress('The engine is starting; at the first start all prompts are spoken to files.');
    const engine = await startEngine({ ...options, log });
    const fallen = engine.replaced.then(() => 'Another engine took the line over.');
    return { details: {}, fallen, close: () => engine.close().finally(() => callers?.close()) };
  },
);
