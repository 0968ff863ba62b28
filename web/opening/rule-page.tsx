import type { OpeningChange } from '../../sql/calendar/opening-change.ts';
import type { FormState } from '../locations/form-parts.tsx';
import { FormProblems, Group, SelectField, TextField, Tick } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import type { PageFrame } from '../render.tsx';
import { changePath } from './hours-page.tsx';
import { leadUnits, monthWeekField, monthWeekKeys, weekdayField, weekdayNumbers } from './rule-form.ts';
import { weekdayNames } from './rule-words.ts';

type Props = PageFrame &
  FormState & {
    readonly title: string;
    readonly change: OpeningChange;
    /** Its place in the draft, or "novo". */
    readonly place: string;
  };

/** One rule of a draft. */
export function RulePage(props: Props) {
  const { m, title, change, place, typed, problems, csrfToken } = props;
  const words = m.openingRules.rule;
  const state = { typed, problems };
  return (
    <div class="locations-page narrow-page">
      <p>
        <a href={changePath(change.id)}>{m.openingRules.preview.backToDraft}</a>
      </p>
      <h1>{title}</h1>
      <FormProblems heading={words.problems.heading} problems={problems} />
      <form class="card" method="post" action={changePath(change.id, 'pravilo', place)} noValidate>
        <FormToken token={csrfToken} />
        <input type="hidden" name="razlicica" value={typed.razlicica ?? String(change.version)} />
        <SelectField
          {...state}
          name="vrsta"
          label={words.kind}
          options={[
            { value: 'odprto', label: words.kindOpen },
            { value: 'odmor', label: words.kindBreak },
          ]}
        />
        <Group name="dnevi" legend={words.weekdays} problems={problems}>
          <div class="ticks-row">
            {weekdayNumbers.map((day) => (
              <Tick key={day} name={weekdayField(day)} label={weekdayNames[day - 1] ?? ''} typed={typed} />
            ))}
          </div>
        </Group>
        <div class="fields">
          <TextField {...state} name="od" label={words.from} hint={words.timeHint} maxLength={5} short required />
          <TextField {...state} name="do" label={words.to} hint={words.timeHint} maxLength={5} short required />
        </div>
        <SelectField
          {...state}
          name="ponavljanje"
          label={words.repeat}
          options={[
            { value: 'vsak', label: words.repeatEvery },
            { value: 'tedni', label: words.repeatWeeks },
            { value: 'mesec', label: words.repeatMonth },
          ]}
        />
        <div class="fields">
          <TextField {...state} name="tednov" label={words.weeks} hint={words.weeksHint} inputMode="numeric" short />
          <TextField {...state} name="stetje-od" label={words.anchor} hint={words.anchorHint} type="date" />
        </div>
        <Group name="tedni" legend={words.monthWeeks} hint={words.monthWeeksHint} problems={problems}>
          <div class="ticks-row">
            {monthWeekKeys.map((key) => (
              <Tick key={key} name={monthWeekField(key)} label={words.monthWeekNames[key]} typed={typed} />
            ))}
          </div>
        </Group>
        <div class="fields">
          <TextField {...state} name="velja-od" label={words.validFrom} hint={words.validityHint} type="date" />
          <TextField {...state} name="velja-do" label={words.validUntil} hint={words.validityHint} type="date" />
        </div>
        <Conditions {...props} />
        <TextField {...state} name="opomba" label={words.note} />
        <div class="form-row">
          <button type="submit">{words.keep}</button>
          <a href={changePath(change.id)}>{m.locations.form.cancel}</a>
        </div>
      </form>
    </div>
  );
}

function Conditions({ m, typed, problems }: Props) {
  const words = m.openingRules.rule;
  const state = { typed, problems };
  return (
    <fieldset>
      <legend>{words.conditions}</legend>
      <p class="hint">{words.conditionsHint}</p>
      <div class="fields">
        <TextField {...state} name="prej" label={words.lead} inputMode="numeric" short />
        <SelectField
          {...state}
          name="prej-enota"
          label={words.leadUnit}
          options={Object.keys(leadUnits).map((value) => ({
            value,
            label: words.leadUnits[value as keyof typeof leadUnits],
          }))}
        />
      </div>
      <TextField {...state} name="vnaprej" label={words.horizon} inputMode="numeric" short />
      <div class="fields">
        <TextField {...state} name="korak" label={words.step} hint={words.stepHint} inputMode="numeric" short />
        <TextField
          {...state}
          name="zmogljivost"
          label={words.capacity}
          hint={words.capacityHint}
          inputMode="numeric"
          short
        />
      </div>
      <div class="fields">
        <TextField {...state} name="delez-referenti" label={words.staffShare} inputMode="decimal" short />
        <TextField {...state} name="delez-klicni" label={words.callCentreShare} inputMode="decimal" short />
      </div>
    </fieldset>
  );
}
