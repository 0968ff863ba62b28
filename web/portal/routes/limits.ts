import type { Room, WebContext } from '../../context.ts';
import { RequestError } from '../../request-error.ts';
import type { VisitorDeed } from '../../security/visitor-limits.ts';

/** Counts a deed of this address; above its limit the answer is 429 with the time to wait (R4.7). */
export async function refuseTooMany(ctx: WebContext, room: Room, deed: VisitorDeed, points = 1): Promise<void> {
  for (let point = 0; point < points; point += 1) {
    const wait = await room.visitorLimits.take(deed, ctx.ip);
    if (wait !== null) {
      ctx.set('Retry-After', String(wait));
      throw new RequestError(429);
    }
  }
}
