import pino from 'pino';
import { isPublicHoliday } from '../../dialplan/public-holidays.ts';
import { application } from '../../engine/shell/ari/application.ts';
import { ControlPlane } from '../../engine/shell/ari/control-plane.ts';
import { startEngine } from '../../engine/shell/engine.ts';
import { takeSeat } from '../../engine/shell/lead/take-seat.ts';
import { calendarOnDemand } from '../telephone/calendar-on-demand.ts';
import { type EngineRoleOptions, engineOptionsSchema } from './options.ts';
import { type RunningRole, runRole } from './role.ts';

/** The role `engine`: decides everything that happens to a call; one of two of them leads and the other stands by. */
runRole<EngineRoleOptions, ControlPlane>(
  engineOptionsSchema,
  async (
    { hasOther = false, selfService, ...own },
    { log, progress, ...tools },
    controlPlane,
  ): Promise<RunningRole> => {
    const callers =
      selfService === undefined ? null : calendarOnDemand({ ...selfService, databaseUrl: own.databaseUrl });
    const options = { ...own, progressed: tools.step, ...(callers === null ? {} : { calendar: callers.calendar }) };
    if (hasOther) {
      const seat = takeSeat({ ...options, log }, undefined, tools);
      progress(`An engine ${await seat.taken}.`);
      return { details: {}, fallen: seat.over, close: () => seat.close().finally(() => callers?.close()) };
    }
    progress('The engine is starting; at the first start all prompts are spoken to files.');
    const engine = await startEngine({ ...options, log, controlPlane });
    const fallen = engine.replaced.then(() => 'Another engine took the line over.');
    return { details: {}, fallen, close: () => engine.close().finally(() => callers?.close()) };
  },
  // ari-client takes a second to load, the calendar of holidays a twentieth. What is said before there is a log is of no
  // use to anybody.
  ({ ari }) => {
    isPublicHoliday('SI', new Date().toISOString());
    const controlPlane = new ControlPlane({ ...ari, application, log: pino({ level: 'silent' }) });
    controlPlane.begin();
    return controlPlane;
  },
);
