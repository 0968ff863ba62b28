import { createHash } from 'node:crypto';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { findUserForSignIn } from '../../sql/people/find-user-for-sign-in.ts';
import { type EntryFacts, readEntryFacts } from '../../sql/people/read-entry-facts.ts';
import type { Room, WebContext } from '../context.ts';
import { seeOther } from '../routes/forms.ts';
import { requiredRoles } from '../second-factor/requirement.ts';
import { beginEntering, beginSession, type Entering, enteringOf } from '../session.ts';
import { nextStep, pathOf, type Step } from './steps.ts';

/** So long may somebody take from the right password to the last step. */
const enteringMinutes = 15;

/** What a sign-in was begun with: with another password since, it is over. */
export const proofOf = (passwordHash: string): string => createHash('sha256').update(passwordHash).digest('base64url');

/** Somebody between the right password and the last step, as the database knows them now. */
export type Entrant = { readonly entering: Entering; readonly facts: EntryFacts; readonly passwordHash: string };

/**
 * Who stands at this step. Null: nobody, and the answer leads to where they belong: to the step that is next, or back
 * to the beginning, because it took too long or the person was disabled or got another password meanwhile.
 */
export async function entrantAt(ctx: WebContext, room: Room, step: Step): Promise<Entrant | null> {
  const entering = enteringOf(ctx);
  const user = entering === null ? null : await findUserForSignIn(room.db, entering.userId);
  const facts = user === null ? null : await readEntryFacts(room.db, user.id);
  const late = entering !== null && Date.now() > entering.at + enteringMinutes * 60_000;
  if (entering === null || user === null || facts === null || late || proofOf(user.passwordHash) !== entering.proof) {
    seeOther(ctx, '/prijava');
    return null;
  }
  const next = nextStep(facts, entering.codeGiven, await requiredRoles(room.db));
  if (next !== step) {
    await advance(ctx, room, entering);
    return null;
  }
  return { entering, facts, passwordHash: user.passwordHash };
}

/** Leads on: to the next step, or in. The session gets a new id each time. */
export async function advance(ctx: WebContext, room: Room, entering: Entering): Promise<void> {
  seeOther(ctx, (await letIn(ctx, room, entering)) ?? (entering.next === '' ? '/' : entering.next));
}

/** The path of the next step; null: whoever it is is in now. */
export async function letIn(ctx: WebContext, room: Room, entering: Entering): Promise<string | null> {
  const facts = await readEntryFacts(room.db, entering.userId);
  if (facts === null) return '/prijava';
  const next = nextStep(facts, entering.codeGiven, await requiredRoles(room.db));
  if (next !== null) {
    await beginEntering(ctx, entering);
    return pathOf[next];
  }
  await beginSession(ctx, entering.userId);
  await addAuditEntry(room.db, { userId: entering.userId, action: 'signedIn', subject: entering.userId });
  room.metrics.signIns.inc({ result: 'right' });
  return null;
}
