import { hash, verify } from '@node-rs/argon2';
import Router from 'koa-router';
import type { VNode } from 'preact';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { setPasswordHash } from '../../sql/people/set-password-hash.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { anyProblem, lineOf, noProblems, type Problems, readTyped } from '../locations/typed.ts';
import { judgePassword } from '../people/person-form.ts';
import { frameOf, renderPage } from '../render.tsx';
import { confirmByCode, proposedSecret, proposeNew, tryCode } from '../second-factor/codes.ts';
import { RecoveryCodes } from '../second-factor/enrolment.tsx';
import { sessionIdOf } from '../session.ts';
import { advance, entrantAt, letIn, proofOf } from './entering.ts';
import { CodePage, EnrolmentStep, OwnPasswordStep } from './entering-pages.tsx';
import { pathOf } from './steps.ts';

/** What comes between the right password and the pages (R9.4); steps.ts says for whom. */
export function enteringRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages, metrics } = room;
  const words = messages.secondFactor;

  router.get(pathOf.code, async (ctx) => {
    if ((await entrantAt(ctx, room, 'code')) !== null) showCode(ctx, {});
  });

  router.post(pathOf.code, async (ctx) => {
    const entrant = await entrantAt(ctx, room, 'code');
    if (entrant === null) return;
    const { entering } = entrant;
    const typed = readTyped(ctx);
    const kind = typed.obnovitvena === undefined ? 'application' : 'recovery';
    const field = kind === 'application' ? 'koda' : 'obnovitvena';
    const code = lineOf(typed, field);
    if (code === '' || code.length > 20)
      return showCode(ctx, { problems: { [field]: words.problems.code }, status: 422 });
    const answer = await tryCode(room, entering.userId, { kind, code });
    if (answer === 'right') return advance(ctx, room, { ...entering, codeGiven: true });
    metrics.signIns.inc({ result: answer === 'wrong' ? 'wrong' : 'limited' });
    if (answer !== 'wrong') {
      ctx.set('Retry-After', String(answer.waitSeconds));
      return showCode(ctx, { refused: messages.entrance.tooMany(answer.waitSeconds), status: 429 });
    }
    const sentence = kind === 'application' ? words.problems.wrong : words.problems.recovery;
    showCode(ctx, { problems: { [field]: sentence }, status: 422 });
  });

  router.get(pathOf.ownPassword, async (ctx) => {
    if ((await entrantAt(ctx, room, 'ownPassword')) !== null) showPassword(ctx, noProblems, 200);
  });

  router.post(pathOf.ownPassword, async (ctx) => {
    const entrant = await entrantAt(ctx, room, 'ownPassword');
    if (entrant === null) return;
    const { userId } = entrant.entering;
    const typed = readTyped(ctx);
    const fresh = judgePassword(messages, typed, userId, 'novo');
    const same = await verify(entrant.passwordHash, typed.novo ?? '').catch(() => false);
    const problems: Problems = {
      ...(fresh.value === null ? { novo: messages.people.problems.password } : fresh.problems),
      ...(same ? { novo: words.problems.same } : {}),
      ...(typed.novo === typed.ponovljeno ? {} : { ponovljeno: messages.people.problems.repeated }),
    };
    if (anyProblem(problems) || fresh.value === null) return showPassword(ctx, problems, 422);
    const passwordHash = await hash(fresh.value);
    await db.transaction(async (trx) => {
      await setPasswordHash(trx, userId, passwordHash);
      await addAuditEntry(trx, { userId, action: 'ownPasswordChanged', subject: userId });
    });
    await advance(ctx, room, { ...entrant.entering, proof: proofOf(passwordHash) });
  });

  router.get(pathOf.enrolment, async (ctx) => {
    const entrant = await entrantAt(ctx, room, 'enrolment');
    if (entrant !== null) await showEnrolment(ctx, entrant.entering.userId, noProblems, 200);
  });

  router.post(pathOf.enrolment, async (ctx) => {
    const entrant = await entrantAt(ctx, room, 'enrolment');
    if (entrant === null) return;
    const { entering } = entrant;
    const answer = await confirmByCode(
      room,
      { userId: entering.userId, sessionId: sessionIdOf(ctx) },
      lineOf(readTyped(ctx), 'koda'),
    );
    if (answer.outcome !== 'confirmed') {
      const sentence = answer.outcome === 'wrong' ? words.problems.confirm : words.problems.gone;
      return showEnrolment(ctx, entering.userId, { koda: sentence }, 422);
    }
    // The code that confirmed it was given by whoever has it: nobody is asked for the same one twice.
    const next = await letIn(ctx, room, { ...entering, codeGiven: true });
    const onwards = next ?? (entering.next === '' ? '/' : entering.next);
    show(ctx, words.recoveryCodes.title, 200, <RecoveryCodes m={messages} codes={answer.codes} onwards={onwards} />);
  });
  return router;

  function show(ctx: WebContext, title: string, status: number, page: VNode): void {
    renderPage(ctx, room, { title, status }, page);
  }

  function showCode(
    ctx: WebContext,
    {
      problems = noProblems,
      refused = null,
      status = 200,
    }: { problems?: Problems; refused?: string | null; status?: number },
  ): void {
    // A code that was refused is of no use any more.
    const page = <CodePage {...frameOf(ctx, room)} typed={{}} problems={problems} refused={refused} />;
    show(ctx, words.entering.codeTitle, status, page);
  }

  function showPassword(ctx: WebContext, problems: Problems, status: number): void {
    const page = <OwnPasswordStep {...frameOf(ctx, room)} typed={{}} problems={problems} />;
    show(ctx, words.entering.passwordTitle, status, page);
  }

  /** The picture is made when it is first looked at, and stays the same when the page is loaded again. */
  async function showEnrolment(ctx: WebContext, userId: string, problems: Problems, status: number): Promise<void> {
    const enrolling = { userId, sessionId: sessionIdOf(ctx) };
    const secret = (await proposedSecret(room, enrolling)) ?? (await proposeNew(room, enrolling));
    const state = { typed: {}, problems, userId, secret };
    show(ctx, words.entering.enrolTitle, status, <EnrolmentStep {...frameOf(ctx, room)} {...state} />);
  }
}
