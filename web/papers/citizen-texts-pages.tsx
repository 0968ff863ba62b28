import { languages } from '../../sql/calendar/words.ts';
import { type PaperPlace, type PaperVersion, paperNames } from '../../sql/papers/paper-versions.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { AreaField, FormProblems, type FormState } from '../locations/form-parts.tsx';
import type { Paper } from '../messages/sl/citizen-papers.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import { PaperPage } from '../portal/pages/paper-page.tsx';
import { presentDay, presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';

export const textsPath = '/strani-za-obcane';
export const textPath = ({ name, language }: PaperPlace): string => `${textsPath}/${name}/${language}`;

/** All texts that citizens read beside the booking itself. */
export function CitizenTextsPage({ m, edited }: PageFrame & { readonly edited: readonly PaperVersion[] }) {
  const words = m.citizenTexts;
  const stateOf = (place: PaperPlace): string => {
    const newest = edited.find(({ name, language }) => name === place.name && language === place.language);
    return newest?.body == null ? words.shipped : words.edited(presentDay(newest.editedAt));
  };
  return (
    <div class="locations-page">
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {paperNames.map((name) => (
        <section key={name} class="card" aria-labelledby={name}>
          <h2 id={name}>{words.names[name]}</h2>
          <ul>
            {languages.map((language) => (
              <li key={language}>
                <a
                  href={textPath({ name, language })}
                  aria-label={words.which(words.names[name], words.languages[language])}
                >
                  {words.languages[language]}
                </a>{' '}
                <small>{stateOf({ name, language })}</small>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

type Props = PageFrame &
  FormState & {
    readonly place: PaperPlace;
    readonly title: string;
    /** The version that whoever edits has seen; 0: the shipped words. */
    readonly seen: number;
    readonly preview: Paper | null;
    readonly versions: readonly PaperVersion[];
    readonly notice: DoneNotice | null;
  };

/** One text in one language: edited as plain text, looked at, published. */
export function CitizenTextPage(props: Props) {
  const { m, place, title, seen, preview, versions, notice, typed, problems, csrfToken } = props;
  const words = m.citizenTexts;
  return (
    <div class="locations-page">
      <p>
        <a href={textsPath}>{words.title}</a>
      </p>
      <h1>{title}</h1>
      <Notice notice={notice} />
      {place.name === 'privacy' ? <p class="card">{words.consent}</p> : null}
      <FormProblems heading={m.locations.form.problems} problems={problems} />
      <form class="card" method="post" action={textPath(place)} noValidate>
        <FormToken token={csrfToken} />
        <input type="hidden" name="razlicica" value={String(seen)} />
        <AreaField
          typed={typed}
          problems={problems}
          name="besedilo"
          label={words.text}
          hint={words.textHint}
          rows={24}
          maxLength={20_000}
          lang={place.language}
        />
        <div class="form-row">
          <button type="submit" name="dejanje" value="predogled" class="secondary">
            {words.look}
          </button>
          <button type="submit" name="dejanje" value="shrani">
            {words.save}
          </button>
        </div>
      </form>
      {preview === null ? null : (
        <section aria-labelledby="predogled" lang={place.language}>
          <h2 id="predogled" lang="sl">
            {words.preview}
          </h2>
          <PaperPage paper={preview} version={null} headings="below" />
        </section>
      )}
      <Versions m={m} place={place} versions={versions} csrfToken={csrfToken} />
    </div>
  );
}

function Versions({ m, place, versions, csrfToken }: Pick<Props, 'm' | 'place' | 'versions' | 'csrfToken'>) {
  const words = m.citizenTexts;
  const [newest] = versions;
  if (newest === undefined) return null;
  return (
    <section class="card" aria-labelledby="razlicice">
      <h2 id="razlicice">{words.versions}</h2>
      <ul>
        {versions.map(({ id, body, editedAt, editedBy }) => (
          <li key={id}>
            {body === null ? (
              `${words.version(id, presentDayAndTime(editedAt), editedBy ?? m.none)}: ${words.wentBack}`
            ) : (
              <details>
                <summary>{words.version(id, presentDayAndTime(editedAt), editedBy ?? m.none)}</summary>
                <p class="as-typed" lang={place.language}>
                  {body}
                </p>
              </details>
            )}
          </li>
        ))}
      </ul>
      {newest.body === null ? null : (
        <form method="post" action={`${textPath(place)}/povrni`}>
          <FormToken token={csrfToken} />
          <button type="submit" class="secondary outline">
            {words.restore}
          </button>
        </form>
      )}
    </section>
  );
}
