import Router from 'koa-router';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { addCounter, type Counter, changeCounter, closeCounter, listCounters } from '../../sql/calendar/counters.ts';
import { listServiceCategories, listServices, type Service } from '../../sql/calendar/services.ts';
import type { Place } from '../../sql/places/place.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { frameOf, renderPage } from '../render.tsx';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { changedFields } from './changed-fields.ts';
import { judgeCounter, typedOfCounter, typedOfNewCounter } from './counter-form.ts';
import { CounterFormPage } from './counter-form-page.tsx';
import type { DoneNotice } from './done-notice.ts';
import { placePath } from './locations-page.tsx';
import { counterFor, placeFor } from './reach.ts';
import { anyProblem, noProblems, type Problems, readTyped, type Typed, versionOf } from './typed.ts';

/** Counters of a place and what is done at each (R3.2). */
export function counterRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const { locations } = messages;

  router.get('/lokacije/:id/okenca/novo', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const counters = await listCounters(db, { locationIds: [place.id], closed: true });
    await show(ctx, place, null, { typed: typedOfNewCounter(counters) });
  });

  router.post('/lokacije/:id/okenca/novo', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const typed = readTyped(ctx);
    const { problems, counter } = await judge(place, null, typed);
    if (anyProblem(problems)) return show(ctx, place, null, { typed, problems, status: 422 });
    const added = await unlessNameTaken(() =>
      db.transaction(async (trx) => {
        const id = await addCounter(trx, counter);
        const details = { location: place.id, name: counter.name, services: counter.serviceIds.length };
        await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'counterAdded', subject: String(id), details });
        return true;
      }),
    );
    if (added === null) return show(ctx, place, null, { typed, problems: nameTaken(), status: 422 });
    seeOther(ctx, `${placePath(place.id)}?opravljeno=okence`);
  });

  router.get('/lokacije/:id/okenca/:okence', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const counter = await counterFor(ctx, room, place);
    await show(ctx, place, counter, { typed: typedOfCounter(counter) });
  });

  router.post('/lokacije/:id/okenca/:okence', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const counter = await counterFor(ctx, room, place);
    const typed = readTyped(ctx);
    const judged = await judge(place, counter, typed);
    if (anyProblem(judged.problems))
      return show(ctx, place, counter, { typed, problems: judged.problems, status: 422 });
    const changed = await unlessNameTaken(() =>
      db.transaction(async (trx) => {
        if (!(await changeCounter(trx, counter.id, judged.counter, versionOf(typed)))) return false;
        const details = changedFields(typedOfCounter(counter), typed);
        const subject = String(counter.id);
        await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'counterChanged', subject, details });
        return true;
      }),
    );
    if (changed === null) return show(ctx, place, counter, { typed, problems: nameTaken(), status: 422 });
    if (changed) return seeOther(ctx, `${placePath(place.id)}?opravljeno=shranjeno`);
    const now = await counterFor(ctx, room, place);
    await show(ctx, place, now, {
      typed: { ...typed, razlicica: String(now.version) },
      notice: { kind: 'refused', sentence: await staleSentence(typed, now) },
      status: 409,
    });
  });

  router.post('/lokacije/:id/okenca/:okence/odpri', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const counter = await counterFor(ctx, room, place);
    // Open already is open.
    if (counter.closed) {
      await db.transaction(async (trx) => {
        await closeCounter(trx, counter.id, false);
        const subject = String(counter.id);
        await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'counterReopened', subject });
      });
    }
    seeOther(ctx, `${placePath(place.id)}?opravljeno=odprto`);
  });
  return router;

  function nameTaken(): Problems {
    return { ime: locations.counter.problems.nameTaken };
  }

  async function judge(place: Place, counter: Counter | null, typed: Typed) {
    const [services, counters] = await Promise.all([
      listServices(db),
      listCounters(db, { locationIds: [place.id], closed: true }),
    ]);
    const others = counters.filter(({ id }) => id !== counter?.id);
    return judgeCounter(messages, typed, { locationId: place.id, services, others });
  }

  /** Which of its data stand otherwise now; ticks are told by their services' names. */
  async function staleSentence(typed: Typed, now: Counter): Promise<string> {
    const shown = typedOfCounter(now);
    const words = locations.counter;
    const fields = { ime: words.name, mesto: words.position, soba: words.floorNote } as const;
    const texts = Object.entries(fields).flatMap(([name, label]) =>
      (typed[name] ?? '') === (shown[name] ?? '') ? [] : [`${label}: ${shown[name] ?? ''}`],
    );
    const names = new Map<string, string>((await listServices(db)).map(({ id, name }) => [id, name.sl]));
    return words.stale([...texts, `${words.services}: ${now.serviceIds.map((id) => names.get(id) ?? id).join(', ')}`]);
  }

  async function show(
    ctx: WebContext,
    place: Place,
    counter: Counter | null,
    shown: { typed: Typed; problems?: Problems; notice?: DoneNotice; status?: number },
  ): Promise<void> {
    const [services, categories] = await Promise.all([listServices(db), listServiceCategories(db)]);
    const words = locations.counter;
    const title = counter === null ? words.addTo(place.name) : words.editOf(counter.name, place.name);
    renderPage(
      ctx,
      room,
      { title, status: shown.status ?? 200 },
      <CounterFormPage
        {...frameOf(ctx, room)}
        title={title}
        place={place}
        counter={counter}
        services={withoutRetired(services)}
        categories={categories}
        typed={shown.typed}
        problems={shown.problems ?? noProblems}
        notice={shown.notice ?? null}
      />,
    );
  }
}

const withoutRetired = (services: readonly Service[]): readonly Service[] => services.filter(({ retired }) => !retired);

/** Null: a counter of this name was added in the same moment. */
async function unlessNameTaken<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'counter_name_once') return null;
    throw error;
  }
}
