import type { Knex } from 'knex';
import Router from 'koa-router';
import {
  checkOpeningHours,
  lineState,
  type OpeningException,
  type OpeningHours,
} from '../../dialplan/opening-hours.ts';
import { publicHolidays } from '../../dialplan/public-holidays.ts';
import { changeConfiguration } from '../../engine/shell/configured/change-configuration.ts';
import { addAuditEntry, type NewAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { type Opening, readOpening } from '../../sql/opening/read-opening.ts';
import { replaceOpeningRules } from '../../sql/opening/replace-opening-rules.ts';
import { removeOpeningException, setOpeningException } from '../../sql/opening/set-opening-exception.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { refusedChange } from '../configuration-refusal.ts';
import { dayField, sayEach, sayHours, weekdays } from '../contacts/contact-hours.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { type DoneNotice, doneNotice } from '../locations/done-notice.ts';
import { asTyped, nowInForce, type Overtaken } from '../locations/now-in-force.ts';
import { dayOf, noProblems, type Problems, readTyped, type Typed } from '../locations/typed.ts';
import { sayDay } from '../opening/rule-words.ts';
import { dayAfter } from '../present/citizen-time.ts';
import { dateOf } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { LineExceptionPage } from './line-exception-page.tsx';
import { judgeException, judgeWeek, markOf, typedOfException, typedOfWeek } from './line-hours-form.ts';
import {
  addPath,
  exceptionPath,
  LineHoursPage,
  lineHoursPath,
  type PublicHoliday,
  weekPath,
} from './line-hours-page.tsx';
import { sayLineNow } from './line-now.ts';
import { WeekPage } from './week-page.tsx';

type Deed = Omit<NewAuditEntry, 'userId'>;
/** What came of a change: the deed, or why nothing was changed. */
type Outcome = Deed | 'stale' | 'taken';

/** The line's own hours (R1.6), for those who answer for it. The line hears of a change by itself. */
export function lineHoursRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, door, messages } = room;
  const words = messages.lineHours;
  const own = allow('manageLineHours');

  router.get(lineHoursPath, own, async (ctx) => showAll(ctx, doneNotice(ctx, words.done), 200));

  router.get(weekPath, own, async (ctx) => showWeek(ctx, typedOfWeek((await readOpening(db)).weekly), noProblems, 200));
  router.post(weekPath, own, async (ctx) => {
    const typed = readTyped(ctx);
    const { week, problems } = judgeWeek(messages, typed);
    if (week === null) return showWeek(ctx, typed, problems, 422);
    const replace = async (trx: Knex.Transaction, { weekly }: Opening): Promise<Outcome> => {
      if (markOf(weekly) !== typed.znamka) return 'stale';
      const replaced = await replaceOpeningRules(trx, week);
      if (replaced !== 'replaced') throw new TypeError(`The week was judged right, and the table says: ${replaced}.`);
      return { action: 'lineWeekChanged', subject: 'openingHours', details: { hours: sayHours(messages, week) } };
    };
    await change(ctx, replace, 'teden', {
      refuse: (sentence) => showWeek(ctx, typed, { [dayField(1)]: sentence }, 409),
      async stale() {
        const shown = typedOfWeek((await readOpening(db)).weekly);
        const days = Object.fromEntries(weekdays.map((day) => [dayField(day), asTyped]));
        showWeek(ctx, { ...typed, znamka: shown.znamka ?? '' }, noProblems, 409, {
          notice: { kind: 'refused', sentence: words.staleForm },
          nowInForce: nowInForce(messages, typed, shown, days),
        });
      },
    });
  });

  router.get(addPath, own, (ctx) => showException(ctx, null, { vrsta: 'zaprto' }, noProblems, 200));
  router.post(addPath, own, (ctx) => save(ctx, null));

  router.get(exceptionPath(':dan'), own, async (ctx) => {
    const standing = coming(await readOpening(db)).find(({ date }) => date === dayIn(ctx.params));
    if (standing === undefined) throw new RequestError(404);
    showException(ctx, standing.date, typedOfException(standing), noProblems, 200);
  });
  router.post(exceptionPath(':dan'), own, (ctx) => save(ctx, dayIn(ctx.params)));

  router.post(`${exceptionPath(':dan')}/odstrani`, own, async (ctx) => {
    const date = dayIn(ctx.params);
    const { znamka } = readTyped(ctx);
    const remove = async (trx: Knex.Transaction, opening: Opening): Promise<Outcome> => {
      const standing = coming(opening).find((one) => one.date === date);
      if (standing === undefined || markOf(standing) !== znamka) return 'stale';
      await removeOpeningException(trx, date);
      return { action: 'lineExceptionRemoved', subject: date, details: detailsOf(standing) };
    };
    const refuse = (sentence: string) => showAll(ctx, { kind: 'refused', sentence }, 409);
    await change(ctx, remove, 'odstranjeno', { refuse, stale: () => refuse(words.stale) });
  });
  return router;

  /** `standing`: the day of the exception that is changed; null: a new one. */
  async function save(ctx: WebContext, standing: string | null): Promise<void> {
    const typed = readTyped(ctx);
    const others = (opening: Opening): readonly string[] =>
      opening.exceptions.map(({ date }) => date).filter((date) => date !== standing);
    const { exception, problems } = judgeException(messages, typed, others(await readOpening(db)), dateOf(Date.now()));
    if (exception === null) return showException(ctx, standing, typed, problems, 422);
    const set = async (trx: Knex.Transaction, opening: Opening): Promise<Outcome> => {
      const before = coming(opening).find(({ date }) => date === standing);
      if (standing !== null && (before === undefined || markOf(before) !== typed.znamka)) return 'stale';
      if (others(opening).includes(exception.date)) return 'taken';
      const moved = standing !== null && standing !== exception.date;
      if (moved) await removeOpeningException(trx, standing);
      await setOpeningException(trx, exception);
      const action = standing === null ? 'lineExceptionAdded' : 'lineExceptionChanged';
      return {
        action,
        subject: exception.date,
        details: { ...detailsOf(exception), ...(moved ? { from: standing } : {}) },
      };
    };
    await change(ctx, set, standing === null ? 'dodano' : 'spremenjeno', {
      refuse: (sentence) => showException(ctx, standing, typed, { dan: sentence }, 409),
      stale: () => showOvertaken(ctx, standing, typed),
    });
  }

  /** What was typed stands, with what holds now; where nothing holds any more it would be a new exception. */
  async function showOvertaken(ctx: WebContext, standing: string | null, typed: Typed): Promise<void> {
    const now = coming(await readOpening(db)).find(({ date }) => date === standing);
    if (now === undefined) {
      const notice = { kind: 'refused', sentence: words.goneForm } as const;
      return showException(ctx, null, { ...typed, znamka: '' }, noProblems, 409, { notice, nowInForce: {} });
    }
    const shown = typedOfException(now);
    const { kinds } = words.exceptions;
    showException(ctx, now.date, { ...typed, znamka: shown.znamka ?? '' }, noProblems, 409, {
      notice: { kind: 'refused', sentence: words.staleForm },
      nowInForce: nowInForce(messages, typed, shown, {
        dan: sayDay,
        vrsta: (kind) => (kind === 'ure' ? kinds.ure : kinds.zaprto),
        ure: asTyped,
        razlog: asTyped,
      }),
    });
  }

  /** In one transaction, on the hours as they are then; what is shown instead gives back what was typed. */
  async function change(
    ctx: WebContext,
    deed: (trx: Knex.Transaction, opening: Opening) => Promise<Outcome>,
    done: keyof typeof words.done,
    instead: { refuse(sentence: string): void | Promise<void>; stale(): void | Promise<void> },
  ): Promise<void> {
    const result = await changeConfiguration(db, async (trx) => {
      const outcome = await deed(trx, await readOpening(trx));
      if (typeof outcome === 'object') await addAuditEntry(trx, { userId: userOf(ctx).id, ...outcome });
      return typeof outcome === 'object' ? 'done' : outcome;
    }).catch((error: unknown) => ({ sentence: refusedChange(messages, error) }));
    if (typeof result === 'object') return instead.refuse(result.sentence);
    if (result === 'done') return seeOther(ctx, `${lineHoursPath}?opravljeno=${done}`);
    if (result === 'taken') return instead.refuse(words.problems.taken);
    await instead.stale();
  }

  function detailsOf({ periods, note }: OpeningException): NonNullable<Deed['details']> {
    return { hours: periods.length === 0 ? words.week.closed : sayEach(periods), note };
  }

  async function showAll(ctx: WebContext, notice: DoneNotice | null, status: number): Promise<void> {
    const [opening, setting] = await Promise.all([readOpening(db), readSetting(db, 'openingHours')]);
    const now = Date.now();
    const today = dateOf(now);
    const holidays = holidaysFrom(setting?.holidaysOf ?? null, today);
    const view = door.state().connected ? door.wallboard() : null;
    const reason = opening.exceptions.find(({ date }) => date === today)?.note ?? nameOn(holidays, today);
    const known = {
      byHours: setting === null ? null : stateAt({ ...setting, ...opening }, now),
      engine: view === null ? null : { line: view.line, refused: (view.configuration?.refused ?? null) !== null },
      reason,
    };
    renderPage(
      ctx,
      room,
      { title: words.title, status },
      <LineHoursPage
        {...frameOf(ctx, room)}
        now={sayLineNow(messages, known, now)}
        weekly={opening.weekly}
        exceptions={coming(opening)}
        holidays={holidays}
        today={today}
        notice={notice}
      />,
    );
  }

  function showWeek(
    ctx: WebContext,
    typed: Typed,
    problems: Problems,
    status: number,
    overtaken: Overtaken | null = null,
  ): void {
    const title = words.week.heading;
    const page = { ...frameOf(ctx, room), typed, problems, overtaken };
    renderPage(ctx, room, { title, status }, <WeekPage {...page} />);
  }

  function showException(
    ctx: WebContext,
    standing: string | null,
    typed: Typed,
    problems: Problems,
    status: number,
    overtaken: Overtaken | null = null,
  ): void {
    const title = standing === null ? words.exceptions.newTitle : words.exceptions.editTitle(sayDay(standing));
    renderPage(
      ctx,
      room,
      { title, status },
      <LineExceptionPage
        {...frameOf(ctx, room)}
        title={title}
        action={standing === null ? addPath : exceptionPath(standing)}
        typed={typed}
        problems={problems}
        overtaken={overtaken}
      />,
    );
  }
}

