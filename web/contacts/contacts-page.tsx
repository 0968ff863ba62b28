import type { OutsideContactRow } from '../../sql/contacts/list-outside-contacts.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import { presentNumber } from '../present/phone-number.ts';
import type { PageFrame } from '../render.tsx';
import { sayHours } from './contact-hours.ts';

type Props = PageFrame & {
  readonly contacts: readonly OutsideContactRow[];
  /** Those of them that the rule for numbers outside lets be dialled. */
  readonly dialled: ReadonlySet<string>;
  readonly notice: DoneNotice | null;
};

export const contactPath = (id: string): string => `/zunanje-stevilke/${encodeURIComponent(id)}`;

/** The directory of numbers outside that callers may be put through to (R2.6, R1.10). */
export function ContactsPage(props: Props) {
  const { m, contacts, notice } = props;
  const words = m.contacts;
  return (
    <div class="people-page">
      <h1>{words.title}</h1>
      <Guide m={m} points={words.guide} />
      <Notice notice={notice} />
      <p class="form-row">
        <a role="button" href="/zunanje-stevilke/dodaj">
          {words.add}
        </a>
      </p>
      {contacts.length === 0 ? <p class="card">{words.empty}</p> : <ContactsTable {...props} />}
    </div>
  );
}

function ContactsTable({ m, contacts, dialled, csrfToken }: Props) {
  const words = m.contacts;
  return (
    <div class="card table-scroll" role="region" aria-label={words.table} tabIndex={0}>
      <table>
        <caption class="visually-hidden">{words.table}</caption>
        <thead>
          <tr>
            {[words.name, words.kind, words.number, words.code, words.lines, words.state, words.deeds].map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {contacts.map((contact) => {
            const { id, kind, name, number, code, lines, hours, disabledAt, usedBy } = contact;
            return (
              <tr key={id} class={disabledAt === null ? '' : 'person-disabled'}>
                <th scope="row">
                  <a href={contactPath(id)}>{name}</a>
                </th>
                <td>{words.kinds[kind]}</td>
                <td class="number">{presentNumber(number)}</td>
                <td>{words.keys(code)}</td>
                <td>{lines}</td>
                <td>
                  {disabledAt !== null ? words.disabled : dialled.has(id) ? words.enabled : words.notDialled}
                  {hours === null ? null : (
                    <>
                      <br />
                      <small>{sayHours(m, hours)}</small>
                    </>
                  )}
                  {usedBy.length === 0 ? null : (
                    <>
                      <br />
                      <small>{words.usedBy(usedBy)}</small>
                    </>
                  )}
                </td>
                <td>
                  <form method="post" action={`${contactPath(id)}/raba`}>
                    <FormToken token={csrfToken} />
                    <input type="hidden" name="raba" value={disabledAt === null ? 'ne' : 'da'} />
                    <button
                      type="submit"
                      class="secondary"
                      aria-label={disabledAt === null ? words.disableWhich(name) : words.enableWhich(name)}
                    >
                      {disabledAt === null ? words.disable : words.enable}
                    </button>
                  </form>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
