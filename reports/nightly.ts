import type { Knex } from 'knex';
import { schedule } from 'node-cron';
import type { Logger } from 'pino';
import { instant } from '../engine/core/ids.ts';
import { deleteAuditBefore } from '../sql/audit/delete-audit-before.ts';
import type { Announce } from '../sql/calendar/deed.ts';
import { eraseVisitorsBefore } from '../sql/calendar/erase-visitors.ts';
import { lapseProposals } from '../sql/calendar/evacuation.ts';
import { sweepHolds } from '../sql/calendar/keep-hold.ts';
import { deleteExpiredLinks } from '../sql/calendar/links.ts';
import { proposeWaiting } from '../sql/calendar/propose-evacuation.ts';
import { lapseOffers } from '../sql/calendar/waitlist.ts';
import { program } from '../sql/calendar/words.ts';
import { forgetMessages } from '../sql/messages/forget-messages.ts';
import { eraseCallers } from '../sql/retention/erase-callers.ts';
import { type RetentionRule, recordRetentionRun, retentionRules } from '../sql/retention/retention-run.ts';
import { deleteExpiredSessions } from '../sql/sessions/delete-expired-sessions.ts';
import { readSetting } from '../sql/settings/read-setting.ts';
import { usualAuditYears, usualMessagesDays, usualVisitorDays } from '../sql/settings/settings.ts';
import { deleteExpiredSignInAttempts } from '../sql/web/delete-expired-sign-in-attempts.ts';
import { deleteExpiredVisitorAttempts } from '../sql/web/delete-expired-visitor-attempts.ts';
import { putDailyLists } from './daily-lists.ts';
import { makeDueReports } from './due-reports.ts';
import type { ReportHeading } from './heading.ts';
import { keepCalendar } from './keep-calendar.ts';
import { type MailOptions, mailReports } from './mail-reports.ts';
import { localDateAt, monthPeriod, monthsBefore, timeZone } from './period.ts';
import { deleteOldRecordings } from './recording-retention.ts';

export type NightlyOptions = {
  readonly db: Knex;
  readonly recordingFolder: string;
  readonly mail: MailOptions;
  /** How people reach the pages: links of messages begin with it. */
  readonly publicUrl: string;
  /** Tells citizens what the jobs did with what is theirs. */
  readonly announce: Announce;
  readonly log: Logger;
  readonly heading?: ReportHeading;
  /** Milliseconds since the epoch; the clock unless a test gives another. */
  readonly now?: () => number;
};

type Round = NightlyOptions & { readonly now: () => number; readonly signal: AbortSignal };

type Job = {
  readonly name: string;
  /** When it runs, in cron's notation, in Europe/Ljubljana. */
  readonly at: string;
  readonly run: (round: Round) => Promise<object>;
};

/**
 * Everything that happens by the calendar, in one place. Each job looks for what is to be done and does it, so that it
 * may run at any time, again, and in several processes at once; at the start all of them run, which makes up for what
 * a machine that was off has missed.
 */
