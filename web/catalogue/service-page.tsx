import type { Service, ServiceCategory } from '../../sql/calendar/services.ts';
import { languages } from '../../sql/calendar/words.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import type { FormState } from '../locations/form-parts.tsx';
import { AreaField, FormProblems, Group, SelectField, TextField, Tick } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import type { Missing } from './missing-translations.ts';
import { longest, textField, togetherField } from './service-form.ts';

type Props = PageFrame &
  FormState & {
    readonly title: string;
    readonly action: string;
    readonly categories: readonly ServiceCategory[];
    readonly others: readonly Service[];
    /** What of it stands only in Slovene; null: it is new. */
    readonly missing: readonly Missing[] | null;
    readonly notice: DoneNotice | null;
    /** What stands now, where somebody else has changed it; by field. */
    readonly nowInForce: Readonly<Record<string, string>>;
  };

/** A service with its texts in four languages. */
export function ServicePage(props: Props) {
  const { m, title, action, typed, problems, notice, missing } = props;
  const words = m.catalogue;
  return (
    <div class="locations-page narrow-page">
      <p>
        <a href="/storitve">{words.title}</a>
      </p>
      <h1>{title}</h1>
      <Notice notice={notice} />
      <FormProblems heading={words.form.problems} problems={problems} />
      {missing === null ? null : <MissingTexts m={m} missing={missing} />}
      <form class="card" method="post" action={action} noValidate>
        <FormToken token={props.csrfToken} />
        <input type="hidden" name="razlicica" value={typed.razlicica ?? ''} />
        <Texts {...props} language="sl" />
        <Common {...props} />
        {languages.map((language) =>
          language === 'sl' ? null : <Texts key={language} {...props} language={language} />,
        )}
        <div class="form-row">
          <button type="submit">{words.form.save}</button>
          <a href="/storitve">{words.form.cancel}</a>
        </div>
      </form>
    </div>
  );
}

function MissingTexts({ m, missing }: Pick<Props, 'm'> & { readonly missing: readonly Missing[] }) {
  const words = m.catalogue.missing;
  if (missing.length === 0) return <p class="notice notice-done">{words.all}</p>;
  return (
    <section class="card outbox-attention" aria-labelledby="prevodi">
      <h2 id="prevodi">{words.heading}</h2>
      <ul>
        {missing.map(({ language, fields }) => (
          <li key={language}>
            {words.of(
              m.catalogue.languages[language],
              fields.map(({ field, have, all }) =>
                field === 'documents' && have > 0 ? words.documents(have, all) : words.fields[field],
              ),
            )}
          </li>
        ))}
      </ul>
      <p>{words.note}</p>
    </section>
  );
}

/** A field's hint together with what stands now. */
function hinted({ nowInForce }: Props, name: string, hint?: string): { readonly hint?: string } {
  const all = [hint, nowInForce[name]].filter((one) => one !== undefined).join(' ');
  return all === '' ? {} : { hint: all };
}

function Texts(props: Props & { readonly language: 'sl' | 'en' | 'it' | 'hu' }) {
  const { m, typed, problems, language } = props;
  const words = m.catalogue.form;
  const field = (name: string, hint?: string) => {
    const full = textField(name, language);
    return { typed, problems, name: full, lang: language, ...hinted(props, full, hint) };
  };
  return (
    <fieldset>
      <legend>{m.catalogue.inLanguage[language]}</legend>
      <TextField {...field('ime')} label={words.name} maxLength={120} required={language === 'sl'} />
      <AreaField {...field('opis')} label={words.description} rows={3} maxLength={longest.opis} />
      <AreaField {...field('priloge', words.documentsHint)} label={words.documents} rows={4} maxLength={9000} />
      <AreaField {...field('informacije')} label={words.information} rows={4} maxLength={longest.informacije} />
      <AreaField {...field('besede', words.keywordsHint)} label={words.keywords} rows={2} maxLength={3000} />
    </fieldset>
  );
}

function Common(props: Props) {
  const { m, typed, problems, categories, others } = props;
  const words = m.catalogue.form;
  const state = { typed, problems };
  return (
    <fieldset>
      <legend>{words.common}</legend>
      <SelectField
        {...state}
        name="skupina"
        label={words.category}
        {...hinted(props, 'skupina')}
        options={categories.map(({ id, name }) => ({ value: id, label: name.sl }))}
      />
      <div class="fields">
        <TextField
          {...state}
          name="minut"
          label={words.minutes}
          {...hinted(props, 'minut', words.minutesHint)}
          inputMode="numeric"
          short
          required
        />
        <TextField
          {...state}
          name="terminov"
          label={words.mostVisits}
          {...hinted(props, 'terminov')}
          inputMode="numeric"
          short
        />
        <TextField
          {...state}
          name="mesto"
          label={words.position}
          {...hinted(props, 'mesto')}
          inputMode="numeric"
          short
        />
      </div>
      <Group name="vidnost" legend={words.visibility} hint={words.publishedHint} problems={problems}>
        <Tick name="ponudba" label={words.published} typed={typed} />
        <Tick name="splet" label={words.online} typed={typed} />
      </Group>
      <details open={others.some(({ id }) => typed[togetherField(id)] === 'da')}>
        <summary>{words.together}</summary>
        <Group name="skupaj" legend={words.together} hint={words.togetherHint} problems={problems}>
          {others.map(({ id, name }) => (
            <Tick key={id} name={togetherField(id)} label={name.sl} typed={typed} />
          ))}
        </Group>
      </details>
    </fieldset>
  );
}
