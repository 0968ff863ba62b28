import type { Location } from '../../sql/places/list-locations.ts';
import { type FormState, SelectField } from '../locations/form-parts.tsx';
import type { Messages } from '../messages/sl.ts';
import { everywhere, rolesWithin } from './person-form.ts';
import type { Reach } from './reach.ts';

/** A right and where it holds, of those that whoever is signed in may give. */
export function GrantFields(
  props: FormState & { readonly m: Messages; readonly reach: Reach; readonly locations: readonly Location[] },
) {
  const { m, reach, locations, typed, problems } = props;
  const say = m.people;
  // Nobody is given everything everywhere because a list began with it.
  const choose = { value: '', label: say.choose };
  const least = Math.min(...locations.map(({ depth }) => depth));
  const places = locations.map(({ id, name, depth }) => ({ value: id, label: `${'– '.repeat(depth - least)}${name}` }));
  return (
    <div class="fields">
      <SelectField
        typed={typed}
        problems={problems}
        name="vloga"
        label={say.role}
        options={[choose, ...rolesWithin(reach).map((role) => ({ value: role, label: say.roles[role] }))]}
      />
      <SelectField
        typed={typed}
        problems={problems}
        name="lokacija"
        label={say.place}
        options={[choose, ...(reach === null ? [{ value: everywhere, label: say.everywhere }] : []), ...places]}
      />
    </div>
  );
}
