import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { visitPath } from '../../../messages/link-paths.ts';
import { issueLink } from '../../../sql/calendar/links.ts';
import { findByReference } from '../../../sql/calendar/read-appointment.ts';
import { readReference } from '../../../sql/calendar/reference.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { queryText, seeOther } from '../../routes/forms.ts';
import { addressKey } from '../../security/address-key.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import { readPhone, textOf } from '../details-form.ts';
import type { CitizenLanguage } from '../language.ts';
import { type FindErrors, FindVisitPage } from '../pages/find-visit-page.tsx';
import { visitorOf } from '../visitor-cookie.ts';

/** My visit by its number and a second proof. Whatever is wrong of both, the answer is the same (R4.7). */
export function findVisitRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const words = frame.m.visit.find;

  router.get(frame.to('/obisk'), (ctx) => show(ctx, { stevilka: '', stik: '' }, {}, null, 200, erasedOf(ctx)));

  router.post(frame.to('/obisk'), async (ctx) => {
    const text = textOf(ctx.request.body);
    const typed = { stevilka: text('stevilka').slice(0, 30), stik: text('stik').trim().slice(0, 254) };
    const reference = readReference(typed.stevilka);
    const errors: FindErrors = {
      ...(reference === null ? { stevilka: words.problems.reference } : {}),
      ...(typed.stik === '' ? { stik: words.problems.proof } : {}),
    };
    if (reference === null || typed.stik === '') return show(ctx, typed, errors, null, 422);
    const waits = [
      await room.visitorLimits.take('find', addressKey(ctx.ip)),
      await room.visitorLimits.take('findByReference', reference),
    ].filter((wait) => wait !== null);
    if (waits.length > 0) {
      const wait = Math.max(...waits);
      ctx.set('Retry-After', String(wait));
      return show(ctx, typed, {}, frame.m.waitMinutes(wait), 429);
    }
    const phone = typed.stik.includes('@') ? null : readPhone(typed.stik);
    const proof =
      phone === null ? ({ kind: 'email', value: typed.stik } as const) : ({ kind: 'phone', value: phone } as const);
    const visit = await findByReference(room.db, reference, proof);
    if (visit === null) return show(ctx, typed, {}, words.problems.notFound, 404);
    const now = Date.now() as Instant;
    const token = await issueLink(
      room.db,
      { purpose: 'view', appointmentId: visit.appointmentId },
      { now, expiresAt: (now + 24 * 3_600_000) as Instant },
    );
    seeOther(ctx, frame.to(visitPath(token)));
  });
  return router;

  /** Whose data were just erased has no visit any more to be led back to. */
  function erasedOf(ctx: WebContext): string | null {
    return queryText(ctx, 'stanje') === 'izbrisano' ? frame.m.data.erased : null;
  }

  async function show(
    ctx: WebContext,
    typed: { readonly stevilka: string; readonly stik: string },
    errors: FindErrors,
    refusal: string | null,
    status: number,
    done: string | null = null,
  ): Promise<void> {
    const { formToken } = visitorOf(ctx, room);
    await renderCitizenPage(
      ctx,
      room,
      { title: words.title, status },
      <FindVisitPage frame={frame} formToken={formToken} typed={typed} errors={errors} refusal={refusal} done={done} />,
    );
  }
}
