import type { OfficeRule } from '../../sql/calendar/office-rules.ts';
import type { ChangePreview } from '../../sql/calendar/preview-change.ts';
import type { Location } from '../../sql/places/list-locations.ts';
import type { Place } from '../../sql/places/place.ts';
import { Consequences } from '../opening/consequences.tsx';
import { RuleList } from '../opening/rule-list.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import type { DoneNotice } from './done-notice.ts';
import { placePath } from './locations-page.tsx';
import type { RightChange } from './move-consequences.ts';

/** Rules and whose they are; null: none above. */
export type Inherited = { readonly name: string; readonly rules: readonly OfficeRule[] } | null;

/** What would follow from the move that was chosen. */
export type MovePreview = {
  readonly parentId: string;
  readonly parentName: string;
  readonly gained: readonly RightChange[];
  readonly lost: readonly RightChange[];
  /** Null: it has opening hours of its own. */
  readonly hours: { readonly before: Inherited; readonly after: Inherited } | null;
  readonly change: ChangePreview;
  /** What the save must find unchanged. */
  readonly seen: string;
};

type Props = PageFrame & {
  readonly place: Place;
  readonly parentName: string | null;
  /** Where it may go. */
  readonly targets: readonly Location[];
  readonly preview: MovePreview | null;
  readonly nameOf: (locationId: string) => string;
  readonly counterNames: ReadonlyMap<number, string>;
  readonly notice: DoneNotice | null;
};

/** A place goes under another one: first where, then what would follow, then the save. */
export function MovePlacePage(props: Props) {
  const { m, place, parentName, targets, preview, notice, csrfToken } = props;
  const words = m.movePlace;
  const path = placePath(place.id, 'prestavi');
  return (
    <div class="locations-page">
      <p>
        <a href={placePath(place.id)}>{m.locations.back(place.name)}</a>
      </p>
      <h1>{words.title(place.name)}</h1>
      <Notice notice={notice} />
      <form class="card" method="get" action={path}>
        <p>{parentName === null ? words.isTop : words.now(parentName)}</p>
        {targets.length === 0 ? (
          <p>{words.noTarget}</p>
        ) : (
          <>
            <label for="pod">{words.target}</label>
            <select id="pod" name="pod">
              {targets.map(({ id, name, depth }) => (
                <option key={id} value={id} selected={id === preview?.parentId}>
                  {`${'– '.repeat(depth)}${name}`}
                </option>
              ))}
            </select>
            <button type="submit" class={preview === null ? '' : 'secondary'}>
              {words.look}
            </button>
          </>
        )}
      </form>
      {preview === null ? null : (
        <>
          <h2>{words.follows(place.name, preview.parentName)}</h2>
          <Rights {...props} preview={preview} />
          <Hours {...props} preview={preview} />
          <Consequences m={m} preview={preview.change} counterNames={props.counterNames} />
          <form method="post" action={path}>
            <FormToken token={csrfToken} />
            <input type="hidden" name="pod" value={preview.parentId} />
            <input type="hidden" name="razlicica" value={String(place.version)} />
            <input type="hidden" name="videno" value={preview.seen} />
            <div class="form-row">
              <button type="submit">{words.move}</button>
            </div>
          </form>
        </>
      )}
    </div>
  );
}

type Previewed = Props & { readonly preview: MovePreview };

function Rights({ m, preview, nameOf }: Previewed) {
  const words = m.movePlace;
  const list = (changes: readonly RightChange[]) => (
    <ul>
      {changes.map(({ userId, userName, role, locationId }) => (
        <li key={`${userId} ${role}`}>
          {userName}: {m.people.grantText(m.people.roles[role], nameOf(locationId))}
        </li>
      ))}
    </ul>
  );
  return (
    <section class="card" aria-labelledby="pravice">
      <h3 id="pravice">{words.rights}</h3>
      {preview.gained.length + preview.lost.length === 0 ? <p>{words.noRights}</p> : null}
      <div class="side-by-side">
        {preview.gained.length === 0 ? null : (
          <div>
            <h4>{words.gained}</h4>
            {list(preview.gained)}
          </div>
        )}
        {preview.lost.length === 0 ? null : (
          <div>
            <h4>{words.lost}</h4>
            {list(preview.lost)}
          </div>
        )}
      </div>
    </section>
  );
}

function Hours({ m, preview }: Previewed) {
  const words = m.movePlace;
  const shown = (inherited: Inherited) =>
    inherited === null ? (
      <p>{words.noHours}</p>
    ) : (
      <>
        <p>{inherited.name}</p>
        <RuleList rules={inherited.rules} />
      </>
    );
  return (
    <section class="card" aria-labelledby="podedovano">
      <h3 id="podedovano">{words.hours}</h3>
      {preview.hours === null ? (
        <p>{words.ownHours}</p>
      ) : (
        <div class="side-by-side">
          <div>
            <h4>{m.openingRules.preview.now}</h4>
            {shown(preview.hours.before)}
          </div>
          <div>
            <h4>{m.openingRules.preview.afterwards}</h4>
            {shown(preview.hours.after)}
          </div>
        </div>
      )}
    </section>
  );
}
