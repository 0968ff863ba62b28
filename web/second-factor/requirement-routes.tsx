import Router from 'koa-router';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listEntryFacts } from '../../sql/people/read-entry-facts.ts';
import { type Role, roles } from '../../sql/people/roles.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import type { Room, WebRouter, WebState } from '../context.ts';
import { type DoneNotice, doneNotice } from '../locations/done-notice.ts';
import { Tick } from '../locations/form-parts.tsx';
import { readTyped, ticked } from '../locations/typed.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import { personPath } from '../people/person-path.ts';
import { frameOf, type PageFrame, renderPage } from '../render.tsx';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { mustHaveFactor, requiredRoles } from './requirement.ts';

const path = '/drugi-korak/obveznost';
const fieldOf = (role: Role): string => `vloga-${role}`;

/** Whose sign-in needs a second factor, and who of them still lacks one (R9.4). */
export function requirementRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.secondFactor.rule;

  router.get(path, allow('requireSecondFactor'), async (ctx) => {
    const required = await requiredRoles(db);
    const people = await listEntryFacts(db);
    const missing = people.filter((person) => !person.hasFactor && mustHaveFactor(person, required));
    const notice = doneNotice(ctx, words.done);
    const page = <RequirementPage {...frameOf(ctx, room)} required={required} missing={missing} notice={notice} />;
    renderPage(ctx, room, { title: words.title }, page);
  });

  router.post(path, allow('requireSecondFactor'), async (ctx) => {
    const typed = readTyped(ctx);
    const requiredFor = roles.filter((role) => ticked(typed, fieldOf(role)));
    await db.transaction(async (trx) => {
      await writeSetting(trx, 'secondFactor', { requiredFor });
      const details = { roles: requiredFor.join(', ') };
      await addAuditEntry(trx, {
        userId: userOf(ctx).id,
        action: 'secondFactorRuleChanged',
        subject: 'secondFactor',
        details,
      });
    });
    seeOther(ctx, `${path}?opravljeno=shranjeno`);
  });
  return router;
}

type Props = PageFrame & {
  readonly required: readonly Role[];
  readonly missing: readonly { readonly id: string; readonly name: string }[];
  readonly notice: DoneNotice | null;
};

function RequirementPage({ m, csrfToken, required, missing, notice }: Props) {
  const words = m.secondFactor.rule;
  const typed = Object.fromEntries(required.map((role) => [fieldOf(role), 'da']));
  return (
    <div class="locations-page narrow-page">
      <p>
        <a href="/ljudje">← {words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <Notice notice={notice} />
      <form class="card" method="post" action={path}>
        <FormToken token={csrfToken} />
        <p>{words.text}</p>
        <fieldset class="ticks">
          <legend>{words.legend}</legend>
          {roles.map((role) => (
            <Tick key={role} name={fieldOf(role)} label={m.people.roles[role]} typed={typed} />
          ))}
        </fieldset>
        <p>
          <small>{words.sample}</small>
        </p>
        <button type="submit">{words.save}</button>
      </form>
      <section class="card" aria-labelledby="manjkajo">
        <h2 id="manjkajo">{words.missing}</h2>
        {missing.length === 0 ? <p>{words.missingNone}</p> : null}
        <ul>
          {missing.map(({ id, name }) => (
            <li key={id}>
              <a href={personPath(id)}>{name}</a>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
