import { hash } from '@node-rs/argon2';
import Router from 'koa-router';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { setPasswordHash } from '../../sql/people/set-password-hash.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { doneNotice } from '../locations/done-notice.ts';
import { FormProblems, type FormState } from '../locations/form-parts.tsx';
import { anyProblem, noProblems, type Problems, readTyped } from '../locations/typed.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import { frameOf, type PageFrame, renderPage } from '../render.tsx';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { ownFactorPath } from '../second-factor/own-factor-page.tsx';
import { beginSession } from '../session.ts';
import { PasswordField } from './password-field.tsx';
import { judgePassword } from './person-form.ts';
import { provePassword } from './prove-password.ts';

/** One's own password, with the present one as proof; all other sessions of the same person end (R9.4). */
export function ownPasswordRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const say = messages.people;

  router.get('/geslo', allow('changeOwnPassword'), (ctx) => show(ctx, room, noProblems, 200));
  router.post('/geslo', allow('changeOwnPassword'), async (ctx) => {
    const { id } = userOf(ctx);
    const typed = readTyped(ctx);
    const right = await provePassword(ctx, room, id, typed.sedanje ?? '');
    if (typeof right === 'number') return show(ctx, room, { sedanje: say.problems.wait(right) }, 429);
    const fresh = judgePassword(messages, typed, id, 'novo');
    const problems: Problems = {
      ...(right ? {} : { sedanje: say.problems.wrongCurrent }),
      ...(fresh.value === null ? { novo: say.problems.password } : fresh.problems),
      ...(typed.novo === typed.ponovljeno ? {} : { ponovljeno: say.problems.repeated }),
    };
    if (anyProblem(problems) || fresh.value === null) return show(ctx, room, problems, 422);
    const passwordHash = await hash(fresh.value);
    await db.transaction(async (trx) => {
      await setPasswordHash(trx, id, passwordHash);
      await addAuditEntry(trx, { userId: id, action: 'ownPasswordChanged', subject: id });
    });
    await beginSession(ctx, id);
    seeOther(ctx, '/geslo?opravljeno=da');
  });
  return router;
}

function show(ctx: WebContext, room: Room, problems: Problems, status: number): void {
  const notice = doneNotice(ctx, { da: room.messages.people.own.done });
  const page = <OwnPasswordPage {...frameOf(ctx, room)} typed={{}} problems={problems} notice={notice} />;
  renderPage(ctx, room, { title: room.messages.people.own.title, status }, page);
}

function OwnPasswordPage(props: PageFrame & FormState & { readonly notice: ReturnType<typeof doneNotice> }) {
  const { m, csrfToken, problems, notice } = props;
  const { own, problems: words } = m.people;
  const state = { typed: {}, problems, required: true };
  return (
    <div class="locations-page narrow-page">
      <h1>{own.title}</h1>
      <Notice notice={notice} />
      <FormProblems heading={words.heading} problems={problems} />
      <form class="card" method="post" action="/geslo" noValidate>
        <FormToken token={csrfToken} />
        <PasswordField {...state} name="sedanje" label={own.current} autocomplete="current-password" />
        <PasswordField {...state} name="novo" label={own.fresh} hint={own.hint} autocomplete="new-password" />
        <PasswordField {...state} name="ponovljeno" label={own.again} autocomplete="new-password" />
        <button type="submit">{own.change}</button>
      </form>
      <p>
        <a href={ownFactorPath()}>{m.secondFactor.title}</a>
      </p>
    </div>
  );
}