/** The day that an address names. @throws RequestError when it is none */
function dayIn({ dan }: { readonly dan?: string }): string {
  const day = dayOf({ dan: dan ?? '' }, 'dan');
  if (day === null) throw new RequestError(404);
  return day;
}

/** What is past is history, which nobody changes. */
function coming({ exceptions }: Opening): readonly OpeningException[] {
  const today = dateOf(Date.now());
  return exceptions.filter(({ date }) => date >= today);
}

/** Null: the hours contradict themselves, as only rows that no page wrote do. */
const stateAt = (hours: OpeningHours, now: number) =>
  checkOpeningHours(hours).length === 0 ? lineState(hours, now) : null;

/** Work-free days by law from `today` on, for a year. */
function holidaysFrom(country: 'SI' | null, today: string): readonly PublicHoliday[] | null {
  if (country === null) return null;
  const year = Number(today.slice(0, 4));
  const last = dayAfter(today, 365);
  return [...publicHolidays(country, year), ...publicHolidays(country, year + 1)]
    .filter(({ day }) => day >= today && day <= last)
    .map(({ day, name }) => ({ day, name: name.sl }));
}

const nameOn = (holidays: readonly PublicHoliday[] | null, today: string): string =>
  holidays?.find(({ day }) => day === today)?.name ?? '';
