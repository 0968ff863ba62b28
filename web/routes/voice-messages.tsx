import Router from 'koa-router';
import { z } from 'zod';
import type { RecordingId } from '../../engine/core/ids.ts';
import { findRecording } from '../../sql/recordings/find-recording.ts';
import { findVoiceMessage } from '../../sql/voice-messages/find-voice-message.ts';
import { listClosedVoiceMessages } from '../../sql/voice-messages/list-closed-voice-messages.ts';
import { listOpenVoiceMessages } from '../../sql/voice-messages/list-open-voice-messages.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { may } from '../may.ts';
import { messageAnswers, messageNotesMaximum, VoiceMessagesPage } from '../pages/voice-messages-page.tsx';
import { openPlaybackLog } from '../recordings/playback-log.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { command, readForm, seeOther } from './forms.ts';
import { allow, userOf } from './guard.ts';
import { play } from './recordings.ts';

const form = z.object({
  odgovor: z.enum(messageAnswers).optional(),
  zapis: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n'))
    .pipe(z.string().max(messageNotesMaximum))
    .default(''),
});

type Shown = {
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
  readonly unsaved: { readonly id: string; readonly notes: string } | null;
  readonly status: number;
};

/** Voice messages: heard by right, each playback written down, closed by whoever answers them (R1.7). */
export function voiceMessageRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const playbacks = openPlaybackLog();

  router.get('/sporocila', allow('answerVoiceMessages'), async (ctx) => {
    const { zakljuceno } = ctx.query;
    const done = typeof zakljuceno === 'string';
    const notice = done ? ({ kind: 'done', sentence: room.messages.voiceMessages.closedNotice } as const) : null;
    await show(ctx, room, { notice, unsaved: null, status: 200 }, done ? zakljuceno : null);
  });

  router.get('/sporocila/:id/posnetek', allow('answerVoiceMessages'), async (ctx) => {
    const message = await findVoiceMessage(room.db, String(ctx.params.id));
    const recording = message === null ? null : await findRecording(room.db, message.id);
    if (recording?.file == null) throw new RequestError(404);
    await play(ctx, room, playbacks, recording);
  });

  router.post('/sporocila/:id/zakljuci', allow('answerVoiceMessages'), async (ctx) => {
    const id = String(ctx.params.id);
    const { odgovor, zapis } = readForm(ctx, form);
    const { voiceMessages, refusals } = room.messages;
    const unsaved = { id, notes: zapis };
    if (odgovor === undefined) {
      return show(ctx, room, {
        notice: { kind: 'refused', sentence: voiceMessages.chooseAnswer },
        unsaved,
        status: 422,
      });
    }
    const answer = await command(ctx, room, 'answerVoiceMessages', {
      type: 'CloseVoiceMessage',
      messageId: id as RecordingId,
      answer: odgovor,
      notes: zapis,
    });
    if (answer.ok) return seeOther(ctx, `/sporocila?zakljuceno=${encodeURIComponent(id)}`);
    await show(ctx, room, { notice: { kind: 'refused', sentence: refusals[answer.refusal] }, unsaved, status: 409 });
  });
  return router;
}

/** `closing`: the engine has closed it already, and the journal is about to say so in the database too. */
async function show(ctx: WebContext, room: Room, { notice, unsaved, status }: Shown, closing: string | null = null) {
  const [open, closed] = await Promise.all([listOpenVoiceMessages(room.db), listClosedVoiceMessages(room.db)]);
  renderPage(
    ctx,
    room,
    { title: room.messages.voiceMessages.title, status },
    <VoiceMessagesPage
      {...frameOf(ctx, room)}
      open={open.filter(({ id }) => id !== closing)}
      closed={closed}
      mayOpenCalls={may(userOf(ctx), 'seeCalls')}
      notice={notice}
      unsaved={unsaved}
      now={Date.now()}
    />,
  );
}
