import Router from 'koa-router';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { findCall } from '../../sql/calls/find-call.ts';
import { findRecording } from '../../sql/recordings/find-recording.ts';
import type { Recording } from '../../sql/recordings/recording.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { readRange } from '../recordings/byte-range.ts';
import { openRecording } from '../recordings/open-recording.ts';
import type { PlaybackLog } from '../recordings/playback-log.ts';
import { openPlaybackLog } from '../recordings/playback-log.ts';
import { RequestError } from '../request-error.ts';
import { mayHear } from './call.tsx';
import { allow, userOf } from './guard.ts';

/** A recording deciphered while it is played, for those with the right, each playback written down first (R2.8). */
export function recordingRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const playbacks = openPlaybackLog();
  router.get('/posnetki/:id', allow('playRecordings', 'playOwnRecordings'), async (ctx) => {
    const recording = await findRecording(room.db, String(ctx.params.id));
    const call = recording === null ? null : await findCall(room.db, recording.callId);
    // Somebody else's recording and one that never was look the same.
    if (recording?.file == null || call === null || !mayHear(userOf(ctx), call, recording.id))
      throw new RequestError(404);
    await play(ctx, room, playbacks, recording);
  });
  return router;
}

export async function play(ctx: WebContext, room: Room, playbacks: PlaybackLog, recording: Recording): Promise<void> {
  const sealed = await openRecording(room, recording);
  if (sealed === null) throw new RequestError(500);
  try {
    const range = readRange(ctx.get('Range'), sealed.size);
    ctx.set('Accept-Ranges', 'bytes');
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Content-Disposition', 'inline');
    if (range === 'unsatisfiable') {
      ctx.set('Content-Range', `bytes */${sealed.size}`);
      throw new RequestError(416);
    }
    ctx.type = 'audio/wav';
    const { start, end } = range ?? { start: 0, end: sealed.size - 1 };
    ctx.status = range === null ? 200 : 206;
    if (range !== null) ctx.set('Content-Range', `bytes ${start}-${end}/${sealed.size}`);
    ctx.length = end - start + 1;
    if (ctx.method === 'HEAD') {
      await sealed.close();
      return;
    }
    const user = userOf(ctx);
    if (playbacks.begins(user.id, recording.id, start)) {
      await addAuditEntry(room.db, {
        userId: user.id,
        action: 'recordingPlayed',
        subject: recording.id,
        details: { callId: recording.callId },
      });
    }
    const stream = sealed.stream({ start, end });
    stream.once('close', () => void sealed.close());
    ctx.body = stream;
  } catch (error) {
    await sealed.close();
    throw error;
  }
}
