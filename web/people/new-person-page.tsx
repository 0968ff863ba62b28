import type { Location } from '../../sql/places/list-locations.ts';
import { FormProblems, type FormState, TextField } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Guide } from '../pages/guide.tsx';
import type { PageFrame } from '../render.tsx';
import { GrantFields } from './grant-fields.tsx';
import { PasswordField } from './password-field.tsx';
import type { Reach } from './reach.ts';

type NewPersonPageProps = PageFrame & FormState & { readonly reach: Reach; readonly locations: readonly Location[] };

export function NewPersonPage({ m, csrfToken, typed, problems, reach, locations }: NewPersonPageProps) {
  const say = m.people;
  const state = { typed, problems };
  return (
    <div class="locations-page narrow-page">
      <p>
        <a href="/ljudje">← {say.back}</a>
      </p>
      <h1>{say.newTitle}</h1>
      <Guide m={m} points={say.guide} />
      <FormProblems heading={say.problems.heading} problems={problems} />
      <form class="card" method="post" action="/ljudje/dodaj" noValidate autocomplete="off">
        <FormToken token={csrfToken} />
        <TextField {...state} name="uporabnik" label={say.signIn} hint={say.signInHint} required maxLength={40} />
        <TextField {...state} name="ime" label={say.name} required maxLength={200} />
        <TextField {...state} name="eposta" label={say.email} type="email" maxLength={254} />
        <GrantFields m={m} {...state} reach={reach} locations={locations} />
        <small>{say.placeHint}</small>
        <PasswordField
          {...state}
          name="geslo"
          label={say.password}
          hint={say.passwordHint}
          autocomplete="new-password"
        />
        <button type="submit">{say.create}</button>
      </form>
    </div>
  );
}
