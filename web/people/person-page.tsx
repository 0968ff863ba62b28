import type { Instant } from '../../engine/core/ids.ts';
import type { AuditEntry } from '../../sql/audit/list-audit-entries.ts';
import type { AgentSettings } from '../../sql/people/read-agent.ts';
import type { User } from '../../sql/people/read-user.ts';
import type { Location } from '../../sql/places/list-locations.ts';
import { actionName, detailsText } from '../audit/audit-words.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { FormProblems, type FormState, TextField } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import { machineTime, presentDay, presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { AgentForm } from './agent-form.tsx';
import { GrantFields } from './grant-fields.tsx';
import { PasswordField } from './password-field.tsx';
import { grantName } from './people-page.tsx';
import { everywhere } from './person-form.ts';
import { personPath } from './person-path.ts';
import { mayChange, mayGrant, type Reach } from './reach.ts';

type PersonPageProps = PageFrame &
  FormState & {
    readonly person: User;
    readonly reach: Reach;
    readonly locations: readonly Location[];
    readonly tree: readonly Location[];
    /** Null: takes no calls, or whoever looks may not say how. */
    readonly agent: AgentSettings | null;
    readonly history: readonly AuditEntry[];
    /** Null: signs in with the password alone. */
    readonly factorSince: Instant | null;
    readonly names: ReadonlyMap<string, string>;
    readonly notice: DoneNotice | null;
    /** A password that was just made; it is shown only now. */
    readonly secret: string | null;
    readonly isOneself: boolean;
  };

export function PersonPage(props: PersonPageProps) {
  const { m, person, reach, notice, secret, problems } = props;
  const say = m.people;
  const changeable = mayChange(reach, person);
  return (
    <div class="locations-page person-page">
      <p>
        <a href="/ljudje">← {say.back}</a>
      </p>
      <h1>
        {person.name} <small>({person.id})</small>
      </h1>
      <Guide m={m} points={say.guide} />
      <Notice notice={notice} />
      <FormProblems heading={say.problems.heading} problems={problems} />
      {secret === null ? null : (
        <div class="card">
          <label for="novo-geslo">{say.newPassword(person.id)}</label>
          <input type="text" id="novo-geslo" readOnly value={secret} class="new-password" autocomplete="off" />
          <p>{say.shownOnce}</p>
        </div>
      )}
      {changeable ? <DataForm {...props} /> : <p class="card">{say.onlyPart}</p>}
      <Rights {...props} />
      {props.agent === null ? null : <AgentForm {...props} id={person.id} agent={props.agent} />}
      {changeable ? <PasswordForm {...props} /> : null}
      {changeable && !props.isOneself ? <FactorForm {...props} /> : null}
      {changeable && !props.isOneself ? <SignInForm {...props} /> : null}
      <History {...props} />
    </div>
  );
}

function DataForm({ m, csrfToken, person, typed, problems }: PersonPageProps) {
  const say = m.people;
  const state = { problems, typed: { ime: person.name, eposta: person.email ?? '', ...typed } };
  return (
    <form class="card" method="post" action={personPath(person.id)} noValidate aria-labelledby="podatki">
      <h2 id="podatki">{say.dataHeading}</h2>
      <FormToken token={csrfToken} />
      <div class="fields">
        <TextField {...state} name="ime" label={say.name} required maxLength={200} />
        <TextField {...state} name="eposta" label={say.email} type="email" maxLength={254} />
      </div>
      <button type="submit">{say.save}</button>
    </form>
  );
}