export const jobs: readonly Job[] = [
  {
    // Due at 2:10 on the first; tried each hour, as is the mail that did not get through.
    name: 'reports',
    at: '10 * * * *',
    run: async ({ db, now, mail, heading, signal }) => {
      const made = await makeDueReports(db, now(), { signal, ...(heading ? { heading } : {}) });
      return { made: made.length, mailed: await mailReports(db, mail, heading) };
    },
  },
  {
    name: 'calendar',
    at: '5 0 * * *',
    run: async ({ db, now }) => await keepCalendar(db, instant(now())),
  },
  {
    name: 'holds',
    at: '*/5 * * * *',
    run: async ({ db, now, announce }) => ({
      swept: await sweepHolds(db, instant(now())),
      toCall: await lapseProposals(db, instant(now())),
      lapsed: await lapseOffers(db, { now: instant(now()), actor: program, announce }),
    }),
  },
  {
    // What a web process that was ended has left of an evacuation.
    name: 'evacuations',
    at: '*/5 * * * *',
    run: async ({ db, now, announce, signal }) => {
      const round = { now: () => instant(now()), announce, isStopped: () => signal.aborted };
      const { proposed, toCall } = await proposeWaiting(db, round);
      return { proposed: proposed.length, toCall: toCall.length };
    },
  },
  {
    name: 'visitors',
    at: '25 3 * * *',
    run: async ({ db, now }) => {
      const { visitorDays = usualVisitorDays } = (await readSetting(db, 'retention')) ?? {};
      return {
        erased: await eraseVisitorsBefore(db, instant(now() - visitorDays * 86_400_000), instant(now())),
        linksDeleted: await deleteExpiredLinks(db, instant(now())),
      };
    },
  },
  {
    name: 'recordings',
    at: '20 3 * * *',
    run: async ({ db, recordingFolder, now }) => await deleteOldRecordings(db, recordingFolder, now()),
  },
  {
    name: 'callers',
    at: '40 3 * * *',
    run: async ({ db, now }) => {
      const retention = await readSetting(db, 'retention');
      if (!retention) return {};
      // Whole months: a month's list of calls loses its callers all at once.
      const month = monthsBefore(localDateAt(now()).slice(0, 7), retention.callerNumberMonths);
      const before = Date.parse(`${monthPeriod(month).from}T00:00:00Z`);
      return await eraseCallers(db, instant(before), instant(now()));
    },
  },
  {
    // Each quarter of an hour from six on, so that a machine that was off at six makes up for it. From the last round, at
    // a quarter to four, what changes is told at once (000098, daily_list_is_out).
    name: 'dailyLists',
    at: '*/15 6-15 * * *',
    run: async ({ db, now, publicUrl }) => ({ lists: await putDailyLists(db, now(), publicUrl) }),
  },
  {
    name: 'messages',
    at: '30 3 * * *',
    run: async ({ db, now }) => {
      const { messagesDays = usualMessagesDays } = (await readSetting(db, 'retention')) ?? {};
      return await forgetMessages(db, instant(now() - messagesDays * 86_400_000));
    },
  },
  {
    name: 'audit',
    at: '45 3 * * *',
    run: async ({ db, now }) => {
      const { auditYears = usualAuditYears } = (await readSetting(db, 'retention')) ?? {};
      // Full years after the one in which the entry was written.
      const year = Number(localDateAt(now()).slice(0, 4)) - auditYears;
      return { entries: await deleteAuditBefore(db, instant(Date.parse(`${year}-01-01T00:00:00Z`))) };
    },
  },
  {
    name: 'sessions',
    at: '50 * * * *',
    run: async ({ db, now }) => ({
      sessions: await deleteExpiredSessions(db, instant(now())),
      signInAttempts: await deleteExpiredSignInAttempts(db, now()),
      visitorAttempts: await deleteExpiredVisitorAttempts(db, now()),
    }),
  },
];

export type NightlyJobs = {
  /** The first round after the start is over; it never rejects. */
  readonly started: Promise<void>;
  /** Stops the calendar and what runs; closing twice is safe. */
  close(): Promise<void>;
};

/** Starts the calendar. What a job throws is logged and ends that round only. */
export function nightlyJobs(options: NightlyOptions): NightlyJobs {
  const stopped = new AbortController();
  const round: Round = { ...options, now: options.now ?? Date.now, signal: stopped.signal };
  const running = new Map<string, Promise<void>>();
  const start = (job: Job): Promise<void> => {
    const before = running.get(job.name);
    if (before || stopped.signal.aborted) return before ?? Promise.resolve();
    const run = runOne(job, round).finally(() => running.delete(job.name));
    running.set(job.name, run);
    return run;
  };
  const silent = { info() {}, warn() {}, error() {}, debug() {} };
  const tasks = jobs.map((job) =>
    schedule(job.at, () => start(job), {
      name: job.name,
      timezone: timeZone,
      noOverlap: true,
      suppressMissedWarning: true,
      logger: silent,
    }),
  );
  const started = Promise.all(jobs.map(start)).then(() => undefined);
  return {
    started,
    async close() {
      stopped.abort(new Error('The nightly jobs are closed.'));
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(running.values());
    },
  };
}

async function runOne(job: Job, round: Round): Promise<void> {
  try {
    const done = await job.run(round);
    round.log.info({ job: job.name, ...done }, 'job done');
    const rule = retentionRules.find((each) => each === job.name);
    if (rule !== undefined) await noteRun(round, rule, done);
  } catch (error) {
    if (round.signal.aborted) return;
    round.log.error({ job: job.name, err: error }, 'job failed');
  }
}

/** What a rule took stands where people see it, not in the log alone. */
async function noteRun({ db, now }: Round, rule: RetentionRule, done: object): Promise<void> {
  const counts = Object.entries(done).filter(([name]) => name !== 'failed');
  const took = counts.reduce((sum, [, count]) => sum + (typeof count === 'number' ? count : 0), 0);
  await recordRetentionRun(db, { rule, ranAt: instant(now()), took });
}
