import Router from 'koa-router';
import type { Instant } from '../../engine/core/ids.ts';
import {
  listOfficeExceptions,
  listOfficeRules,
  type OfficeException,
  type OfficeRule,
  type Scope,
  scopeKey,
} from '../../sql/calendar/office-rules.ts';
import { beginOpeningChange, type ChangeContent, listOpeningChanges } from '../../sql/calendar/opening-change.ts';
import { listUsers } from '../../sql/people/read-user.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { doneNotice } from '../locations/done-notice.ts';
import { counterFor, type ParamContext, placeFor } from '../locations/reach.ts';
import { anyProblem, readTyped } from '../locations/typed.ts';
import { dateOf } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { judgeException, markOf, typedOfException } from './exception-form.ts';
import { changePath, HoursPage } from './hours-page.tsx';
import { mayManageScope, type ScopeView, scopeFor, scopePaths, scopesAbove } from './scope-view.ts';
import { showException } from './show-exception.tsx';

/** Hours of places, counters and everywhere (R3.3): what holds, and where each change of it begins. */
export function hoursRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.openingRules;

  for (const of of ['location', 'counter', 'everywhere'] as const) {
    const path = scopePaths[of];

    router.get(path, allow('seeLocations'), async (ctx) => {
      await showHours(ctx, await scopeFor(ctx, room, of, 'seeLocations'));
    });

    router.post(`${path}/osnutek`, allow('manageLocations'), async (ctx) => {
      const { scope } = await scopeFor(ctx, room, of, 'manageLocations');
      const id = await begin(ctx, scope, { kind: 'rules', rules: await listOfficeRules(db, scope) });
      seeOther(ctx, changePath(id));
    });

    router.get(`${path}/izjema`, allow('manageLocations'), async (ctx) => {
      const view = await scopeFor(ctx, room, of, 'manageLocations');
      showException(ctx, room, view, { ...newException(view), typed: { vrsta: 'zaprto' } });
    });

    router.post(`${path}/izjema`, allow('manageLocations'), async (ctx) => {
      const view = await scopeFor(ctx, room, of, 'manageLocations');
      const typed = readTyped(ctx);
      const { problems, exception } = judgeException(messages, typed, dateOf(Date.now()));
      if (anyProblem(problems))
        return showException(ctx, room, view, { ...newException(view), typed, problems, status: 422 });
      seeOther(ctx, changePath(await begin(ctx, view.scope, { kind: 'addException', exception }), 'predogled'));
    });

    router.get(`${path}/izjeme/:izjema`, allow('manageLocations'), async (ctx) => {
      const view = await scopeFor(ctx, room, of, 'manageLocations');
      const standing = await exceptionFor(ctx, view.scope);
      showException(ctx, room, view, {
        ...editedException(view, standing.id),
        typed: { ...typedOfException(standing), videno: markOf(standing) },
      });
    });

    router.post(`${path}/izjeme/:izjema`, allow('manageLocations'), async (ctx) => {
      const view = await scopeFor(ctx, room, of, 'manageLocations');
      const before = await exceptionFor(ctx, view.scope);
      const typed = readTyped(ctx);
      const today = dateOf(Date.now());
      const { problems, exception } = judgeException(messages, typed, earlierOf(today, before.firstDay));
      const page = editedException(view, before.id);
      if (anyProblem(problems)) return showException(ctx, room, view, { ...page, typed, problems, status: 422 });
      if (typed.videno !== markOf(before)) {
        const notice = { kind: 'refused', sentence: words.exceptions.stale } as const;
        return showException(ctx, room, view, {
          ...page,
          typed: { ...typed, videno: markOf(before) },
          notice,
          status: 409,
        });
      }
      const content = { kind: 'changeException', before, exception } as const;
      seeOther(ctx, changePath(await begin(ctx, view.scope, content), 'predogled'));
    });

    router.post(`${path}/izjeme/:izjema/odstrani`, allow('manageLocations'), async (ctx) => {
      const { scope } = await scopeFor(ctx, room, of, 'manageLocations');
      const exception = await exceptionFor(ctx, scope);
      seeOther(ctx, changePath(await begin(ctx, scope, { kind: 'removeException', exception }), 'predogled'));
    });
  }

  router.post('/lokacije/:id/okenca/:okence/zapri', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const counter = await counterFor(ctx, room, place);
    const scope = { of: 'counter', counterId: counter.id } as const;
    seeOther(ctx, changePath(await begin(ctx, scope, { kind: 'closeCounter' }), 'predogled'));
  });
  return router;

  async function exceptionFor({ params }: ParamContext, of: Scope): Promise<Omit<OfficeException, 'scope'>> {
    const standing = await listOfficeExceptions(db, [of], dateOf(Date.now()));
    const found = standing.find(({ id }) => String(id) === params.izjema);
    if (found === undefined) throw new RequestError(404);
    const { scope: _, ...exception } = found;
    return exception;
  }

  function newException({ name, path }: ScopeView) {
    return { title: words.exceptions.addFor(name), action: `${path}/izjema` };
  }

  function editedException({ name, path }: ScopeView, id: number) {
    return { title: words.exceptions.editFor(name), action: `${path}/izjeme/${id}` };
  }

  function begin(ctx: WebContext, scope: Scope, content: ChangeContent): Promise<number> {
    return beginOpeningChange(db, { scope, content, now: Date.now() as Instant, by: userOf(ctx).id });
  }

  async function showHours(ctx: ParamContext, view: ScopeView): Promise<void> {
    const levels = await scopesAbove(room, view);
    const rules = await Promise.all(levels.map(({ scope }) => listOfficeRules(db, scope)));
    const today = dateOf(Date.now());
    const opening = rules.findIndex((level) => level.some((rule) => opensOn(rule, today)));
    const above = levels[opening];
    const byScope = new Map(levels.map((level) => [scopeKey(level.scope), level]));
    const [exceptions, drafts, history, users] = await Promise.all([
      listOfficeExceptions(
        db,
        levels.map(({ scope }) => scope),
        today,
      ),
      listOpeningChanges(db, { scope: view.scope, state: 'draft', limit: 50 }),
      listOpeningChanges(db, { scope: view.scope, state: 'saved', limit: 20 }),
      listUsers(db),
    ]);
    const names = new Map(users.map(({ id, name }) => [id, name]));
    renderPage(
      ctx,
      room,
      { title: words.title(view.name) },
      <HoursPage
        {...frameOf(ctx, room)}
        view={view}
        rules={rules[0] ?? []}
        inherited={above === undefined || opening < 1 ? null : { view: above, rules: rules[opening] ?? [] }}
        exceptions={exceptions.flatMap((exception) => {
          const of = byScope.get(scopeKey(exception.scope));
          return of === undefined ? [] : [{ exception, view: of }];
        })}
        mayManage={mayManageScope(ctx, view.place)}
        drafts={drafts.filter(({ content }) => content.kind === 'rules')}
        history={history}
        nameOf={(id) => names.get(id) ?? id}
        notice={doneNotice(ctx, words.done)}
      />,
    );
  }
}

const earlierOf = (one: string, other: string): string => (one < other ? one : other);

/** Whether a rule decides on a day, whatever its weekdays: the nearest level with one does (migration 000021). */
const opensOn = ({ kind, validFrom, validUntil }: OfficeRule, day: string): boolean =>
  kind === 'open' && (validFrom ?? day) <= day && day <= (validUntil ?? day);
