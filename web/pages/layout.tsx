import type { ComponentChildren } from 'preact';
import type { PageFrame } from '../render.tsx';
import { FormToken } from './form-token.tsx';
import { Navigation } from './navigation.tsx';

type LayoutProps = PageFrame & {
  readonly title: string;
  readonly look: 'page' | 'wallboard' | 'console';
  readonly refreshSeconds: number | null;
  readonly stylePath: string;
  /** Of this page alone. */
  readonly sheetPath: string | null;
  readonly iconPath: string;
  /** Of every page of somebody who is signed in. */
  readonly menuPath: string;
  readonly scriptPath: string | null;
  readonly children: ComponentChildren;
};

/** What stands around every page. */
export function Layout(props: LayoutProps) {
  const { m, user, title, look, children } = props;
  return (
    <html lang="sl" data-theme={look === 'wallboard' ? 'dark' : 'light'}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} – ${m.product}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={props.stylePath} />
        {props.sheetPath === null ? null : <link rel="stylesheet" href={props.sheetPath} />}
        <link rel="icon" href={props.iconPath} type="image/svg+xml" />
        {user === null ? null : <script type="module" src={props.menuPath} />}
        {props.scriptPath === null ? null : <script type="module" src={props.scriptPath} />}
        {props.refreshSeconds === null ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(props.refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body class={`look-${look}`}>
        <a class="skip-link" href="#vsebina">
          {m.skipToContent}
        </a>
        <header class="page-header">
          <a class="brand" href="/">
            <Receiver />
            <span>
              <strong>{m.product}</strong>
              <small>{m.subtitle}</small>
            </span>
          </a>
          {user === null ? null : <Navigation {...props} />}
          {user === null ? null : (
            <form class="sign-out" method="post" action="/odjava">
              <FormToken token={props.csrfToken} />
              <span class="signed-in-as">
                <span class="visually-hidden">{m.signedInAs}</span>
                <a href="/geslo">
                  {user.name}
                  <span class="visually-hidden">, {m.people.own.title}</span>
                </a>
              </span>
              <button type="submit" class="quiet">
                {m.signOut}
              </button>
            </form>
          )}
        </header>
        <main id="vsebina" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

function Receiver() {
  return (
    <svg class="receiver" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" />
      <path d="M10.2 6.5 13 6l2.2 5.2-2.4 2c.9 2.3 3.6 5 5.9 6l2-2.4L26 19l-.5 2.9c-.3 1.8-1.9 3.1-3.7 3-8-.4-14.3-6.8-14.7-14.7-.1-1.8 1.3-3.4 3.1-3.7z" />
    </svg>
  );
}
