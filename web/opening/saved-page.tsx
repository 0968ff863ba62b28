import type { OpeningChange } from '../../sql/calendar/opening-change.ts';
import type { PageFrame } from '../render.tsx';
import { sayContent } from './preview-page.tsx';
import { RuleList } from './rule-list.tsx';
import type { ScopeView } from './scope-view.ts';

/** A change that was saved, as the history keeps it. */
export function SavedPage({
  m,
  change,
  view,
}: PageFrame & { readonly change: OpeningChange; readonly view: ScopeView }) {
  const words = m.openingRules;
  return (
    <div class="locations-page">
      <p>
        <a href={view.path}>{m.locations.back(words.title(view.name))}</a>
      </p>
      <h1>{words.preview.what}</h1>
      {change.state === 'saved' ? <p>{words.result(change.slotsMore, change.slotsFewer, change.visitsHit)}</p> : null}
      {change.content.kind === 'rules' ? (
        <div class="card side-by-side">
          <div>
            <h2>{words.preview.before}</h2>
            {change.stood === null || change.stood.length === 0 ? (
              <p>{words.preview.nothingStands}</p>
            ) : (
              <RuleList rules={change.stood} />
            )}
          </div>
          <div>
            <h2>{words.preview.after}</h2>
            {change.content.rules.length === 0 ? (
              <p>{words.preview.nothingStands}</p>
            ) : (
              <RuleList rules={change.content.rules} />
            )}
          </div>
        </div>
      ) : (
        <p class="card">{sayContent(m, change.content)}</p>
      )}
    </div>
  );
}
