import type { AuditEntry } from '../../sql/audit/list-audit-entries.ts';
import type { User } from '../../sql/people/read-user.ts';
import { actionName, detailsText } from '../audit/audit-words.ts';
import { machineTime, presentDay, presentExactTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import type { AuditQuery } from '../routes/audit.tsx';
import { Guide } from './guide.tsx';
import { Notice } from './notice.tsx';

type AuditPageProps = PageFrame & {
  readonly entries: readonly AuditEntry[];
  readonly more: boolean;
  readonly actions: readonly string[];
  readonly users: readonly Pick<User, 'id' | 'name'>[];
  readonly asked: AuditQuery;
  readonly problem: string | null;
  readonly today: string;
};

export function AuditPage(props: AuditPageProps) {
  const { m, entries, users, problem } = props;
  const say = m.audit;
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return (
    <div class="audit-page">
      <h1>{say.title}</h1>
      <Guide m={m} points={say.guide} />
      <Notice notice={problem === null ? null : { kind: 'refused', sentence: problem }} />
      <Filter {...props} />
      {entries.length === 0 ? (
        <p class="card">{say.none}</p>
      ) : (
        <div class="card table-scroll" role="region" aria-label={say.table} tabIndex={0}>
          <table class="audit stacked">
            <caption class="visually-hidden">{say.table}</caption>
            <thead>
              <tr>
                <th scope="col">{say.at}</th>
                <th scope="col">{say.person}</th>
                <th scope="col">{say.action}</th>
                <th scope="col">{say.subject}</th>
                <th scope="col">{say.details}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <th scope="row">
                    <time dateTime={machineTime(entry.at)}>
                      {presentDay(entry.at)} <strong>{presentExactTime(entry.at)}</strong>
                    </time>
                  </th>
                  <td data-label={say.person}>
                    {entry.userId === null ? <small>{say.nobody}</small> : (names.get(entry.userId) ?? entry.userId)}
                  </td>
                  <td data-label={say.action}>{actionName(m, entry.action)}</td>
                  <td>
                    <code>{entry.subject}</code>
                  </td>
                  <td class="audit-details" data-label={say.details}>
                    {detailsText(m, entry)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pages {...props} />
      {problem === null ? (
        <p>
          <a href={addressOf(props.asked, {}, '/revizija/izvoz.csv')}>{say.export}</a> <small>{say.exportHint}</small>
        </p>
      ) : null}
    </div>
  );
}

function Filter({ m, actions, users, asked, today }: AuditPageProps) {
  const say = m.audit;
  const named = actions
    .map((action) => ({ action, name: actionName(m, action) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'sl'));
  return (
    <form method="get" action="/revizija" class="card filter" aria-label={say.filter}>
      <div>
        <label for="oseba">{say.person}</label>
        <select id="oseba" name="oseba">
          <option value="">{say.everybody}</option>
          {users.map(({ id, name }) => (
            <option key={id} value={id} selected={id === asked.oseba}>
              {name} ({id})
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="dejanje">{say.action}</label>
        <select id="dejanje" name="dejanje">
          <option value="">{say.everyAction}</option>
          {named.map(({ action, name }) => (
            <option key={action} value={action} selected={action === asked.dejanje}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="od">{say.from}</label>
        <input type="date" id="od" name="od" value={asked.od ?? ''} max={today} />
      </div>
      <div>
        <label for="do">{say.to}</label>
        <input type="date" id="do" name="do" value={asked.do ?? ''} max={today} />
      </div>
      <div>
        <label for="predmet">{say.subject}</label>
        <input
          type="text"
          id="predmet"
          name="predmet"
          value={asked.predmet ?? ''}
          maxLength={200}
          title={say.subjectHint}
        />
      </div>
      <div class="form-row">
        <button type="submit">{say.show}</button>
        <a role="button" class="secondary outline" href="/revizija">
          {say.reset}
        </a>
      </div>
    </form>
  );
}

function Pages({ m, asked, more, entries }: AuditPageProps) {
  const last = entries.at(-1);
  if (!more && asked.pred === undefined) return null;
  return (
    <nav class="pages" aria-label={m.audit.pages}>
      {asked.pred === undefined ? <span /> : <a href={addressOf(asked, {})}>← {m.audit.newest}</a>}
      {more && last !== undefined ? (
        <a href={addressOf(asked, { pred: String(last.id) })}>{m.audit.older} →</a>
      ) : (
        <span />
      )}
    </nav>
  );
}

function addressOf({ pred: _, ...asked }: AuditQuery, changes: AuditQuery, path = '/revizija'): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...asked, ...changes })) {
    if (value !== undefined) search.set(name, value);
  }
  return `${path}?${search}`;
}
