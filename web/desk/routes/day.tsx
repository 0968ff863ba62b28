import Router from 'koa-router';
import { z } from 'zod';
import type { Instant } from '../../../engine/core/ids.ts';
import { addAuditEntry } from '../../../sql/audit/add-audit-entry.ts';
import { listAuditEntries } from '../../../sql/audit/list-audit-entries.ts';
import { listCounters } from '../../../sql/calendar/counters.ts';
import { listVisits } from '../../../sql/calendar/list-visits.ts';
import { type Mark, type MarkOutcome, markVisit, undoMark } from '../../../sql/calendar/mark-visit.ts';
import { readAppointment } from '../../../sql/calendar/read-appointment.ts';
import type { AppointmentId } from '../../../sql/calendar/words.ts';
import { listPlaces, type Place } from '../../../sql/places/place.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { may, placesOf } from '../../may.ts';
import { isDay } from '../../portal/month.ts';
import { dateOf } from '../../present/time.ts';
import { frameOf, renderPage } from '../../render.tsx';
import { RequestError } from '../../request-error.ts';
import { answerIsland, fromIsland, queryText, readForm, seeOther } from '../../routes/forms.ts';
import { allow, userOf } from '../../routes/guard.ts';
import { DayPage, type DayPageProps } from '../pages/day-page.tsx';

/** Words of the form, and what they mean. */
const deeds = { prihod: 'arrived', opravljeno: 'served', niprihoda: 'noShow' } as const satisfies Record<string, Mark>;
const markForm = z.object({
  dejanje: z.enum(['prihod', 'opravljeno', 'niprihoda', 'razveljavi']),
  okence: z.string().max(12).default(''),
});

/** A page that is open all day is read again and again; once in this time is written down. */
const auditEveryMs = 15 * 60_000;

type MarkContext = WebContext & { readonly params: { readonly id?: string } };
type Asked = { readonly place: Place | null; readonly counterId: number | null; readonly day: string };

/** The day of a counter or place: who comes, who came (R3.10). */
export function dayRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.deskVisits.day;

  router.get('/danes', allow('markVisits'), async (ctx) => {
    const what = queryText(ctx, 'ni');
    const sentence = what === 'zgodaj' ? words.tooEarly : what === 'stanje' ? words.refused : null;
    await show(ctx, sentence === null ? null : { kind: 'refused', sentence });
  });

  router.get('/danes/dogodki', allow('markVisits'), async (ctx) => {
    const { place } = await askedFor(ctx);
    if (place === null) throw new RequestError(404);
    const counters = await listCounters(db, { locationIds: [place.id], closed: true });
    const own = new Set(counters.map(({ id }) => id));
    let count = 0;
    room.streams.open<{ readonly count: number }>(ctx, {
      read: () => ({ count }),
      watch: (changed) =>
        room.visitChanges.watch((change) => {
          if (change !== null && !change.counterIds.some((id) => own.has(id))) return;
          count += 1;
          changed();
        }),
      everyMs: 500,
    });
  });

  router.post('/danes/:id', allow('markVisits'), async (ctx: MarkContext) => {
    const { dejanje, okence } = readForm(ctx, markForm);
    const user = userOf(ctx);
    const id = /^\d{1,12}$/.test(ctx.params.id ?? '') ? (Number(ctx.params.id) as AppointmentId) : null;
    const visit = id === null ? null : await readAppointment(db, id);
    if (visit === null || !may(user, 'markVisits', visit.locationId)) throw new RequestError(404);
    const now = Date.now() as Instant;
    const day = dateOf(visit.startsAt);
    const query = new URLSearchParams({ lokacija: visit.locationId, dan: day });
    if (/^\d+$/.test(okence)) query.set('okence', okence);
    const back = (problem: string | null): string => {
      if (problem !== null) query.set('ni', problem);
      return `/danes?${query}#obisk-${visit.appointmentId}`;
    };
    const tooEarly = day > dateOf(now);
    const actor = { channel: 'clerk', userId: user.id, callId: null } as const;
    const deed = { now, actor, announce: room.announce };
    const outcome: MarkOutcome = tooEarly
      ? { outcome: 'refused', state: visit.state }
      : dejanje === 'razveljavi'
        ? await undoMark(db, deed, visit.appointmentId)
        : await markVisit(db, deed, visit.appointmentId, deeds[dejanje]);
    const done = outcome.outcome === 'marked';
    if (fromIsland(ctx)) {
      const name = visit.visitor?.name ?? messages.deskVisits.search.erased;
      const sentence = done
        ? words.marked(name, messages.deskVisits.states[outcome.state])
        : tooEarly
          ? words.tooEarly
          : words.refused;
      return answerIsland(ctx, done, sentence);
    }
    seeOther(ctx, back(done ? null : tooEarly ? 'zgodaj' : 'stanje'));
  });
  return router;

  /** Of one's own places the asked one, or the first; null: there is none. */
  async function askedFor(ctx: WebContext): Promise<Asked & { readonly places: readonly Place[] }> {
    const own = placesOf(userOf(ctx), 'markVisits');
    const all = await listPlaces(db);
    const places = all.filter(({ id, closed, counters }) => !closed && counters > 0 && (own?.includes(id) ?? true));
    const asked = queryText(ctx, 'lokacija');
    const place = asked === '' ? places[0] : places.find(({ id }) => id === asked);
    if (asked !== '' && place === undefined) throw new RequestError(404);
    const day = queryText(ctx, 'dan');
    const okence = queryText(ctx, 'okence');
    return {
      places,
      place: place ?? null,
      counterId: /^\d{1,9}$/.test(okence) ? Number(okence) : null,
      day: isDay(day) ? day : dateOf(Date.now()),
    };
  }

  async function show(ctx: WebContext, notice: DayPageProps['notice']): Promise<void> {
    const { places, place, counterId, day } = await askedFor(ctx);
    const counters = place === null ? [] : await listCounters(db, { locationIds: [place.id] });
    const counter = counters.find(({ id }) => id === counterId) ?? null;
    const visits =
      place === null
        ? []
        : await listVisits(db, {
            locationIds: [place.id],
            counterId: counter?.id ?? null,
            firstDay: day,
            lastDay: day,
          });
    if (place !== null && visits.length > 0) await writeDown(userOf(ctx).id, `${place.id} ${day}`);
    renderPage(
      ctx,
      room,
      { title: words.title, script: 'desk.js', refreshSeconds: 60 },
      <DayPage
        {...frameOf(ctx, room)}
        places={places}
        place={place}
        counters={counters}
        counterId={counter?.id ?? null}
        day={day}
        visits={visits}
        now={Date.now()}
        notice={notice}
      />,
    );
  }

  async function writeDown(userId: string, subject: string): Promise<void> {
    const [last] = await listAuditEntries(db, { userId, subject, action: 'dayOpened', limit: 1 });
    if (last !== undefined && last.at > Date.now() - auditEveryMs) return;
    await addAuditEntry(db, { userId, action: 'dayOpened', subject });
  }
}
