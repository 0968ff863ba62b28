import type { OfficeException, OfficeRule } from '../../sql/calendar/office-rules.ts';
import { presentTimeField } from '../present/time.ts';

/** Opening rules as people say them, in Slovene: "vsak drugi torek 8.00–12.00, od 1. 1. 2027". */
type Weekday = {
  /** Kdaj? V … */
  readonly accusative: string;
  /** Od … do … */
  readonly genitive: string;
  /** Ob … */
  readonly locativePlural: string;
  readonly feminine: boolean;
};

const weekdays: readonly Weekday[] = [
  { accusative: 'ponedeljek', genitive: 'ponedeljka', locativePlural: 'ponedeljkih', feminine: false },
  { accusative: 'torek', genitive: 'torka', locativePlural: 'torkih', feminine: false },
  { accusative: 'sredo', genitive: 'srede', locativePlural: 'sredah', feminine: true },
  { accusative: 'četrtek', genitive: 'četrtka', locativePlural: 'četrtkih', feminine: false },
  { accusative: 'petek', genitive: 'petka', locativePlural: 'petkih', feminine: false },
  { accusative: 'soboto', genitive: 'sobote', locativePlural: 'sobotah', feminine: true },
  { accusative: 'nedeljo', genitive: 'nedelje', locativePlural: 'nedeljah', feminine: true },
];

/** Nominative, for boxes to tick. */
export const weekdayNames = ['ponedeljek', 'torek', 'sreda', 'četrtek', 'petek', 'sobota', 'nedelja'] as const;

const ordinals: Readonly<Record<number, { readonly masculine: string; readonly feminine: string }>> = {
  1: { masculine: 'prvi', feminine: 'prvo' },
  2: { masculine: 'drugi', feminine: 'drugo' },
  3: { masculine: 'tretji', feminine: 'tretjo' },
  4: { masculine: 'četrti', feminine: 'četrto' },
  5: { masculine: 'peti', feminine: 'peto' },
  6: { masculine: 'šesti', feminine: 'šesto' },
  [-1]: { masculine: 'zadnji', feminine: 'zadnjo' },
};

const ordinal = (number: number, feminine: boolean): string => {
  const found = ordinals[number];
  return found === undefined ? `${number}.` : feminine ? found.feminine : found.masculine;
};

/** "prvi, drugi in zadnji" */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} in ${last}`;
}

const dayOf = (weekday: number): Weekday => weekdays[weekday - 1] ?? (weekdays[0] as Weekday);

/** "8.00–12.00" */
export const saySpan = (from: string, to: string): string => `${presentTimeField(from)}–${presentTimeField(to)}`;

/** "1. 1. 2027" of "2027-01-01" */
export function sayDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date}. ${month}. ${year}`;
}

/** On which days a rule opens: "od ponedeljka do petka", "vsako drugo sredo", "prvi in zadnji petek v mesecu". */
export function sayDays(rule: Pick<OfficeRule, 'weekdays' | 'everyWeeks' | 'monthWeeks'>): string {
  const days = [...rule.weekdays].sort((a, b) => a - b);
  const every = sayEvery(rule.everyWeeks);
  if (rule.monthWeeks !== null) {
    // The last one is said last, whatever its number.
    const weeks = [...rule.monthWeeks].sort((a, b) => (a === -1 ? 9 : a) - (b === -1 ? 9 : b));
    const each = days.map((day) => {
      const { accusative, feminine } = dayOf(day);
      return `${listed(weeks.map((week) => ordinal(week, feminine)))} ${accusative}`;
    });
    return `${listed(each)} v mesecu${rule.everyWeeks === 1 ? '' : `, le ${every}`}`;
  }
  const [first] = days;
  if (days.length === 1 && first !== undefined && rule.everyWeeks <= 6) {
    const { accusative, feminine } = dayOf(first);
    const number = rule.everyWeeks === 1 ? '' : `${ordinal(rule.everyWeeks, feminine)} `;
    return `${feminine ? 'vsako' : 'vsak'} ${number}${accusative}`;
  }
  if (rule.everyWeeks > 1) return `${every} ${sayWeekdays(days)}`;
  return days.length === 7 ? 'vsak dan' : sayWeekdays(days);
}

