import type { Messages } from '../messages/sl.ts';
import type { PageFrame } from '../render.tsx';
import { FormToken } from './form-token.tsx';

/** A link to sign out must not sign out by itself: mail scanners and browsers open links ahead. */
export function SignOutPage({ m, csrfToken }: PageFrame) {
  return (
    <section class="card">
      <h1>{m.entrance.signOutHeading}</h1>
      <p>{m.entrance.signOutQuestion}</p>
      <form method="post" action="/odjava" class="form-row">
        <FormToken token={csrfToken} />
        <button type="submit">{m.signOut}</button>
        <a role="button" class="secondary outline" href="/">
          {m.entrance.stay}
        </a>
      </form>
    </section>
  );
}

/** For roles whose pages are still to come. */
export function WelcomePage({ m, name }: { readonly m: Messages; readonly name: string }) {
  return (
    <section class="card">
      <h1>{m.entrance.noPageTitle}</h1>
      <p>
        {m.signedInAs} {name}.
      </p>
      <p>{m.entrance.noPage}</p>
    </section>
  );
}
