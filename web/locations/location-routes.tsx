import Router from 'koa-router';
import type { Instant, LocationId } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listCounters } from '../../sql/calendar/counters.ts';
import { listVisitsToMove } from '../../sql/calendar/evacuation-progress.ts';
import { listOfficeRules } from '../../sql/calendar/office-rules.ts';
import { listServices } from '../../sql/calendar/services.ts';
import { addPlace, changePlace } from '../../sql/places/change-place.ts';
import { type Location, listLocations } from '../../sql/places/list-locations.ts';
import { listPlaces, type Place, readPlace } from '../../sql/places/place.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { may } from '../may.ts';
import type { Messages } from '../messages/sl.ts';
import { scopePaths } from '../opening/scope-view.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { changedFields } from './changed-fields.ts';
import { type DoneNotice, doneNotice } from './done-notice.ts';
import { LocationsPage, placePath } from './locations-page.tsx';
import { judgePlace, newIdOf, servedLanguages, typedOfNewPlace, typedOfPlace } from './place-form.ts';
import { PlaceFormPage } from './place-form-page.tsx';
import { PlacePage } from './place-page.tsx';
import { placeFor, reachOf, subtreeOf } from './reach.ts';
import { anyProblem, noProblems, type Problems, readTyped, type Typed, versionOf } from './typed.ts';

/** The tree of places, and the data of each (R3.1, R3.3). */
export function locationRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const { locations } = messages;

  router.get('/lokacije', allow('seeLocations'), async (ctx) => {
    const [tree, places] = await Promise.all([reachOf(ctx, room, 'seeLocations'), listPlaces(db)]);
    const byId = new Map<string, Place>(places.map((place) => [place.id, place]));
    renderPage(
      ctx,
      room,
      { title: locations.title },
      <LocationsPage
        {...frameOf(ctx, room)}
        tree={tree}
        places={byId}
        mayAddUnit={may(userOf(ctx), 'manageEverywhere')}
        links={linksFor(ctx)}
        notice={doneNotice(ctx, locations.done)}
      />,
    );
  });

  router.get('/lokacije/:id', allow('seeLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'seeLocations');
    const mayManage = may(userOf(ctx), 'manageLocations', place.id);
    const [tree, counters, services, rules] = await Promise.all([
      listLocations(db),
      listCounters(db, { locationIds: [place.id], closed: true }),
      listServices(db, { retired: true }),
      listOfficeRules(db, { of: 'location', locationId: place.id }),
    ]);
    renderPage(
      ctx,
      room,
      { title: place.name },
      <PlacePage
        {...frameOf(ctx, room)}
        place={place}
        below={tree.filter(({ parentId }) => parentId === place.id)}
        counters={counters}
        services={services}
        rules={rules}
        mayManage={mayManage}
        toMove={mayManage ? await countToMove(tree, place) : 0}
        notice={doneNotice(ctx, locations.done)}
      />,
    );
  });

  router.get('/lokacije/:id/uredi', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    showForm(ctx, room, { place, parent: null, typed: typedOfPlace(place) });
  });

  router.post('/lokacije/:id/uredi', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const typed = readTyped(ctx);
    const judged = judgePlace(messages, typed, place);
    const problems = { ...judged.problems };
    if (judged.place.closed && !place.closed && !(await isEmptyPlace(room, place.id)))
      Object.assign(problems, { opustitev: locations.problems.notEmpty });
    if (anyProblem(problems)) return showForm(ctx, room, { place, parent: null, typed, problems, status: 422 });
    const outcome = await db.transaction(async (trx) => {
      const changed = await changePlace(trx, judged.place, versionOf(typed));
      if (changed === 'changed') {
        const details = changedFields(typedOfPlace(place), typed);
        const audit = { userId: userOf(ctx).id, action: 'locationChanged', subject: place.id, details };
        await addAuditEntry(trx, audit);
      }
      return changed;
    });
    if (outcome === 'unknown') throw new RequestError(404);
    if (outcome === 'changed') return seeOther(ctx, `${placePath(place.id)}?opravljeno=shranjeno`);
    const now = (await readPlace(db, place.id)) ?? place;
    showForm(ctx, room, {
      place: now,
      parent: null,
      typed: { ...typed, razlicica: String(now.version) },
      notice: { kind: 'refused', sentence: locations.stale },
      nowInForce: differences(messages, typed, now),
      status: 409,
    });
  });

  router.get('/lokacije/:id/dodaj', allow('manageLocations'), async (ctx) => {
    const parent = await placeFor(ctx, room, 'manageLocations');
    showForm(ctx, room, { place: null, parent, typed: typedOfNewPlace(parent) });
  });
  router.post('/lokacije/:id/dodaj', allow('manageLocations'), async (ctx) =>
    add(ctx, await placeFor(ctx, room, 'manageLocations')),
  );
  router.get('/nova-enota', allow('manageEverywhere'), (ctx) =>
    showForm(ctx, room, { place: null, parent: null, typed: typedOfNewPlace(null) }),
  );
  router.post('/nova-enota', allow('manageEverywhere'), (ctx) => add(ctx, null));
  return router;

  async function countToMove(tree: readonly Location[], { id }: Place): Promise<number> {
    const locationIds = subtreeOf(tree, id);
    return (await listVisitsToMove(db, { locationIds, now: Date.now() as Instant })).length;
  }

  function linksFor(ctx: WebContext): readonly { readonly href: string; readonly label: string }[] {
    const { openingRules } = messages;
    const whyNot = { href: '/zakaj-ni-prosto', label: messages.whyNot.title };
    const holidays = { href: '/prazniki', label: openingRules.holidays.title };
    const everywhere = { href: scopePaths.everywhere, label: openingRules.everywhereLink };
    const moves = { href: '/premiki', label: messages.evacuation.title };
    return may(userOf(ctx), 'manageEverywhere') ? [moves, whyNot, holidays, everywhere] : [moves, whyNot, holidays];
  }

  async function add(ctx: WebContext, parent: Place | null): Promise<void> {
    const typed = readTyped(ctx);
    const kind = parent === null ? 'ue' : 'krajevniUrad';
    const taken = (await listLocations(db)).map(({ id }) => id);
    const id = newIdOf(typed.naziv ?? '', taken);
    const { problems, place } = judgePlace(messages, typed, { id, parentId: parent?.id ?? null, kind });
    if (anyProblem(problems)) return showForm(ctx, room, { place: null, parent, typed, problems, status: 422 });
    const added = await db.transaction(async (trx) => {
      if (!(await addPlace(trx, place))) return false;
      const details = { parent: parent?.id ?? null, name: place.name };
      await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'locationAdded', subject: id, details });
      return true;
    });
    // Somebody took the same id in the same moment; the next try finds another.
    if (!added) throw new RequestError(409);
    seeOther(ctx, `${placePath(id)}?opravljeno=dodano`);
  }
}

