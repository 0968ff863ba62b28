import Router from 'koa-router';
import { z } from 'zod';
import type { Instant } from '../../../engine/core/ids.ts';
import { addAuditEntry } from '../../../sql/audit/add-audit-entry.ts';
import { searchVisits } from '../../../sql/calendar/search-visits.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { placesOf } from '../../may.ts';
import { frameOf, renderPage } from '../../render.tsx';
import { queryText, readForm, seeOther } from '../../routes/forms.ts';
import { allow, userOf } from '../../routes/guard.ts';
import { readDeskCall } from '../desk-call.ts';
import { SearchPage, type SearchPageProps } from '../pages/search-page.tsx';
import { openText, sealText } from '../sealed-text.ts';

const searchForm = z.object({ iskano: z.string().trim().max(200), klic: z.string().max(100).default('') });
const most = 50;

/** Visits by number, name, phone or e-mail address, within the places of whoever searches (R3.4, R3.9). */
export function searchRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { search } = room.messages.deskVisits;

  router.get('/obiski', allow('handleVisits'), async (ctx) => {
    const user = userOf(ctx);
    const call = await readDeskCall(room, user, queryText(ctx, 'klic'));
    const sealed = queryText(ctx, 'najdi');
    const text = sealed === '' ? (call?.number ?? null) : openText(room.sessionSecret, user.id, sealed);
    const heading =
      call === null || sealed !== '' ? null : call.shown === null ? search.callerHidden : search.ofCaller(call.shown);
    const news = openText(room.sessionSecret, user.id, queryText(ctx, 'novica'));
    await show(ctx, { text, news, heading, typed: sealed === '' ? '' : (text ?? ''), call });
  });

  router.post('/obiski', allow('handleVisits'), async (ctx) => {
    const { iskano, klic } = readForm(ctx, searchForm);
    const carried = klic === '' ? '' : `&klic=${encodeURIComponent(klic)}`;
    if (iskano === '') return seeOther(ctx, klic === '' ? '/obiski' : `/obiski?klic=${encodeURIComponent(klic)}`);
    seeOther(ctx, `/obiski?najdi=${sealText(room.sessionSecret, userOf(ctx).id, iskano)}${carried}`);
  });
  return router;

  async function show(
    ctx: WebContext,
    asked: { readonly text: string | null } & Pick<SearchPageProps, 'heading' | 'typed' | 'call' | 'news'>,
  ): Promise<void> {
    const user = userOf(ctx);
    const { text, ...shown } = asked;
    const locationIds = placesOf(user, 'handleVisits');
    const found =
      text === null
        ? null
        : await searchVisits(room.db, { text, locationIds, now: Date.now() as Instant, limit: most + 1 });
    if (found !== null) {
      // What was searched for is somebody's name or number and stands nowhere; how many were found says enough.
      await addAuditEntry(room.db, {
        userId: user.id,
        action: 'visitsSearched',
        subject: 'visits',
        details: { found: found.length },
      });
    }
    renderPage(
      ctx,
      room,
      { title: search.title },
      <SearchPage
        {...frameOf(ctx, room)}
        {...shown}
        found={found?.slice(0, most) ?? null}
        more={(found?.length ?? 0) > most}
        searchable={text === null || isSearchable(text)}
      />,
    );
  }
}

/** Whether there is enough of it to search by; the same rule as the search has. */
function isSearchable(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  return /^[+0-9 ()/.-]+$/.test(text) ? digits.length >= 7 : text.trim().length >= 2;
}
