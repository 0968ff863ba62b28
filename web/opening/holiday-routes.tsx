import Router from 'koa-router';
import type { Instant } from '../../engine/core/ids.ts';
import { listHolidays } from '../../sql/calendar/holidays.ts';
import { beginOpeningChange, type ChangeContent } from '../../sql/calendar/opening-change.ts';
import { languages, type Texts } from '../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { anyProblem, dayOf, lineOf, noProblems, type Problems, readTyped, type Typed } from '../locations/typed.ts';
import { may } from '../may.ts';
import { dayAfter } from '../present/citizen-time.ts';
import { dateOf } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { HolidaysPage, nameField } from './holidays-page.tsx';
import { changePath } from './hours-page.tsx';

/** Work-free days (R3.3): everybody who keeps places sees them, whoever keeps all of them adds to them. */
export function holidayRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.openingRules.holidays;

  router.get('/prazniki', allow('seeLocations'), (ctx) => show(ctx, {}, noProblems, 200));

  router.post('/prazniki', allow('manageEverywhere'), async (ctx) => {
    const typed = readTyped(ctx);
    const day = dayOf(typed, 'dan');
    const name = nameOf(typed);
    const problems: Record<string, string> = {};
    if (day === null || day < dateOf(Date.now())) problems.dan = words.problems.day;
    else if ((await listHolidays(db, day, day)).length > 0) problems.dan = words.problems.taken;
    for (const language of languages) {
      const text = lineOf(typed, nameField(language));
      if (text.length > 100 || (language === 'sl' && text === '')) problems[nameField(language)] = words.problems.name;
    }
    if (day === null || anyProblem(problems)) return show(ctx, typed, problems, 422);
    await begin(ctx, { kind: 'addHoliday', day, name });
  });

  router.post('/prazniki/:dan/odstrani', allow('manageEverywhere'), async (ctx) => {
    const day = dayOf({ dan: String(ctx.params.dan) }, 'dan');
    const [holiday] = day === null ? [] : await listHolidays(db, day, day);
    if (day === null || holiday === undefined || holiday.source !== 'manual') throw new RequestError(404);
    await begin(ctx, { kind: 'removeHoliday', day, name: holiday.name });
  });
  return router;

  async function begin(ctx: WebContext, content: ChangeContent): Promise<void> {
    const by = userOf(ctx).id;
    const now = Date.now() as Instant;
    const id = await beginOpeningChange(db, { scope: { of: 'everywhere' }, content, now, by });
    seeOther(ctx, changePath(id, 'predogled'));
  }

  async function show(ctx: WebContext, typed: Typed, problems: Problems, status: number): Promise<void> {
    const today = dateOf(Date.now());
    renderPage(
      ctx,
      room,
      { title: words.title, status },
      <HolidaysPage
        {...frameOf(ctx, room)}
        holidays={await listHolidays(db, today, dayAfter(today, 730))}
        mayManage={may(userOf(ctx), 'manageEverywhere')}
        typed={typed}
        problems={problems}
      />,
    );
  }
}

function nameOf(typed: Typed): Texts {
  const others = languages.flatMap((language) => {
    const text = lineOf(typed, nameField(language));
    return text === '' ? [] : [[language, text]];
  });
  return { ...Object.fromEntries(others), sl: lineOf(typed, nameField('sl')) };
}
