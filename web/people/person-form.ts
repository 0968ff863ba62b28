import { randomBytes } from 'node:crypto';
import type { Role, RoleGrant } from '../../sql/people/roles.ts';
import { roles } from '../../sql/people/roles.ts';
import type { Location } from '../../sql/places/list-locations.ts';
import { lineOf, type Typed } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';
import { delegatedRoles, mayGrant, type Reach } from './reach.ts';

/** A problem by its field, for the form's page. */
type Judged<T> = { readonly value: T; readonly problems: Readonly<Record<string, string>> };

/** The value of the field "where" that means everywhere; no location has this id. */
export const everywhere = '*';

/** The roles that somebody may give, in the order of the table of roles. */
export const rolesWithin = (reach: Reach): readonly Role[] => (reach === null ? roles : delegatedRoles);

export function judgeData(m: Messages, typed: Typed): Judged<{ name: string; email: string | null }> {
  const say = m.people.problems;
  const [name, email] = [lineOf(typed, 'ime'), lineOf(typed, 'eposta')];
  return {
    value: { name, email: email === '' ? null : email },
    problems: {
      ...(name === '' || name.length > 200 ? { ime: say.name } : {}),
      ...(email !== '' && (email.length > 254 || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email))
        ? { eposta: say.email }
        : {}),
    },
  };
}

export function judgeSignIn(m: Messages, typed: Typed): Judged<string> {
  const id = lineOf(typed, 'uporabnik');
  const right = /^[a-z0-9][a-z0-9._-]{1,39}$/.test(id);
  return { value: id, problems: right ? {} : { uporabnik: m.people.problems.signIn } };
}

/** `null`: nothing was typed, and one is made up. */
export function judgePassword(m: Messages, typed: Typed, signIn: string, field = 'geslo'): Judged<string | null> {
  const password = typed[field] ?? '';
  if (password === '') return { value: null, problems: {} };
  const wrong =
    password.length < 12 || password.length > 200 || (signIn !== '' && password.toLowerCase().includes(signIn));
  return { value: password, problems: wrong ? { [field]: m.people.problems.password } : {} };
}

/** Ninety-six bits, in letters that can be copied from the page. */
export const madeUpPassword = (): string => randomBytes(12).toString('base64url');

/** A grant that this manager may give; what is outside the reach is answered like what is not on the list. */
export function judgeGrant(
  m: Messages,
  typed: Typed,
  reach: Reach,
  locations: readonly Pick<Location, 'id'>[],
): Judged<RoleGrant> {
  const say = m.people.problems;
  const role = rolesWithin(reach).find((each) => each === typed.vloga);
  const place = typed.lokacija ?? '';
  const known = place === everywhere ? reach === null : locations.some(({ id }) => id === place);
  const value: RoleGrant = { role: role ?? 'clerk', locationId: place === everywhere ? null : place };
  return {
    value,
    problems: {
      ...(role === undefined ? { vloga: say.role } : {}),
      ...(known && mayGrant(reach, value) ? {} : { lokacija: say.place }),
    },
  };
}
