import { anyRule, type OfficeRule } from '../../sql/calendar/office-rules.ts';
import { dayOf, lineOf, type Problems, type Typed, ticked, timeOf, wholeOf } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';
import { presentTimeField } from '../present/time.ts';

export const weekdayField = (day: number): string => `dan-${day}`;
export const monthWeekField = (week: string): string => `teden-${week}`;
export const weekdayNumbers = [1, 2, 3, 4, 5, 6, 7] as const;
export const monthWeekKeys = ['1', '2', '3', '4', '5', 'zadnji'] as const;
export const leadUnits = { minut: 1, ur: 60, dni: 1440 } as const;

const weekOf = (key: (typeof monthWeekKeys)[number]): number => (key === 'zadnji' ? -1 : Number(key));
const whole = (value: number | null): string => (value === null ? '' : String(value));
const percent = (share: number): string => String(Math.round(share * 1000) / 10).replace('.', ',');
const shownDay = (day: string | null): string => day ?? '';

/** A rule as its form shows it. */
export function typedOfRule(rule: OfficeRule): Typed {
  const unit =
    rule.leadMinutes === 0 ? 'ur' : rule.leadMinutes % 1440 === 0 ? 'dni' : rule.leadMinutes % 60 ? 'minut' : 'ur';
  return {
    vrsta: rule.kind === 'break' ? 'odmor' : 'odprto',
    od: rule.from === '' ? '' : presentTimeField(rule.from),
    do: rule.to === '' ? '' : presentTimeField(rule.to),
    ponavljanje: rule.monthWeeks !== null ? 'mesec' : rule.everyWeeks > 1 ? 'tedni' : 'vsak',
    tednov: rule.everyWeeks > 1 ? String(rule.everyWeeks) : '',
    'stetje-od': shownDay(rule.anchor),
    'velja-od': shownDay(rule.validFrom),
    'velja-do': shownDay(rule.validUntil),
    prej: String(rule.leadMinutes / leadUnits[unit]),
    'prej-enota': unit,
    vnaprej: String(rule.horizonDays),
    korak: whole(rule.slotStepMinutes),
    zmogljivost: whole(rule.capacity),
    'delez-referenti': percent(rule.staffShare),
    'delez-klicni': percent(rule.callCentreShare),
    opomba: rule.note,
    ...Object.fromEntries(rule.weekdays.map((day) => [weekdayField(day), 'da'])),
    ...Object.fromEntries(
      monthWeekKeys.filter((key) => rule.monthWeeks?.includes(weekOf(key))).map((key) => [monthWeekField(key), 'da']),
    ),
  };
}

/** A new rule books under the conditions of the others: most of them are the house's and not the rule's. */
export function typedOfNewRule(others: readonly OfficeRule[]): Typed {
  const model = others.find(({ kind }) => kind === 'open') ?? { ...anyRule, leadMinutes: 60 };
  return typedOfRule({
    ...model,
    weekdays: [],
    from: '',
    to: '',
    everyWeeks: 1,
    anchor: null,
    monthWeeks: null,
    validFrom: null,
    validUntil: null,
    note: '',
  });
}

