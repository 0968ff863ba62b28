import Router from 'koa-router';
import { z } from 'zod';
import type { Instant } from '../../../engine/core/ids.ts';
import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import type { Conflict } from '../../../sql/calendar/hold.ts';
import { holdSlots } from '../../../sql/calendar/hold-slots.ts';
import { readAppointment } from '../../../sql/calendar/read-appointment.ts';
import { readSlotPlaces } from '../../../sql/calendar/read-slot-places.ts';
import type { AppointmentId, ServiceId, Slot } from '../../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { may } from '../../may.ts';
import { alternativesFor } from '../../portal/alternatives.ts';
import { holdUnderName, type NamedHold } from '../../portal/hold-under-name.ts';
import { readSlots } from '../../portal/slot-choices.ts';
import { isSubmission, newSubmission } from '../../portal/submission.ts';
import { frameOf, renderPage } from '../../render.tsx';
import { RequestError } from '../../request-error.ts';
import { queryText, readForm, seeOther } from '../../routes/forms.ts';
import { allow, userOf } from '../../routes/guard.ts';
import { type DeskCall, readDeskCall } from '../desk-call.ts';
import { actorAt, channelAt } from '../desk-channel.ts';
import { type FinderQuery, readFinder } from '../finder.ts';
import { FinderPage } from '../pages/finder-page.tsx';
import type { LostTime } from '../pages/finder-times.tsx';
import { submissionKey } from '../submission-key.ts';
import { whyForStaff } from '../why-words.ts';

const texts = z.union([
  z
    .string()
    .max(100)
    .transform((text) => [text]),
  z.array(z.string().max(100)).max(10),
]);
const chosen = z.object({
  storitev: z.string().min(1).max(100),
  skupaj: texts.default([]),
  lokacija: z.string().max(100).default(''),
  oddaja: z.string().max(30).default(''),
  klic: z.string().max(100).default(''),
  termin: z.string().max(600),
});

/** Finding a time and holding it, for agents and staff of units (R3.5, R3.6, R3.9). */
export function findRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();

  router.get('/termini', allow('bookVisits'), async (ctx) => {
    const asked = queryText(ctx, 'prestavi');
    const moving = asked === '' ? null : await movableVisit(ctx, room, asked);
    await showFinder(ctx, room, { query: ctx.query, moving, lost: null, status: 200 });
  });

  router.post('/termini', allow('bookVisits'), async (ctx) => {
    const form = readForm(ctx, chosen);
    const slots = readSlots(form.termin);
    if (slots === null) throw new RequestError(400);
    const services = [form.storitev, ...form.skupaj] as ServiceId[];
    const call = await readDeskCall(room, userOf(ctx), form.klic);
    const name = isSubmission(form.oddaja) ? form.oddaja : newSubmission();
    const { submission, outcome } = await holdAtDesk(ctx, room, { name, services, slots, call });
    switch (outcome.outcome) {
      case 'held':
      case 'confirmed':
        return seeOther(ctx, `/termini/${submission}`);
      case 'unknownService':
        throw new RequestError(404);
      case 'tooMany':
      case 'tooOld':
        throw new RequestError(409);
      case 'conflict': {
        const { storitev, skupaj, lokacija, klic } = form;
        const query = { storitev, skupaj, lokacija, klic, oddaja: submission, obiskov: String(slots.length) };
        const lost = await lostTime(ctx, room, outcome, { services, slots, locationId: lokacija });
        return showFinder(ctx, room, { query, moving: null, lost, status: 409 });
      }
    }
  });
  return router;
}

/** Holds slots in the name of who is signed in, under the name that a form carries or one that follows it. */
export async function holdAtDesk(
  ctx: WebContext,
  room: Room,
  held: {
    readonly name: string;
    readonly services: readonly ServiceId[];
    readonly slots: readonly Slot[];
    readonly call: Pick<DeskCall, 'callId'> | null;
  },
): Promise<NamedHold> {
  const user = userOf(ctx);
  const { name, services, slots, call } = held;
  const places = await readSlotPlaces(room.db, slots, services);
  const [first] = places;
  if (first === undefined || places.length < slots.length) throw new RequestError(404);
  // One place decides which share may be used; the page offers several visits at one place only.
  if (places.some(({ locationId }) => locationId !== first.locationId)) throw new RequestError(400);
  const keyOf = (submission: string): string => submissionKey(room, user, submission);
  return holdUnderName(room.db, keyOf, { name, slots }, (submission) =>
    holdSlots(
      room.db,
      { now: Date.now() as Instant, actor: actorAt(user, first.locationId, call?.callId ?? null) },
      { key: keyOf(submission), services, slots, language: 'sl' },
    ),
  );
}

/** Why a time is lost, and the nearest that can be had by the same person. */
export async function lostTime(
  ctx: WebContext,
  room: Room,
  conflict: Conflict,
  {
    services,
    slots,
    locationId,
  }: { readonly services: readonly ServiceId[]; readonly slots: readonly Slot[]; readonly locationId: string },
): Promise<LostTime> {
  const now = Date.now() as Instant;
  const [service, ...others] = services;
  if (service === undefined) throw new RequestError(400);
  const near = conflict.slot?.startsAt ?? slots[0]?.startsAt ?? now;
  const alternatives = await alternativesFor(
    room.db,
    {
      services: [service, ...others],
      visits: slots.length,
      near,
      locationId: locationId === '' ? null : locationId,
      found: conflict.alternatives,
      channel: channelAt(userOf(ctx), locationId),
    },
    now,
  );
  return { why: whyForStaff(room.messages, conflict.why), alternatives };
}

/** A visit of a place of whoever is signed in, which may still be moved. */
export async function movableVisit(ctx: WebContext, room: Room, asked: string): Promise<AppointmentView> {
  const visit = await visitOf(ctx, room, asked);
  if (visit.state !== 'booked') throw new RequestError(409);
  return visit;
}

/** A visit of somebody else's place is not there, whatever its address. */
export async function visitOf(ctx: WebContext, { db }: Room, asked: string): Promise<AppointmentView> {
  const id = /^\d{1,12}$/.test(asked) ? (Number(asked) as AppointmentId) : null;
  const visit = id === null ? null : await readAppointment(db, id);
  if (visit === null || !may(userOf(ctx), 'handleVisits', visit.locationId)) throw new RequestError(404);
  return visit;
}

export async function showFinder(
  ctx: WebContext,
  room: Room,
  shown: {
    readonly query: FinderQuery;
    readonly moving: AppointmentView | null;
    readonly lost: LostTime | null;
    readonly status: number;
  },
): Promise<void> {
  const { query, moving, lost, status } = shown;
  const { desk } = room.messages;
  const user = userOf(ctx);
  const asked = typeof query.oddaja === 'string' ? query.oddaja : '';
  const call = await readDeskCall(room, user, typeof query.klic === 'string' ? query.klic : '');
  renderPage(
    ctx,
    room,
    { title: moving === null ? desk.title : desk.moveTitle, status, script: 'desk.js' },
    <FinderPage
      {...frameOf(ctx, room)}
      finder={await readFinder(room, user, query, moving)}
      query={query}
      submission={isSubmission(asked) ? asked : newSubmission()}
      call={call}
      moving={moving}
      lost={lost}
    />,
  );
}