async function isEmptyPlace({ db }: Room, id: LocationId): Promise<boolean> {
  const [counters, places] = await Promise.all([listCounters(db, { locationIds: [id] }), listPlaces(db)]);
  return counters.length === 0 && places.every(({ parentId, closed }) => parentId !== id || closed);
}

/** What stands now, for each field where it is not what was typed. */
function differences({ locations }: Messages, typed: Typed, now: Place): Readonly<Record<string, string>> {
  const shown = typedOfPlace(now);
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(shown)) {
    if (name === 'razlicica' || name.startsWith('jezik-') || (typed[name] ?? '') === value) continue;
    if (name === 'zaprta') found[name] = locations.staleTick(now.closed);
    else if (name === 'obvescanje') found[name] = locations.staleField(locations.notifyWays[now.notifyWhen]);
    else found[name] = locations.staleField(value);
  }
  if (servedLanguages.some((one) => (typed[`jezik-${one}`] === 'da') !== now.languages.includes(one))) {
    const served = servedLanguages.filter((one) => now.languages.includes(one));
    found.jeziki = locations.staleField(served.map((one) => locations.servedLanguages[one]).join(', '));
  }
  return found;
}

function showForm(
  ctx: WebContext,
  room: Room,
  shown: {
    readonly place: Place | null;
    readonly parent: Place | null;
    readonly typed: Typed;
    readonly problems?: Problems;
    readonly notice?: DoneNotice;
    readonly nowInForce?: Readonly<Record<string, string>>;
    readonly status?: number;
  },
): void {
  const { locations } = room.messages;
  const { place, parent, typed, status = 200 } = shown;
  const around = place ?? parent;
  const title =
    place !== null
      ? locations.editOf(place.name)
      : parent !== null
        ? locations.addBelowOf(parent.name)
        : locations.newUnit;
  const action =
    place !== null ? placePath(place.id, 'uredi') : parent !== null ? placePath(parent.id, 'dodaj') : '/nova-enota';
  renderPage(
    ctx,
    room,
    { title, status },
    <PlaceFormPage
      {...frameOf(ctx, room)}
      title={title}
      action={action}
      back={
        around === null
          ? { href: '/lokacije', label: locations.all }
          : { href: placePath(around.id), label: locations.back(around.name) }
      }
      place={place}
      isTop={place === null ? parent === null : place.parentId === null}
      typed={typed}
      problems={shown.problems ?? noProblems}
      notice={shown.notice ?? null}
      nowInForce={shown.nowInForce ?? {}}
    />,
  );
}
