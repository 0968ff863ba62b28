import type { z } from 'zod';
import type { Command } from '../../engine/core/commands.ts';
import type { Room, WebContext } from '../context.ts';
import type { DoorAnswer } from '../door/door.ts';
import type { Action } from '../may.ts';
import { roleFor } from '../may.ts';
import { RequestError } from '../request-error.ts';
import { userOf } from './guard.ts';

/** The form as its schema has it; anything else cannot have come from our page. */
export function readForm<T>(ctx: WebContext, schema: z.ZodType<T>): T {
  const form = schema.safeParse(ctx.request.body);
  if (!form.success) throw new RequestError(400, null, { cause: form.error });
  return form.data;
}

/** Islands ask for JSON and stay on their page. */
export const fromIsland = (ctx: WebContext): boolean => ctx.accepts('html', 'json') === 'json';

/** Answers an island: 200 done, 409 refused; `sentence` null when the page itself shows what changed. */
export function answerIsland(ctx: WebContext, ok: boolean, sentence: string | null): void {
  ctx.status = ok ? 200 : 409;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = { ok, sentence };
}

/** Gives a command to the engine in the name of whoever is signed in, under the role that allows it. */
export async function command(ctx: WebContext, room: Room, action: Action, command: Command): Promise<DoorAnswer> {
  const user = userOf(ctx);
  const by = { kind: 'person', userId: user.id, role: roleFor(user, action) } as const;
  const answer = await room.door.command(by, command);
  room.metrics.commands.inc({ command: command.type, result: answer.ok ? 'ok' : answer.refusal });
  return answer;
}

/** The address that a form leads to; 303 makes the browser GET it, so that loading again repeats nothing. */
export function seeOther(ctx: WebContext, path: string): void {
  ctx.redirect(path);
  ctx.status = 303;
}

/** A value of the query once; empty when it is not there or there twice. */
export function queryText(ctx: WebContext, name: string): string {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : '';
}
