import type { OfficeRule } from '../../sql/calendar/office-rules.ts';
import type { ChangeContent, OpeningChange } from '../../sql/calendar/opening-change.ts';
import type { ChangePreview } from '../../sql/calendar/preview-change.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import type { Messages } from '../messages/sl.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import { Consequences } from './consequences.tsx';
import { changePath } from './hours-page.tsx';
import { RuleList } from './rule-list.tsx';
import { sayDay, sayException } from './rule-words.ts';
import type { ScopeView } from './scope-view.ts';

type Props = PageFrame & {
  readonly view: ScopeView;
  readonly change: OpeningChange;
  /** What would follow; null: it can not be done any more. */
  readonly preview: ChangePreview | null;
  /** What the save must find unchanged. */
  readonly seen: string;
  /** The rules that hold now. */
  readonly standing: readonly OfficeRule[];
  /** Somebody saved other rules since the draft began. */
  readonly overtaken: boolean;
  readonly counterNames: ReadonlyMap<number, string>;
  readonly notice: DoneNotice | null;
};

/** What a change would do, day by day and visit by visit, before anybody saves it. */
export function PreviewPage(props: Props) {
  const { m, view, change, preview, notice } = props;
  const words = m.openingRules.preview;
  const back = backOf(m, view, change);
  return (
    <div class="locations-page">
      <p>
        <a href={back.href}>{back.label}</a>
      </p>
      <h1>{words.title(view.name)}</h1>
      <Notice notice={notice} />
      {props.overtaken ? <Overtaken {...props} /> : null}
      <What {...props} />
      {preview === null ? null : <Consequences m={m} preview={preview} counterNames={props.counterNames} />}
      <div class="form-row">
        {preview === null || props.overtaken ? null : (
          <form method="post" action={changePath(change.id, 'shrani')}>
            <FormToken token={props.csrfToken} />
            <input type="hidden" name="razlicica" value={String(change.version)} />
            <input type="hidden" name="videno" value={props.seen} />
            <button type="submit">{words.save}</button>
          </form>
        )}
        <form method="post" action={changePath(change.id, 'zavrzi')}>
          <FormToken token={props.csrfToken} />
          <button type="submit" class="secondary outline">
            {words.discard}
          </button>
        </form>
      </div>
    </div>
  );
}

/** Where whoever is not content with the preview goes on. */
function backOf(
  m: Messages,
  view: ScopeView,
  { id, content }: OpeningChange,
): { readonly href: string; readonly label: string } {
  const words = m.openingRules;
  switch (content.kind) {
    case 'rules':
      return { href: changePath(id), label: words.preview.backToDraft };
    case 'addException':
    case 'changeException':
      return { href: changePath(id, 'izjema'), label: words.preview.backToException };
    default:
      return { href: view.path, label: m.locations.back(words.title(view.name)) };
  }
}

function Overtaken({ m, change, csrfToken }: Props) {
  const words = m.openingRules.preview;
  return (
    <form class="card outbox-attention" method="post" action={changePath(change.id, 'osvezi')}>
      <FormToken token={csrfToken} />
      <p role="alert">{words.overtakenBySomebody}</p>
      <button type="submit" class="secondary">
        {words.replaceAnyway}
      </button>
    </form>
  );
}

function What({ m, change, standing }: Props) {
  const words = m.openingRules.preview;
  const { content } = change;
  return (
    <section class="card" aria-labelledby="sprememba">
      <h2 id="sprememba">{words.what}</h2>
      {content.kind === 'rules' ? (
        <div class="side-by-side">
          <div>
            <h3>{words.now}</h3>
            {standing.length === 0 ? <p>{words.nothingStands}</p> : <RuleList rules={standing} />}
          </div>
          <div>
            <h3>{words.afterwards}</h3>
            {content.rules.length === 0 ? <p>{words.nothingStands}</p> : <RuleList rules={content.rules} />}
          </div>
        </div>
      ) : (
        <p>
          <strong>{sayContent(m, content)}</strong>
        </p>
      )}
    </section>
  );
}

/** A change in one line. */
export function sayContent({ openingRules }: Messages, content: ChangeContent): string {
  const kind = openingRules.kinds[content.kind];
  switch (content.kind) {
    case 'addException':
    case 'removeException':
      return `${kind}: ${sayException(content.exception)}`;
    case 'changeException':
      return `${kind}: ${sayException(content.before)} → ${sayException(content.exception)}`;
    case 'addHoliday':
    case 'removeHoliday':
      return `${kind}: ${openingRules.holidays.what(sayDay(content.day), content.name.sl)}`;
    case 'rules':
    case 'closeCounter':
      return kind;
  }
}
