import { languages } from '../../sql/calendar/words.ts';
import type { Place } from '../../sql/places/place.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import type { DoneNotice } from './done-notice.ts';
import type { FormState } from './form-parts.tsx';
import { AreaField, FormProblems, Group, SelectField, TextField, Tick } from './form-parts.tsx';
import { notifyWays, servedLanguages } from './place-form.ts';

type Props = PageFrame &
  FormState & {
    readonly title: string;
    readonly action: string;
    readonly back: { readonly href: string; readonly label: string };
    /** The place that is changed; null: a new one. */
    readonly place: Place | null;
    readonly isTop: boolean;
    readonly notice: DoneNotice | null;
    /** What stands now beside what was typed, where somebody else changed it; by field. */
    readonly nowInForce: Readonly<Record<string, string>>;
  };

/** The data of a place, new or changed. */
export function PlaceFormPage(props: Props) {
  const { m, title, typed, problems, place, isTop, back } = props;
  const words = m.locations.form;
  const state = { typed, problems };
  const hinted = (name: string, hint?: string): { hint?: string } => {
    const now = props.nowInForce[name];
    const all = [hint, now].filter((one) => one !== undefined).join(' ');
    return all === '' ? {} : { hint: all };
  };
  return (
    <div class="locations-page narrow-page">
      <p>
        <a href={back.href}>{back.label}</a>
      </p>
      <h1>{title}</h1>
      <Notice notice={props.notice} />
      <FormProblems heading={words.problems} problems={problems} />
      <form class="card" method="post" action={props.action} noValidate>
        <FormToken token={props.csrfToken} />
        <input type="hidden" name="razlicica" value={typed.razlicica ?? ''} />
        <TextField {...state} name="naziv" label={words.name} {...hinted('naziv', words.nameHint)} required />
        <TextField {...state} name="naslov" label={words.address} {...hinted('naslov', words.addressHint)} required />
        <div class="fields">
          <TextField {...state} name="posta" label={words.postCode} {...hinted('posta')} inputMode="numeric" required />
          <TextField {...state} name="kraj" label={words.city} {...hinted('kraj')} required />
        </div>
        <div class="fields">
          <TextField {...state} name="telefon" label={words.phone} {...hinted('telefon')} type="tel" />
          <TextField {...state} name="eposta" label={words.email} {...hinted('eposta')} type="email" />
        </div>
        <TextField {...state} name="splet" label={words.website} {...hinted('splet')} type="url" />
        <div class="fields">
          <TextField
            {...state}
            name="sirina"
            label={words.latitude}
            {...hinted('sirina', words.latitudeHint)}
            inputMode="decimal"
          />
          <TextField
            {...state}
            name="dolzina"
            label={words.longitude}
            {...hinted('dolzina', words.longitudeHint)}
            inputMode="decimal"
          />
        </div>
        <Group name="jeziki" legend={words.languages} problems={problems} {...hinted('jeziki')}>
          {servedLanguages.map((language) => (
            <Tick
              key={language}
              name={`jezik-${language}`}
              label={m.locations.servedLanguages[language]}
              typed={typed}
            />
          ))}
        </Group>
        <fieldset>
          <legend>{words.directions}</legend>
          {languages.map((language) => (
            <AreaField
              key={language}
              {...state}
              name={`pot-${language}`}
              label={words.directionsIn[language]}
              {...hinted(`pot-${language}`)}
              rows={2}
              maxLength={1000}
              lang={language}
            />
          ))}
        </fieldset>
        <SelectField
          {...state}
          name="obvescanje"
          label={words.notify}
          {...hinted('obvescanje')}
          options={notifyWays.map((value) => ({ value, label: m.locations.notifyWays[value] }))}
        />
        <TextField
          {...state}
          name="obvestila-na"
          label={words.notifyTo}
          {...hinted('obvestila-na', isTop ? words.notifyToHintTop : words.notifyToHint)}
          type="email"
          required={isTop}
        />
        {place === null ? null : (
          <Group name="opustitev" legend={words.closing} problems={problems} {...hinted('zaprta')}>
            <Tick name="zaprta" label={words.close} typed={typed} />
          </Group>
        )}
        <div class="form-row">
          <button type="submit">{place === null ? words.add : words.save}</button>
          <a href={back.href}>{words.cancel}</a>
        </div>
      </form>
    </div>
  );
}
