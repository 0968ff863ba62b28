import type { User } from '../../sql/people/read-user.ts';
import { type RoleGrant, roles } from '../../sql/people/roles.ts';
import type { Location } from '../../sql/places/list-locations.ts';
import { may } from '../may.ts';
import type { Messages } from '../messages/sl.ts';
import { Guide } from '../pages/guide.tsx';
import { presentDay } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { personPath } from './person-path.ts';

type PeoplePageProps = PageFrame & {
  readonly people: readonly User[];
  /** Within reach, for the filter. */
  readonly locations: readonly Location[];
  /** All, for the names of grants. */
  readonly tree: readonly Location[];
  readonly chosen: { readonly place: string; readonly role: string };
};

export function PeoplePage({ m, user, people, locations, tree, chosen }: PeoplePageProps) {
  const say = m.people;
  return (
    <div class="people-page">
      <h1>{say.title}</h1>
      <Guide m={m} points={say.guide} />
      <form method="get" action="/ljudje" class="card filter" aria-label={say.filter}>
        <div>
          <label for="lokacija">{say.place}</label>
          <select id="lokacija" name="lokacija">
            <option value="">{say.everyPlace}</option>
            {locations.map(({ id, name, depth }) => (
              <option key={id} value={id} selected={id === chosen.place}>
                {`${'– '.repeat(depth)}${name}`}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="pravica">{say.role}</label>
          <select id="pravica" name="pravica">
            <option value="">{say.everyRole}</option>
            {roles.map((role) => (
              <option key={role} value={role} selected={role === chosen.role}>
                {say.roles[role]}
              </option>
            ))}
          </select>
        </div>
        <div class="form-row">
          <button type="submit">{say.show}</button>
          <a role="button" class="secondary" href="/ljudje/dodaj">
            {say.add}
          </a>
          {user !== null && may(user, 'requireSecondFactor') ? (
            <a href="/drugi-korak/obveznost">{m.secondFactor.title}</a>
          ) : null}
        </div>
      </form>
      {people.length === 0 ? (
        <p class="card">{say.none}</p>
      ) : (
        <div class="card table-scroll" role="region" aria-label={say.table} tabIndex={0}>
          <table class="stacked">
            <caption class="visually-hidden">{say.table}</caption>
            <thead>
              <tr>
                <th scope="col">{say.name}</th>
                <th scope="col">{say.signIn}</th>
                <th scope="col">{say.rights}</th>
                <th scope="col">{say.state}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.id} class={person.disabledAt === null ? '' : 'person-disabled'}>
                  <th scope="row">
                    <a href={personPath(person.id)}>{person.name}</a>
                  </th>
                  <td data-label={say.signIn}>{person.id}</td>
                  <td data-label={say.rights}>
                    {person.grants.length === 0
                      ? say.noRights
                      : person.grants.map((grant) => grantName(m, grant, tree)).join('; ')}
                  </td>
                  <td data-label={say.state}>
                    {person.disabledAt === null ? say.enabled : say.disabledSince(presentDay(person.disabledAt))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** "delo pri okencu – Upravna enota Litija" */
export function grantName({ people }: Messages, { role, locationId }: RoleGrant, tree: readonly Location[]): string {
  const place =
    locationId === null ? people.everywhere : (tree.find(({ id }) => id === locationId)?.name ?? locationId);
  return people.grantText(people.roles[role], place);
}
