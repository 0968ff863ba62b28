import Router from 'koa-router';
import { z } from 'zod';
import type { CallbackId, QueueId } from '../../engine/core/ids.ts';
import { listCallbacks } from '../../sql/callbacks/list-callbacks.ts';
import { listQueues } from '../../sql/callbacks/list-queues.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { CallbacksPage, type GivenCallback } from '../pages/callbacks-page.tsx';
import { frameOf, renderPage } from '../render.tsx';
import { command, readForm, seeOther } from './forms.ts';
import { allow } from './guard.ts';

const addForm = z.object({
  stevilka: z.string().trim().min(3).max(32),
  vrsta: z.string().min(1).max(64),
  jezik: z.enum(['sl', 'en']),
  opomba: z.string().trim().max(1000).default(''),
});
const closeForm = z.object({
  klic: z.string().min(1).max(64),
  izid: z.enum(['reached', 'notReached', 'cancelled', 'handledOtherwise']),
  opomba: z.string().trim().max(1000).default(''),
});
const retryForm = closeForm.omit({ izid: true });

const openShown = 500;
const closedShown = 100;
const done = { dodan: 'added', zakljucen: 'closedByHand', znova: 'triedByHand' } as const;

type Notice = { readonly kind: 'refused' | 'done'; readonly sentence: string };

/** Whom we owe a call, and what came of it (R1.11). */
export function callbackRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const words = room.messages.callbacks;
  router.get('/povratni-klici', allow('handleCallbacks'), async (ctx) => {
    const what = ctx.query.opravljeno;
    const sentence = what === 'dodan' || what === 'zakljucen' || what === 'znova' ? words[done[what]] : null;
    await show(ctx, room, sentence === null ? null : { kind: 'done', sentence });
  });
  router.post('/povratni-klici', allow('handleCallbacks'), async (ctx) => {
    const given = readForm(ctx, addForm);
    const answer = await command(ctx, room, 'handleCallbacks', {
      type: 'AddCallback',
      callerNumber: given.stevilka,
      queueId: given.vrsta as QueueId,
      language: given.jezik,
      notes: given.opomba,
    });
    if (answer.ok) return seeOther(ctx, '/povratni-klici?opravljeno=dodan');
    await show(ctx, room, { kind: 'refused', sentence: room.messages.refusals[answer.refusal] }, given, 409);
  });
  router.post('/povratni-klici/zakljuci', allow('handleCallbacks'), async (ctx) => {
    const given = readForm(ctx, closeForm);
    const answer = await command(ctx, room, 'handleCallbacks', {
      type: 'CloseCallback',
      callbackId: given.klic as CallbackId,
      outcome: given.izid,
      notes: given.opomba,
    });
    if (answer.ok) return seeOther(ctx, '/povratni-klici?opravljeno=zakljucen');
    await show(ctx, room, { kind: 'refused', sentence: room.messages.refusals[answer.refusal] }, null, 409);
  });
  router.post('/povratni-klici/znova', allow('handleCallbacks'), async (ctx) => {
    const given = readForm(ctx, retryForm);
    const answer = await command(ctx, room, 'handleCallbacks', {
      type: 'RetryCallback',
      callbackId: given.klic as CallbackId,
      notes: given.opomba,
    });
    if (answer.ok) return seeOther(ctx, '/povratni-klici?opravljeno=znova');
    await show(ctx, room, { kind: 'refused', sentence: room.messages.refusals[answer.refusal] }, null, 409);
  });
  return router;
}

async function show(
  ctx: WebContext,
  room: Room,
  notice: Notice | null,
  given: GivenCallback | null = null,
  status = 200,
): Promise<void> {
  const { db, messages } = room;
  const [open, closed, queues] = await Promise.all([
    listCallbacks(db, { open: true, limit: openShown }),
    listCallbacks(db, { open: false, limit: closedShown }),
    listQueues(db),
  ]);
  renderPage(
    ctx,
    room,
    { title: messages.callbacks.title, status },
    <CallbacksPage
      {...frameOf(ctx, room)}
      open={open}
      closed={closed}
      queues={queues}
      now={Date.now()}
      notice={notice}
      given={given}
    />,
  );
}
