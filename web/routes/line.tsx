import Router from 'koa-router';
import { z } from 'zod';
import { instantOfLocalTime, localDay, localDayOfDate } from '../../dialplan/local-time.ts';
import type { Command } from '../../engine/core/commands.ts';
import { instant } from '../../engine/core/ids.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { LinePage } from '../pages/line-page.tsx';
import { timeZone } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { command, readForm, seeOther } from './forms.ts';
import { allow } from './guard.ts';

const form = z.object({
  dejanje: z.enum(['odpri', 'zapri', 'sledi']),
  konec: z.enum(['30', '60', '120', 'dan', 'trenutek']).default('60'),
  trenutek: z.string().max(40).default(''),
});

const done = { odpri: 'opened', zapri: 'closed', sledi: 'following' } as const;

/** The line opened or closed exceptionally (R1.6, R2.9). */
export function lineRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  router.get('/linija', allow('overrideLine'), (ctx) => {
    const what = Object.values(done).find((word) => word === ctx.query.opravljeno);
    showLine(ctx, room, what === undefined ? null : { kind: 'done', sentence: room.messages.wallboard[what] });
  });
  router.post('/linija', allow('overrideLine'), async (ctx) => {
    const given = readForm(ctx, form);
    const wanted = commandOf(given, Date.now());
    if (wanted === null) {
      return showLine(ctx, room, { kind: 'refused', sentence: room.messages.wallboard.unreadableMoment }, given, 422);
    }
    const answer = await command(ctx, room, 'overrideLine', wanted);
    if (answer.ok) return seeOther(ctx, `/linija?opravljeno=${done[given.dejanje]}`);
    showLine(ctx, room, { kind: 'refused', sentence: room.messages.refusals[answer.refusal] }, given, 409);
  });
  return router;
}

type Given = z.output<typeof form>;
type Notice = { readonly kind: 'refused' | 'done'; readonly sentence: string };

function showLine(ctx: WebContext, room: Room, notice: Notice | null, given: Given | null = null, status = 200): void {
  const { door, messages } = room;
  const state = door.state();
  renderPage(
    ctx,
    room,
    { title: messages.wallboard.lineTitle, status },
    <LinePage
      {...frameOf(ctx, room)}
      line={door.wallboard()?.line ?? null}
      engineLostSince={state.connected ? null : state.since}
      now={Date.now()}
      notice={notice}
      chosen={given?.konec ?? '60'}
      moment={given?.trenutek ?? ''}
    />,
  );
}

function commandOf({ dejanje, konec, trenutek }: Given, now: number): Command | null {
  if (dejanje === 'sledi') return { type: 'FollowOpeningHours' };
  const end =
    konec === 'trenutek'
      ? localMoment(trenutek)
      : konec === 'dan'
        ? localDay(timeZone, now).endsAt
        : now + Number(konec) * 60_000;
  if (end === null) return null;
  return { type: dejanje === 'odpri' ? 'OpenLine' : 'CloseLine', until: instant(end) };
}

/** "2026-11-23T20:00" on the wall clock of the line. */
export function localMoment(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::\d{2})?$/.exec(text);
  if (match === null) return null;
  const [, date = '', hours, minutes] = match;
  if (
    Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ||
    new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date
  )
    return null;
  return instantOfLocalTime(timeZone, localDayOfDate(timeZone, date), Number(hours) * 60 + Number(minutes), 'to');
}
