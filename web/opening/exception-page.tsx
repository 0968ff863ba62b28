import { languages } from '../../sql/calendar/words.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import type { FormState } from '../locations/form-parts.tsx';
import { AreaField, FormProblems, SelectField, TextField } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import { noticeField } from './exception-form.ts';
import type { ScopeView } from './scope-view.ts';

type Props = PageFrame &
  FormState & {
    readonly title: string;
    readonly view: ScopeView;
    /** Where the form goes. */
    readonly action: string;
    readonly notice: DoneNotice | null;
  };

/** A day or some that differ: closed, or open at other hours, and what citizens are told of it. */
export function ExceptionPage({ m, title, view, action, notice, typed, problems, csrfToken }: Props) {
  const words = m.openingRules.exceptions;
  const state = { typed, problems };
  return (
    <div class="locations-page narrow-page">
      <p>
        <a href={view.path}>{m.locations.back(m.openingRules.title(view.name))}</a>
      </p>
      <h1>{title}</h1>
      <Notice notice={notice} />
      <FormProblems heading={words.problems.heading} problems={problems} />
      <form class="card" method="post" action={action} noValidate>
        <FormToken token={csrfToken} />
        {typed.videno === undefined ? null : <input type="hidden" name="videno" value={typed.videno} />}
        <SelectField
          {...state}
          name="vrsta"
          label={words.kind}
          options={[
            { value: 'zaprto', label: words.kindClosed },
            { value: 'ure', label: words.kindHours },
          ]}
        />
        <div class="fields">
          <TextField {...state} name="prvi-dan" label={words.firstDay} type="date" required />
          <TextField {...state} name="zadnji-dan" label={words.lastDay} hint={words.lastDayHint} type="date" />
        </div>
        <p class="hint" id="ure-namig">
          {words.timesHint}
        </p>
        <div class="fields">
          <TextField {...state} name="od" label={words.from} maxLength={5} short />
          <TextField {...state} name="do" label={words.to} maxLength={5} short />
        </div>
        <fieldset>
          <legend>{words.announce}</legend>
          <TextField
            {...state}
            name="objava-od"
            label={words.announcedFrom}
            hint={words.announcedFromHint}
            type="date"
          />
          <p class="hint">
            {words.notice}. {words.noticeHint}
          </p>
          {languages.map((language) => (
            <AreaField
              key={language}
              {...state}
              name={noticeField(language)}
              label={words.noticeIn[language]}
              rows={2}
              maxLength={1000}
              lang={language}
            />
          ))}
        </fieldset>
        <TextField {...state} name="opomba" label={words.note} />
        <div class="form-row">
          <button type="submit">{words.next}</button>
          <a href={view.path}>{m.locations.form.cancel}</a>
        </div>
      </form>
    </div>
  );
}