const sayEvery = (weeks: number): string =>
  weeks <= 6 ? `vsak ${ordinal(weeks, false)} teden` : `vsakih ${weeks} tednov`;

function sayWeekdays(days: readonly number[]): string {
  const first = days[0] ?? 1;
  const last = days.at(-1) ?? first;
  if (days.length >= 3 && last - first === days.length - 1)
    return `od ${dayOf(first).genitive} do ${dayOf(last).genitive}`;
  return `ob ${listed(days.map((day) => dayOf(day).locativePlural))}`;
}

/** "od 1. 1. 2027 do 31. 3. 2027"; empty for always. */
export function sayValidity({ validFrom, validUntil }: Pick<OfficeRule, 'validFrom' | 'validUntil'>): string {
  return [
    ...(validFrom === null ? [] : [`od ${sayDay(validFrom)}`]),
    ...(validUntil === null ? [] : [`do ${sayDay(validUntil)}`]),
  ].join(' ');
}

/** The rule in one line. */
export function sayRule(rule: OfficeRule): string {
  const validity = sayValidity(rule);
  const said = `${sayDays(rule)} ${saySpan(rule.from, rule.to)}${validity === '' ? '' : `, ${validity}`}`;
  return rule.kind === 'break' ? `odmor ${said}` : said;
}

/** "zaprto 24. 12. 2026", "zaprto od 24. 12. 2026 do 31. 12. 2026", "odprto le 8.00–10.00 dne 2. 1. 2027". */
export function sayException({
  kind,
  firstDay,
  lastDay,
  from,
  to,
}: Pick<OfficeException, 'kind' | 'firstDay' | 'lastDay' | 'from' | 'to'>): string {
  const days = firstDay === lastDay ? sayDay(firstDay) : `od ${sayDay(firstDay)} do ${sayDay(lastDay)}`;
  const span = from === null || to === null ? '' : saySpan(from, to);
  if (kind === 'hours') return `${days}: namesto rednega časa odprto ${span}`;
  return span === '' ? `${days}: zaprto ves dan` : `${days}: zaprto ${span}`;
}

/** "1 uro", "2 uri", "3 dni", "45 minut": how long before, in the accusative. */
export function sayLead(minutes: number): string {
  if (minutes % 1440 === 0 && minutes > 0) return numbered(minutes / 1440, ['dan', 'dneva', 'dni', 'dni']);
  if (minutes % 60 === 0 && minutes > 0) return numbered(minutes / 60, ['uro', 'uri', 'ure', 'ur']);
  return numbered(minutes, ['minuto', 'minuti', 'minute', 'minut']);
}

const plural = new Intl.PluralRules('sl');

function numbered(count: number, [one, two, few, other]: readonly [string, string, string, string]): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = { one, two, few };
  return `${count} ${forms[plural.select(count)] ?? other}`;
}

/** What else a rule says about booking, each a short sentence; nothing for breaks. */
export function sayConditions(rule: OfficeRule): readonly string[] {
  const share = (part: number): string => `${Math.round(part * 1000) / 10} %`.replace('.', ',');
  const counting = rule.everyWeeks > 1 && rule.anchor !== null ? [`štetje tednov od ${sayDay(rule.anchor)}`] : [];
  const note = rule.note === '' ? [] : [rule.note];
  if (rule.kind === 'break') return [...counting, ...note];
  return [
    ...counting,
    rule.leadMinutes === 0 ? 'naročanje do začetka termina' : `naročanje najmanj ${sayLead(rule.leadMinutes)} prej`,
    `največ ${numbered(rule.horizonDays, ['dan', 'dneva', 'dni', 'dni'])} vnaprej`,
    ...(rule.slotStepMinutes === null ? [] : [`začetki terminov na ${sayLead(rule.slotStepMinutes)}`]),
    ...(rule.capacity === null
      ? []
      : [`največ ${numbered(rule.capacity, ['obisk', 'obiska', 'obiski', 'obiskov'])} na okence brez odmora`]),
    ...(rule.staffShare === 0 ? [] : [`${share(rule.staffShare)} časa samo za referente`]),
    ...(rule.callCentreShare === 0 ? [] : [`${share(rule.callCentreShare)} časa samo za klicni center in referente`]),
    ...note,
  ];
}
