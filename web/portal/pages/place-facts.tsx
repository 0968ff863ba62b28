import { Fragment } from 'preact';
import { type OptionalTexts, textIn } from '../../../sql/calendar/words.ts';
import { localeOf } from '../../present/citizen-time.ts';
import { presentNumber } from '../../present/phone-number.ts';
import type { CitizenFrame } from '../citizen-page.tsx';

/** What a unit says of a place for those who come there (R3.1). */
export type PlaceSaid = {
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly languages: readonly string[];
  readonly directions: OptionalTexts;
};

/** Rows of a list of facts: how to get there, whom to ask, in which languages one is served. What is not said is left out. */
export function PlaceFacts({ frame, place }: { readonly frame: CitizenFrame; readonly place: PlaceSaid }) {
  const { language, m } = frame;
  const words = m.visit;
  const { phone, email, website } = place;
  const names = new Intl.DisplayNames(localeOf(language), { type: 'language' });
  const directions = textIn(place.directions, language);
  const rows = [
    [words.directions, directions === '' ? null : <span class="as-typed">{directions}</span>],
    [words.phone, phone === '' ? null : <a href={`tel:${phone}`}>{presentNumber(phone)}</a>],
    [words.email, email === '' ? null : <a href={`mailto:${email}`}>{email}</a>],
    // Only what is an address of the web becomes a link.
    [words.map, website === '' ? null : /^https?:\/\//.test(website) ? <a href={website}>{website}</a> : website],
    [words.languages, place.languages.map((each) => names.of(each) ?? each).join(', ') || null],
  ] as const;
  return (
    <>
      {rows.map(([label, value]) =>
        value === null ? null : (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </>
  );
}