/** What is wrong with it, a sentence a field in the order of the form, and the rule when nothing is. */
export function judgeRule(
  { openingRules }: Messages,
  typed: Typed,
): { readonly problems: Problems; readonly rule: OfficeRule } {
  const words = openingRules.rule.problems;
  const problems: Record<string, string> = {};
  const isBreak = typed.vrsta === 'odmor';
  const weekdays = weekdayNumbers.filter((day) => ticked(typed, weekdayField(day)));
  if (weekdays.length === 0) problems.dnevi = words.weekdays;
  const from = timeOf(typed, 'od');
  const to = timeOf(typed, 'do');
  if (from === null || from === '24:00') problems.od = words.from;
  if (to === null || to === '00:00') problems.do = words.to;
  else if (from !== null && from >= to) problems.do = words.order;

  const everyWeeks = typed.ponavljanje === 'tedni' ? wholeOf(typed, 'tednov', [2, 52]) : 1;
  if (everyWeeks === null) problems.tednov = words.weeks;
  const anchor = typed.ponavljanje === 'tedni' ? dayOf(typed, 'stetje-od') : null;
  if (typed.ponavljanje === 'tedni' && anchor === null) problems['stetje-od'] = words.anchor;
  const monthWeeks = monthWeekKeys.filter((key) => ticked(typed, monthWeekField(key))).map(weekOf);
  if (typed.ponavljanje === 'mesec' && monthWeeks.length === 0) problems.tedni = words.monthWeeks;

  const optionalDay = (name: string): string | null | undefined =>
    lineOf(typed, name) === '' ? null : (dayOf(typed, name) ?? undefined);
  const validFrom = optionalDay('velja-od');
  const validUntil = optionalDay('velja-do');
  if (validFrom === undefined) problems['velja-od'] = words.validFrom;
  if (validUntil === undefined) problems['velja-do'] = words.validUntil;
  else if (validUntil !== null && validFrom !== undefined && validFrom !== null && validUntil < validFrom)
    problems['velja-do'] = words.validUntil;

  const conditions = isBreak ? anyRule : judgeConditions(words, typed, problems);
  const note = lineOf(typed, 'opomba');
  if (note.length > 300) problems.opomba = words.note;
  return {
    problems,
    rule: {
      kind: isBreak ? 'break' : 'open',
      weekdays,
      from: from ?? '',
      to: to ?? '',
      everyWeeks: everyWeeks ?? 1,
      anchor,
      monthWeeks: typed.ponavljanje === 'mesec' ? monthWeeks : null,
      validFrom: validFrom ?? null,
      validUntil: validUntil ?? null,
      leadMinutes: conditions.leadMinutes,
      horizonDays: conditions.horizonDays,
      slotStepMinutes: conditions.slotStepMinutes,
      capacity: conditions.capacity,
      staffShare: conditions.staffShare,
      callCentreShare: conditions.callCentreShare,
      note,
    },
  };
}

type Conditions = Pick<
  OfficeRule,
  'leadMinutes' | 'horizonDays' | 'slotStepMinutes' | 'capacity' | 'staffShare' | 'callCentreShare'
>;

function judgeConditions(
  words: Messages['openingRules']['rule']['problems'],
  typed: Typed,
  problems: Record<string, string>,
): Conditions {
  const unit = Object.entries(leadUnits).find(([key]) => key === typed['prej-enota'])?.[1] ?? 60;
  const lead = wholeOf(typed, 'prej', [0, Math.floor((60 * 1440) / unit)]);
  if (lead === null) problems.prej = words.lead;
  const horizonDays = wholeOf(typed, 'vnaprej', [0, 400]);
  if (horizonDays === null) problems.vnaprej = words.horizon;
  const optional = (name: string, bounds: readonly [number, number], problem: string): number | null => {
    if (lineOf(typed, name) === '') return null;
    const value = wholeOf(typed, name, bounds);
    if (value === null) problems[name] = problem;
    return value;
  };
  const slotStepMinutes = optional('korak', [1, 480], words.step);
  const capacity = optional('zmogljivost', [0, 1000], words.capacity);
  const share = (name: string): number => {
    const text = lineOf(typed, name) === '' ? '0' : lineOf(typed, name);
    const value = /^\d{1,3}([.,]\d)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
    if (!(value <= 100)) problems[name] = words.share;
    // Tenths of a percent, so that a share that is saved is the share that was shown.
    return Math.round(value * 10) / 1000;
  };
  const staffShare = share('delez-referenti');
  const callCentreShare = share('delez-klicni');
  if (staffShare + callCentreShare > 1 && problems['delez-klicni'] === undefined)
    problems['delez-klicni'] = words.shares;
  return {
    leadMinutes: (lead ?? 0) * unit,
    horizonDays: horizonDays ?? 90,
    slotStepMinutes,
    capacity,
    staffShare,
    callCentreShare,
  };
}
