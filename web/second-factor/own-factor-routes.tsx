import Router from 'koa-router';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { readEntryFacts } from '../../sql/people/read-entry-facts.ts';
import { dropProposedFactor } from '../../sql/second-factor/drop-proposed-factor.ts';
import { readSecondFactor } from '../../sql/second-factor/read-second-factor.ts';
import { removeSecondFactor } from '../../sql/second-factor/remove-second-factor.ts';
import { endSessionsOfUser } from '../../sql/sessions/end-sessions-of-user.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { type DoneNotice, doneNotice } from '../locations/done-notice.ts';
import { lineOf, noProblems, type Problems, readTyped } from '../locations/typed.ts';
import { provePassword } from '../people/prove-password.ts';
import { frameOf, renderPage } from '../render.tsx';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { beginSession, sessionIdOf } from '../session.ts';
import { confirmByCode, type Enrolling, proposedSecret, proposeNew, renewRecoveryCodes } from './codes.ts';
import { RecoveryCodes } from './enrolment.tsx';
import { OwnFactorPage, ownFactorPath } from './own-factor-page.tsx';
import { mustHaveFactor, requiredRoles } from './requirement.ts';

/** One's own second factor: set up, moved to another telephone, taken away where it is not required (R9.4). */
export function ownFactorRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.secondFactor;

  router.get(ownFactorPath(), allow('changeOwnPassword'), (ctx) => show(ctx, {}));

  router.post(ownFactorPath('zacni'), allow('changeOwnPassword'), async (ctx) => {
    if (!(await isProven(ctx))) return;
    await proposeNew(room, enrolling(ctx));
    seeOther(ctx, ownFactorPath());
  });

  router.post(ownFactorPath('preklici'), allow('changeOwnPassword'), async (ctx) => {
    await dropProposedFactor(db, userOf(ctx).id);
    seeOther(ctx, `${ownFactorPath()}?opravljeno=preklicano`);
  });

  router.post(ownFactorPath('potrdi'), allow('changeOwnPassword'), async (ctx) => {
    const { id } = userOf(ctx);
    const answer = await confirmByCode(room, enrolling(ctx), lineOf(readTyped(ctx), 'koda'));
    switch (answer.outcome) {
      case 'confirmed':
        // What was signed in with less ends; here it goes on under a new id.
        await endOtherSessions(ctx, id);
        return showCodes(ctx, answer.codes);
      case 'wrong':
        return show(ctx, { problems: { koda: words.problems.confirm }, status: 422 });
      case 'gone':
        return show(ctx, { notice: { kind: 'refused', sentence: words.problems.gone }, status: 409 });
    }
  });

  router.post(ownFactorPath('kode'), allow('changeOwnPassword'), async (ctx) => {
    if (!(await isProven(ctx))) return;
    const { id } = userOf(ctx);
    if ((await readSecondFactor(db, id)).secret === null) return seeOther(ctx, ownFactorPath());
    showCodes(ctx, await renewRecoveryCodes(room, id));
  });

  router.post(ownFactorPath('izklopi'), allow('changeOwnPassword'), async (ctx) => {
    if (!(await isProven(ctx))) return;
    const { id } = userOf(ctx);
    if (await isRequired(id)) {
      return show(ctx, { notice: { kind: 'refused', sentence: words.own.mustHave }, status: 409 });
    }
    await db.transaction(async (trx) => {
      if (!(await removeSecondFactor(trx, id))) return;
      await addAuditEntry(trx, { userId: id, action: 'secondFactorRemoved', subject: id });
    });
    seeOther(ctx, `${ownFactorPath()}?opravljeno=izklopljena`);
  });
  return router;

  function enrolling(ctx: WebContext): Enrolling {
    return { userId: userOf(ctx).id, sessionId: sessionIdOf(ctx) };
  }

  async function isRequired(userId: string): Promise<boolean> {
    const facts = await readEntryFacts(db, userId);
    return facts !== null && mustHaveFactor(facts, await requiredRoles(db));
  }

  /** False: the answer says what is wrong with the password, at the form that sent it. */
  async function isProven(ctx: WebContext): Promise<boolean> {
    const typed = readTyped(ctx);
    const field = ['geslo', 'geslo-kode', 'geslo-izklop'].find((name) => typed[name] !== undefined) ?? 'geslo';
    const proven = await provePassword(ctx, room, userOf(ctx).id, typed[field] ?? '');
    if (proven === true) return true;
    const sentence = proven === false ? words.problems.password : messages.people.problems.wait(proven);
    await show(ctx, { problems: { [field]: sentence }, status: proven === false ? 422 : 429 });
    return false;
  }

  async function endOtherSessions(ctx: WebContext, userId: string): Promise<void> {
    await endSessionsOfUser(db, userId);
    await beginSession(ctx, userId);
  }

  function showCodes(ctx: WebContext, codes: readonly string[]): void {
    const page = <RecoveryCodes m={messages} codes={codes} onwards={ownFactorPath()} />;
    renderPage(ctx, room, { title: words.recoveryCodes.title }, page);
  }

  async function show(
    ctx: WebContext,
    {
      problems = noProblems,
      notice = null,
      status = 200,
    }: { problems?: Problems; notice?: DoneNotice | null; status?: number },
  ): Promise<void> {
    const { id } = userOf(ctx);
    const [factor, secret, required] = await Promise.all([
      readSecondFactor(db, id),
      proposedSecret(room, enrolling(ctx)),
      isRequired(id),
    ]);
    renderPage(
      ctx,
      room,
      { title: words.title, status },
      <OwnFactorPage
        {...frameOf(ctx, room)}
        userId={id}
        factor={factor}
        secret={secret}
        required={required}
        typed={{}}
        problems={problems}
        notice={notice ?? doneNotice(ctx, words.own.done)}
      />,
    );
  }
}
