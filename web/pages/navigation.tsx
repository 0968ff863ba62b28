import type { Action } from '../may.ts';
import { may } from '../may.ts';
import type { PageFrame } from '../render.tsx';

type Words = PageFrame['m']['navigation'];
type Item = { readonly path: string; readonly action: Action; readonly label: keyof Words['pages'] };
type Group = { readonly name: keyof Words['groups']; readonly items: readonly Item[] };

/** Every page that somebody begins with, in the rooms that people think of. */
const groups: readonly Group[] = [
  {
    name: 'telephone',
    items: [
      { path: '/stena', action: 'seeWallboard', label: 'wallboard' },
      { path: '/konzola', action: 'useConsole', label: 'console' },
      { path: '/linija', action: 'overrideLine', label: 'line' },
      { path: '/klici', action: 'seeCalls', label: 'calls' },
      { path: '/klici', action: 'seeOwnCalls', label: 'ownCalls' },
      { path: '/povratni-klici', action: 'handleCallbacks', label: 'callbacks' },
      { path: '/sporocila', action: 'answerVoiceMessages', label: 'voiceMessages' },
      { path: '/besedila', action: 'seePrompts', label: 'prompts' },
      { path: '/ure-linije', action: 'manageLineHours', label: 'lineHours' },
      { path: '/preliv', action: 'manageOverflow', label: 'overflow' },
      { path: '/izbira-s-tipkami', action: 'arrangeKeyMenu', label: 'keyMenu' },
      { path: '/zunanje-stevilke', action: 'manageContacts', label: 'contacts' },
    ],
  },
  {
    name: 'visits',
    items: [
      { path: '/danes', action: 'markVisits', label: 'day' },
      { path: '/termini', action: 'bookVisits', label: 'desk' },
      { path: '/obiski', action: 'handleVisits', label: 'visits' },
      { path: '/urnik', action: 'seeSchedule', label: 'schedule' },
      { path: '/posta', action: 'seeMessages', label: 'outbox' },
      { path: '/statistika', action: 'seeVisitStatistics', label: 'statistics' },
    ],
  },
  {
    name: 'keeping',
    items: [
      { path: '/lokacije', action: 'seeLocations', label: 'locations' },
      { path: '/storitve', action: 'manageCatalogue', label: 'catalogue' },
      { path: '/strani-za-obcane', action: 'writeMessageTemplates', label: 'citizenTexts' },
      { path: '/ljudje', action: 'managePeople', label: 'people' },
      { path: '/uvoz', action: 'importRegisters', label: 'registers' },
      { path: '/zahteve-posameznikov', action: 'handleDataRequests', label: 'dataRequests' },
      { path: '/hramba', action: 'manageRetention', label: 'retention' },
      { path: '/revizija', action: 'seeAudit', label: 'audit' },
    ],
  },
  { name: 'reports', items: [{ path: '/porocila', action: 'seeReports', label: 'reports' }] },
];

/** So many stand in one row of a desk; more are put into menus. */
const mostInOneRow = 8;

type NavigationProps = Pick<PageFrame, 'm' | 'user' | 'path'>;

/**
 * The way to all pages that somebody may see. Menus are the browser's own disclosures: they open without script, by
 * keyboard, and screen readers say whether they are open; of one name only one is open. With the script of every page
 * (islands/menu.ts) they also close by Escape and by a click beside them.
 */
export function Navigation({ m, user, path }: NavigationProps) {
  if (user === null) return null;
  const words = m.navigation;
  const shown = groups
    .map(({ name, items }) => ({ name, items: onceEach(items.filter(({ action }) => may(user, action))) }))
    .filter(({ items }) => items.length > 0);
  const all = shown.flatMap(({ items }) => items);
  const link = (item: Item) => (
    <li key={item.path}>
      <a href={item.path} {...(isHere(item, path) ? { 'aria-current': 'page' as const } : {})}>
        {words.pages[item.label]}
      </a>
    </li>
  );
  return (
    <nav aria-label={m.mainNavigation}>
      <ul>
        {all.length <= mostInOneRow
          ? all.map(link)
          : shown.map(({ name, items: [first, ...others] }) =>
              first === undefined ? null : others.length === 0 ? (
                link(first)
              ) : (
                <li key={name}>
                  <details class="menu" name="meni">
                    <summary
                      {...([first, ...others].some((item) => isHere(item, path))
                        ? { 'aria-current': 'true' as const }
                        : {})}
                    >
                      {words.groups[name]}
                    </summary>
                    <ul>{[first, ...others].map(link)}</ul>
                  </details>
                </li>
              ),
            )}
      </ul>
    </nav>
  );
}

/** Two rights may lead to one page; the first names it. */
const onceEach = (items: readonly Item[]): readonly Item[] =>
  items.filter((item, index) => items.findIndex(({ path }) => path === item.path) === index);

const isHere = (item: Item, path: string): boolean => path === item.path || path.startsWith(`${item.path}/`);
