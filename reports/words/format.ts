/**
 * Numbers, shares and times as a Slovene publication prints them: 15.432, 87,2 %, 2 min 05 s.
 * What does not exist is a dash, never NaN.
 */
export const none = '–';

/** Keeps a number and its unit on one line. */
export const nbsp = '\u00a0';

const whole = new Intl.NumberFormat('sl-SI', { maximumFractionDigits: 0, useGrouping: 'always' });
const oneDecimal = new Intl.NumberFormat('sl-SI', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  useGrouping: 'always',
});

/** Ties words of one letter to the next word: a Slovene line does not end in one. */
export function tied(text: string): string {
  return text.replace(/(?<=^|[\s(»])([AIKOSVZaikosvz]) /g, `$1${nbsp}`);
}

export function count(value: number | null): string {
  return value === null ? none : whole.format(value);
}

export function decimal(value: number | null): string {
  return value === null ? none : oneDecimal.format(value);
}

/** 0.872 → "87,2 %" */
export function share(value: number | null): string {
  return value === null ? none : `${oneDecimal.format(value * 100)}${nbsp}%`;
}

/** A setting is round: 0.8 → "80 %" */
export function wholeShare(value: number): string {
  return `${new Intl.NumberFormat('sl-SI', { maximumFractionDigits: 1 }).format(value * 100)}${nbsp}%`;
}

/** 0.052 → "+5,2 %", −0.1 → "−10,0 %" */
export function change(value: number | null): string {
  if (value === null) return none;
  const text = oneDecimal.format(Math.abs(value) * 100);
  if (text === '0,0') return `0,0${nbsp}%`;
  return `${value < 0 ? '−' : '+'}${text}${nbsp}%`;
}

export function ratio(part: number, base: number): number | null {
  return base === 0 ? null : part / base;
}

/** For text: "35 s", "2 min 05 s", "1 h 02 min". Halves round up. */
export function duration(milliseconds: number | null): string {
  if (milliseconds === null) return none;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds}${nbsp}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${nbsp}min${nbsp}${two(seconds % 60)}${nbsp}s`;
  return hours(milliseconds);
}

/** For long sums: "162 h 05 min". */
export function hours(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return `${whole.format(Math.floor(minutes / 60))}${nbsp}h${nbsp}${two(minutes % 60)}${nbsp}min`;
}

/** For columns headed "ure:minute": "801:24". */
export function hoursClock(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return `${whole.format(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** For columns headed "min:s": "0:35", "62:07". */
export function clock(milliseconds: number | null): string {
  if (milliseconds === null) return none;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** "2026-11-03" → "3. 11. 2026" */
export function dayMonthYear(date: string): string {
  return `${Number(date.slice(8, 10))}.${nbsp}${Number(date.slice(5, 7))}.${nbsp}${date.slice(0, 4)}`;
}

/**
 * The noun's form after a whole number: 1 klic, 2 klica, 3 klici, 5 klicev, 101 klic, 102 klica.
 */
export function counted(value: number, forms: CountForms): string {
  return `${whole.format(value)}${nbsp}${forms[plural.select(value)] ?? forms.other}`;
}

export type CountForms = { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

const plural = new Intl.PluralRules('sl');

export const callForms: CountForms = { one: 'klic', two: 'klica', few: 'klici', other: 'klicev' };
export const secondForms: CountForms = { one: 'sekunda', two: 'sekundi', few: 'sekunde', other: 'sekund' };
/** "v 20 sekundah", "v 1 sekundi" */
export const inSecondForms: CountForms = { one: 'sekundi', two: 'sekundah', few: 'sekundah', other: 'sekundah' };

function two(value: number): string {
  return String(value).padStart(2, '0');
}
