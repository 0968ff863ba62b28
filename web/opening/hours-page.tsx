import type { OfficeException, OfficeRule } from '../../sql/calendar/office-rules.ts';
import type { OpeningChange } from '../../sql/calendar/opening-change.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { placePath } from '../locations/locations-page.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import { presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { RuleList } from './rule-list.tsx';
import { sayDay, sayException } from './rule-words.ts';
import type { ScopeView } from './scope-view.ts';

export const changePath = (id: number, ...more: readonly (string | number)[]): string =>
  ['/spremembe', id, ...more].join('/');

type Level = { readonly view: ScopeView; readonly rules: readonly OfficeRule[] };

type Props = PageFrame & {
  readonly view: ScopeView;
  readonly rules: readonly OfficeRule[];
  /** The nearest scope above with opening hours in force today; null: none, or they are its own. */
  readonly inherited: Level | null;
  readonly exceptions: readonly { readonly exception: OfficeException; readonly view: ScopeView }[];
  readonly mayManage: boolean;
  readonly drafts: readonly OpeningChange[];
  readonly history: readonly OpeningChange[];
  readonly nameOf: (userId: string) => string;
  readonly notice: DoneNotice | null;
};

/** The hours of a counter, a place, or everywhere: what holds, where it comes from, and the days that differ. */
export function HoursPage(props: Props) {
  const { m, view } = props;
  const words = m.openingRules;
  return (
    <div class="locations-page">
      <p>
        {view.place === null ? (
          <>
            <a href="/lokacije">{m.locations.all}</a>
            {' · '}
            <a href="/prazniki">{words.holidays.title}</a>
          </>
        ) : (
          <a href={placePath(view.place.id)}>{m.locations.back(view.place.name)}</a>
        )}
      </p>
      <h1>{words.title(view.name)}</h1>
      <Notice notice={props.notice} />
      <Rules {...props} />
      <Exceptions {...props} />
      <History {...props} />
      <Guide m={m} points={words.help} />
    </div>
  );
}

function Rules({ m, view, rules, inherited, mayManage, drafts, nameOf, csrfToken, user }: Props) {
  const words = m.openingRules;
  const own = drafts.find(({ madeBy }) => madeBy === user?.id);
  const hasOpening = rules.some(({ kind }) => kind === 'open');
  const button = own !== undefined ? words.goOn : rules.length === 0 ? words.begin : words.change;
  const inheritedWords = rules.length === 0 ? words.inherits : hasOpening ? words.notToday : words.onlyBreaks;
  return (
    <section class="card" aria-labelledby="pravila">
      <h2 id="pravila">{words.inForce}</h2>
      {rules.length === 0 ? null : <RuleList rules={rules} />}
      {inherited === null ? null : (
        <>
          <p>{inheritedWords(inherited.view.name)}</p>
          <RuleList rules={inherited.rules} />
        </>
      )}
      {hasOpening || inherited !== null || view.scope.of === 'everywhere' ? null : <p>{words.none}</p>}
      {drafts.length === 0 ? null : (
        <ul>
          {drafts.map((draft) => (
            <li key={draft.id}>
              {mayManage ? (
                <a href={changePath(draft.id)}>
                  {words.draftBy(nameOf(draft.madeBy), presentDayAndTime(draft.madeAt))}
                </a>
              ) : (
                words.draftBy(nameOf(draft.madeBy), presentDayAndTime(draft.madeAt))
              )}
            </li>
          ))}
        </ul>
      )}
      {mayManage ? (
        <form method="post" action={`${view.path}/osnutek`}>
          <FormToken token={csrfToken} />
          <button type="submit">{button}</button>
        </form>
      ) : null}
    </section>
  );
}

function Exceptions({ m, view, exceptions, mayManage, csrfToken }: Props) {
  const words = m.openingRules.exceptions;
  return (
    <section class="card" aria-labelledby="izjeme">
      <h2 id="izjeme">{words.heading}</h2>
      {exceptions.length === 0 ? <p>{words.none}</p> : null}
      <ul class="rule-list">
        {exceptions.map(({ exception, view: of }) => {
          const said = sayException(exception);
          return (
            <li key={exception.id}>
              <div>
                <strong>{said}</strong>
                {of.path === view.path ? null : <small>{words.of(of.name)}</small>}
                {exception.announcedFrom === null ? null : (
                  <small>{words.announced(sayDay(exception.announcedFrom))}</small>
                )}
                {exception.notice.sl === undefined ? null : <p class="as-typed">{exception.notice.sl}</p>}
                {exception.note === '' ? null : <small>{exception.note}</small>}
              </div>
              {mayManage && of.path === view.path ? (
                <div class="form-row">
                  <a href={`${view.path}/izjeme/${exception.id}`} aria-label={words.editWhich(said)}>
                    {words.edit}
                  </a>
                  <form method="post" action={`${view.path}/izjeme/${exception.id}/odstrani`}>
                    <FormToken token={csrfToken} />
                    <button type="submit" class="secondary outline" aria-label={words.removeWhich(said)}>
                      {words.remove}
                    </button>
                  </form>
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
      {mayManage ? (
        <p>
          <a href={`${view.path}/izjema`}>{words.add}</a>
        </p>
      ) : null}
    </section>
  );
}

function History({ m, history, nameOf }: Props) {
  const words = m.openingRules;
  if (history.length === 0) return null;
  return (
    <section class="card" aria-labelledby="zgodovina">
      <h2 id="zgodovina">{words.history}</h2>
      <ul>
        {history.map((change) =>
          change.state === 'draft' ? null : (
            <li key={change.id}>
              <a href={changePath(change.id)}>
                {words.saved(
                  words.kinds[change.content.kind],
                  nameOf(change.savedBy),
                  presentDayAndTime(change.savedAt),
                )}
              </a>{' '}
              <small>{words.result(change.slotsMore, change.slotsFewer, change.visitsHit)}</small>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
