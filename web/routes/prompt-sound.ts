import Router from 'koa-router';
import { SynthesisFailed } from '../../prompts/synthesis/synthesis-failed.ts';
import { findPromptVersion } from '../../sql/prompts/list-prompt-versions.ts';
import { readPromptSound } from '../../sql/prompts/prompt-sound.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import type { WorkableVersion } from '../prompts/approval-of.ts';
import { isWorkable } from '../prompts/approval-of.ts';
import { speakFragments, spokenExamples } from '../prompts/listen.ts';
import { readRange } from '../recordings/byte-range.ts';
import { RequestError } from '../request-error.ts';
import { allow } from './guard.ts';

/** A version as callers would hear it, before anybody decides about it (R1.9). */
export function promptSoundRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  router.get('/besedila/razlicica/:id/zvok/:file', allow('seePrompts'), async (ctx) => {
    const number = /^([1-9])\.wav$/.exec(String(ctx.params.file))?.[1];
    const version = await findPromptVersion(room.db, String(ctx.params.id));
    if (number === undefined || version === null || !isWorkable(version)) throw new RequestError(404);
    const sound = await soundOf(room, version, Number(number) - 1);
    if (sound === null) throw new RequestError(404);
    send(ctx, sound);
  });
  return router;
}

async function soundOf({ db, listening, log }: Room, version: WorkableVersion, index: number): Promise<Buffer | null> {
  if (version.soundChecksum !== null) return index === 0 ? readPromptSound(db, version.soundChecksum) : null;
  const fragments = spokenExamples(version)[index];
  if (fragments === undefined) return null;
  try {
    return await speakFragments(listening, fragments);
  } catch (cause) {
    if (!(cause instanceof SynthesisFailed)) throw cause;
    log.error({ err: cause }, 'a prompt can not be listened to');
    throw new RequestError(503, null, { cause });
  }
}

/** Players ask for parts to know how long it is and to jump. */
function send(ctx: WebContext, sound: Buffer): void {
  const range = readRange(ctx.get('Range'), sound.length);
  ctx.set('Accept-Ranges', 'bytes');
  // A draft's sound changes under the same address.
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Content-Disposition', 'inline');
  if (range === 'unsatisfiable') {
    ctx.set('Content-Range', `bytes */${sound.length}`);
    throw new RequestError(416);
  }
  ctx.type = 'audio/wav';
  ctx.status = range === null ? 200 : 206;
  if (range !== null) ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${sound.length}`);
  ctx.body = range === null ? sound : sound.subarray(range.start, range.end + 1);
}