function Rights({ m, csrfToken, person, reach, locations, tree, typed, problems, isOneself }: PersonPageProps) {
  const say = m.people;
  return (
    <section class="card" aria-labelledby="pravice">
      <h2 id="pravice">{say.rightsHeading}</h2>
      {person.grants.length === 0 ? <p>{say.noRights}</p> : null}
      <ul class="grants">
        {person.grants.map((grant) => {
          const name = grantName(m, grant, tree);
          return (
            <li key={name}>
              <span>{name}</span>
              {mayGrant(reach, grant) && !isOneself ? (
                <form method="post" action={`${personPath(person.id)}/pravice`}>
                  <FormToken token={csrfToken} />
                  <input type="hidden" name="dejanje" value="odvzemi" />
                  <input type="hidden" name="vloga" value={grant.role} />
                  <input type="hidden" name="lokacija" value={grant.locationId ?? everywhere} />
                  <button type="submit" class="secondary outline" aria-label={say.revoke(name)}>
                    {say.revokeShort}
                  </button>
                </form>
              ) : null}
            </li>
          );
        })}
      </ul>
      <form method="post" action={`${personPath(person.id)}/pravice`} noValidate>
        <FormToken token={csrfToken} />
        <input type="hidden" name="dejanje" value="dodeli" />
        <GrantFields m={m} typed={typed} problems={problems} reach={reach} locations={locations} />
        <small>{say.placeHint}</small>
        <p>
          <button type="submit">{say.grant}</button>
        </p>
      </form>
    </section>
  );
}

function PasswordForm({ m, csrfToken, person, problems }: PersonPageProps) {
  const say = m.people;
  return (
    <form class="card" method="post" action={`${personPath(person.id)}/geslo`} noValidate aria-labelledby="geslo-osebe">
      <h2 id="geslo-osebe">{say.passwordHeading}</h2>
      <FormToken token={csrfToken} />
      <PasswordField
        typed={{}}
        problems={problems}
        name="geslo"
        label={say.password}
        hint={say.passwordHint}
        autocomplete="new-password"
      />
      <p>
        <small>{say.passwordNote}</small>
      </p>
      <button type="submit">{say.setPassword}</button>
    </form>
  );
}

function FactorForm({ m, csrfToken, person, factorSince }: PersonPageProps) {
  const words = m.secondFactor.person;
  return (
    <form class="card" method="post" action={`${personPath(person.id)}/drugi-korak`} aria-labelledby="drugi-korak">
      <h2 id="drugi-korak">{words.heading}</h2>
      <FormToken token={csrfToken} />
      <p>{factorSince === null ? words.off : words.on(presentDay(factorSince))}</p>
      {factorSince === null ? null : (
        <>
          <p>
            <small>{words.resetText}</small>
          </p>
          <button type="submit" class="secondary">
            {words.reset}
          </button>
        </>
      )}
    </form>
  );
}

function SignInForm({ m, csrfToken, person }: PersonPageProps) {
  const say = m.people;
  const enabled = person.disabledAt === null;
  return (
    <form class="card" method="post" action={`${personPath(person.id)}/prijava`} aria-labelledby="prijava-osebe">
      <h2 id="prijava-osebe">{say.signInHeading}</h2>
      <FormToken token={csrfToken} />
      <p>{person.disabledAt === null ? say.disableNote : say.disabledSince(presentDay(person.disabledAt))}</p>
      <input type="hidden" name="dejanje" value={enabled ? 'onemogoci' : 'omogoci'} />
      <button type="submit" class={enabled ? 'secondary' : ''}>
        {enabled ? say.disable : say.enable}
      </button>
    </form>
  );
}

function History({ m, history, names }: PersonPageProps) {
  const say = m.people;
  return (
    <section class="card" aria-labelledby="zgodovina">
      <h2 id="zgodovina">{say.history}</h2>
      {history.length === 0 ? (
        <p>{say.noHistory}</p>
      ) : (
        <div class="table-scroll" role="region" aria-label={say.historyTable} tabIndex={0}>
          <table class="stacked">
            <caption class="visually-hidden">{say.historyTable}</caption>
            <thead>
              <tr>
                <th scope="col">{m.audit.at}</th>
                <th scope="col">{m.audit.action}</th>
                <th scope="col">{say.by}</th>
                <th scope="col">{m.audit.details}</th>
              </tr>
            </thead>
            <tbody>
              {history.map((entry) => (
                <tr key={entry.id}>
                  <th scope="row">
                    <time dateTime={machineTime(entry.at)}>{presentDayAndTime(entry.at)}</time>
                  </th>
                  <td data-label={m.audit.action}>{actionName(m, entry.action)}</td>
                  <td data-label={say.by}>
                    {entry.userId === null ? m.audit.nobody : (names.get(entry.userId) ?? entry.userId)}
                  </td>
                  <td class="audit-details" data-label={m.audit.details}>
                    {detailsText(m, entry)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
