import type { ComponentChildren } from 'preact';
import type { CitizenFrame } from '../citizen-page.tsx';
import { citizenLanguages, ownNames, pathIn } from '../language.ts';

type LayoutProps = CitizenFrame & {
  readonly title: string;
  /** Without the language's prefix. */
  readonly path: string;
  readonly query: string;
  readonly origin: string;
  readonly forEverybody: boolean;
  readonly number: string | null;
  readonly stylePath: string;
  readonly iconPath: string;
  readonly scriptPath: string;
  readonly children: ComponentChildren;
};

/** What stands around every page for citizens. */
export function CitizenLayout(props: LayoutProps) {
  const { m, language, title, path, to } = props;
  return (
    <html lang={language} data-theme="light">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} – ${m.product}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {props.forEverybody ? <Alternates {...props} /> : <meta name="robots" content="noindex" />}
        <link rel="stylesheet" href={props.stylePath} />
        <link rel="icon" href={props.iconPath} type="image/svg+xml" />
        <script type="module" src={props.scriptPath} />
      </head>
      <body class="citizen">
        <a class="skip-link" href="#vsebina">
          {m.skipToContent}
        </a>
        <header class="citizen-header">
          <a class="brand" href={to('/narocanje')}>
            <CalendarLeaf />
            <span>
              <strong>{m.product}</strong>
              <small>{m.subtitle}</small>
            </span>
          </a>
          <nav aria-label={m.mainNavigation}>
            <ul>
              <NavigationItem here={path} path="/narocanje" href={to('/narocanje')} label={m.navigation.book} />
              <NavigationItem here={path} path="/obisk" href={to('/obisk')} label={m.navigation.visit} />
              <NavigationItem here={path} path="/pomoc" href={to('/pomoc')} label={m.navigation.help} />
            </ul>
          </nav>
          <LanguageSwitch {...props} />
        </header>
        <main id="vsebina" tabIndex={-1}>
          {props.children}
        </main>
        <footer class="citizen-footer">
          <h2 class="visually-hidden">{m.footer.heading}</h2>
          {props.number === null ? null : (
            <p>
              {m.footer.byPhone} <a href={`tel:${props.number.replace(/[^\d+]/g, '')}`}>{props.number}</a>
            </p>
          )}
          <ul>
            <li>
              <a href={to('/cakalne-dobe')}>{m.waiting.link}</a>
            </li>
            <li>
              <a href={to('/dostopnost')}>{m.footer.accessibility}</a>
            </li>
            <li>
              <a href={to('/zasebnost')}>{m.footer.privacy}</a>
            </li>
            <li>
              <a href="/prijava" hreflang="sl">
                {m.footer.staff}
              </a>
            </li>
          </ul>
        </footer>
      </body>
    </html>
  );
}

function NavigationItem(props: {
  readonly here: string;
  readonly path: string;
  readonly href: string;
  readonly label: string;
}) {
  const current = props.here === props.path || props.here.startsWith(`${props.path}/`);
  return (
    <li>
      <a href={props.href} {...(current ? { 'aria-current': 'page' as const } : {})}>
        {props.label}
      </a>
    </li>
  );
}

/** The same page in the other languages; what was searched or chosen in the address is kept. */
function LanguageSwitch({ m, language, path, query }: LayoutProps) {
  return (
    <nav class="languages" aria-label={m.languageSwitch}>
      <ul>
        {citizenLanguages.map((other) => (
          <li key={other}>
            <a
              href={`${pathIn(other, path)}${query === '' ? '' : `?${query}`}`}
              lang={other}
              hreflang={other}
              title={ownNames[other]}
              {...(other === language ? { 'aria-current': 'true' as const } : {})}
            >
              <span aria-hidden="true">{other.toUpperCase()}</span>
              <span class="visually-hidden">{ownNames[other]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Alternates({ origin, path }: LayoutProps) {
  return (
    <>
      {citizenLanguages.map((other) => (
        <link key={other} rel="alternate" hreflang={other} href={`${origin}${pathIn(other, path)}`} />
      ))}
      <link rel="alternate" hreflang="x-default" href={`${origin}${path}`} />
    </>
  );
}

function CalendarLeaf() {
  return (
    <svg class="leaf" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="3" y="5" width="26" height="24" rx="5" />
      <path d="M3 12h26M10 2v6M22 2v6" />
      <path class="tick" d="m10.5 20 4 4 7.5-8" />
    </svg>
  );
}
