import type { OfficeRule } from '../../sql/calendar/office-rules.ts';
import type { OpeningChange } from '../../sql/calendar/opening-change.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import { changePath } from './hours-page.tsx';
import { RuleList } from './rule-list.tsx';
import { sayRule } from './rule-words.ts';
import type { ScopeView } from './scope-view.ts';

type Props = PageFrame & {
  readonly view: ScopeView;
  readonly change: OpeningChange;
  readonly rules: readonly OfficeRule[];
  readonly notice: DoneNotice | null;
};

/** The rules of a draft; each is changed on a page of its own, and nothing of it holds yet. */
export function DraftPage({ m, view, change, rules, notice, csrfToken }: Props) {
  const words = m.openingRules.draft;
  const actions = (rule: OfficeRule, place: number) => (
    <>
      <a href={changePath(change.id, 'pravilo', place)} aria-label={words.editWhich(sayRule(rule))}>
        {words.edit}
      </a>
      <form method="post" action={changePath(change.id, 'odstrani')}>
        <FormToken token={csrfToken} />
        <input type="hidden" name="razlicica" value={String(change.version)} />
        <input type="hidden" name="pravilo" value={String(place)} />
        <button type="submit" class="secondary outline" aria-label={words.removeWhich(sayRule(rule))}>
          {words.remove}
        </button>
      </form>
    </>
  );
  return (
    <div class="locations-page">
      <p>
        <a href={view.path}>{m.locations.back(m.openingRules.title(view.name))}</a>
      </p>
      <h1>{words.title(view.name)}</h1>
      <Notice notice={notice} />
      <p>{words.intro}</p>
      <section class="card" aria-label={words.title(view.name)}>
        {rules.length === 0 ? <p>{words.none}</p> : <RuleList rules={rules} beside={actions} />}
        <p>
          <a href={changePath(change.id, 'pravilo', 'novo')}>{words.add}</a>
        </p>
      </section>
      <div class="form-row">
        <a role="button" href={changePath(change.id, 'predogled')}>
          {words.preview}
        </a>
        <form method="post" action={changePath(change.id, 'zavrzi')}>
          <FormToken token={csrfToken} />
          <button type="submit" class="secondary outline">
            {words.discard}
          </button>
        </form>
      </div>
    </div>
  );
}
