import { createHash } from 'node:crypto';
import Router from 'koa-router';
import { instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listOfficeRules, type Scope } from '../../sql/calendar/office-rules.ts';
import { previewChange } from '../../sql/calendar/preview-change.ts';
import { listUsers } from '../../sql/people/read-user.ts';
import { type Location, listLocations } from '../../sql/places/list-locations.ts';
import { movePlace, putBelow } from '../../sql/places/move-place.ts';
import { listPlaces, type Place } from '../../sql/places/place.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { may } from '../may.ts';
import { counterNames } from '../opening/scope-view.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { queryText, seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { placePath } from './locations-page.tsx';
import { changesOfRights, placesAbove } from './move-consequences.ts';
import { type Inherited, MovePlacePage, type MovePreview } from './move-place-page.tsx';
import { type ParamContext, placeFor, subtreeOf } from './reach.ts';
import { lineOf, readTyped, versionOf } from './typed.ts';

/** A place goes under another one, with what follows from it shown before (R3.1, R3.3, R3.4). */
export function moveRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.movePlace;

  router.get('/lokacije/:id/prestavi', allow('manageLocations'), async (ctx) => {
    const place = await movable(ctx);
    await show(ctx, place, queryText(ctx, 'pod'), null, 200);
  });

  router.post('/lokacije/:id/prestavi', allow('manageLocations'), async (ctx) => {
    const place = await movable(ctx);
    const typed = readTyped(ctx);
    const parentId = lineOf(typed, 'pod');
    const tree = await listLocations(db);
    if (!(await targetsOf(ctx, tree, place)).some(({ id }) => id === parentId))
      return show(ctx, place, '', words.notPossible, 422);
    const version = versionOf(typed);
    const preview = await look(tree, place, parentId);
    // What somebody agreed to is what they saw.
    if (place.version !== version || preview.seen !== typed.videno)
      return show(ctx, place, parentId, words.changedMeanwhile, 409);
    const { id } = userOf(ctx);
    const moved = await db.transaction(async (trx) => {
      if (!(await movePlace(trx, { id: place.id, parentId, version }))) return false;
      const details = {
        fromParent: place.parentId,
        toParent: parentId,
        slotsMore: preview.change.slotsMore,
        slotsFewer: preview.change.slotsFewer,
        visitsHit: preview.change.visitsHit.length,
      };
      await addAuditEntry(trx, { userId: id, action: 'locationMoved', subject: place.id, details });
      return true;
    });
    if (!moved) return show(ctx, place, parentId, words.changedMeanwhile, 409);
    const next = preview.change.visitsHit.length > 0 ? 'premik' : null;
    seeOther(ctx, next === null ? `${placePath(place.id)}?opravljeno=prestavljena` : placePath(place.id, next));
  });
  return router;

  /** Whoever takes a place away from its parent has a right there, and at the place itself. */
  async function movable(ctx: ParamContext): Promise<Place> {
    const place = await placeFor(ctx, room, 'manageLocations');
    const above = place.parentId;
    const mayTake = above === null ? may(userOf(ctx), 'manageEverywhere') : may(userOf(ctx), 'manageLocations', above);
    if (!mayTake) throw new RequestError(403);
    return place;
  }

  /** Never below itself, never below what is closed, and never where somebody has no right. */
  async function targetsOf(ctx: WebContext, tree: readonly Location[], place: Place): Promise<readonly Location[]> {
    const closed = (await listPlaces(db)).flatMap((one) => (one.closed ? [one.id] : []));
    const never = new Set<string>([...subtreeOf(tree, place.id), ...closed]);
    return tree.filter(({ id }) => !never.has(id) && id !== place.parentId && may(userOf(ctx), 'manageLocations', id));
  }

  async function look(tree: readonly Location[], place: Place, parentId: string): Promise<MovePreview> {
    const now = instant(Date.now());
    const scope = { of: 'location', locationId: place.id } as const;
    const [before, after] = [placesAbove(tree, place.parentId), placesAbove(tree, parentId)];
    const rights = changesOfRights(await listUsers(db), { placeId: place.id, before, after });
    const own = await listOfficeRules(db, scope);
    const change = await previewChange(db, { now, scope }, (trx) =>
      putBelow(trx, { id: place.id, parentId, version: place.version }),
    );
    const hours = own.some(({ kind }) => kind === 'open')
      ? null
      : { before: await inheritedFrom(tree, before), after: await inheritedFrom(tree, after) };
    const { days, visitsHit } = change;
    const seen = [place.version, rights, hours, days, visitsHit.map(({ appointmentId }) => appointmentId)];
    return {
      parentId,
      parentName: nameIn(tree, parentId),
      ...rights,
      hours,
      change,
      seen: createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22),
    };
  }

  /** The nearest place above with opening hours; in the end those of everywhere. */
  async function inheritedFrom(tree: readonly Location[], above: readonly string[]): Promise<Inherited> {
    const scopes: readonly { readonly scope: Scope; readonly name: string }[] = [
      ...above.map((locationId) => ({
        scope: { of: 'location', locationId } as const,
        name: nameIn(tree, locationId),
      })),
      { scope: { of: 'everywhere' }, name: messages.openingRules.everywhere },
    ];
    for (const { scope, name } of scopes) {
      const rules = await listOfficeRules(db, scope);
      if (rules.some(({ kind }) => kind === 'open')) return { name, rules };
    }
    return null;
  }

  async function show(
    ctx: WebContext,
    place: Place,
    parentId: string,
    refused: string | null,
    status: number,
  ): Promise<void> {
    const tree = await listLocations(db);
    const targets = await targetsOf(ctx, tree, place);
    const chosen = targets.some(({ id }) => id === parentId) ? parentId : null;
    renderPage(
      ctx,
      room,
      { title: words.title(place.name), status },
      <MovePlacePage
        {...frameOf(ctx, room)}
        place={place}
        parentName={place.parentId === null ? null : nameIn(tree, place.parentId)}
        targets={targets}
        preview={chosen === null ? null : await look(tree, place, chosen)}
        nameOf={(id) => nameIn(tree, id)}
        counterNames={await counterNames(room)}
        notice={refused === null ? null : { kind: 'refused', sentence: refused }}
      />,
    );
  }
}

const nameIn = (tree: readonly Location[], id: string): string => tree.find((one) => one.id === id)?.name ?? id;
