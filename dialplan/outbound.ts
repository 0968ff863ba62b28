import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isOurNumber, type LineNumbers } from './number-plan.ts';

/**
 * Which numbers the line may dial (R9.4). Nothing goes out but by this rule: callbacks, what an agent dials, a call
 * that is sent on to another number. What is not named here can not be dialled, so a new kind of number costs nobody
 * money before somebody has allowed it.
 */
export type OutboundRule = {
  /** Whose outbound side is used: the name of a trunk. */
  readonly trunk: string;
  /** How its company wants numbers: "+38641123456" or "041123456" (and "0043…"). */
  readonly format: 'international' | 'national';
  readonly kinds: readonly SlovenianKind[];
  /** Calling codes of further countries, "43"; none by default. */
  readonly countries: readonly string[];
  /** Beginnings of numbers that are refused whatever else allows them, E.164 without "+": "38641999". */
  readonly refused: readonly string[];
  readonly callsPerHour: number;
  readonly callsPerNumberPerDay: number;
};

/** `internet`: numbers that stand at no place (059, 081 …) and cost what a geographic one costs. */
export type SlovenianKind = 'geographic' | 'mobile' | 'internet';

export type DialRefusal =
  | 'notANumber'
  /** Calls to ourselves would meet our own queue. */
  | 'ourNumber'
  | 'foreign'
  /** Premium and special numbers (089, 090), free ones (080), short ones, and what no rule allows. */
  | 'kind'
  | 'refusedByRule';

export const usualOutboundRule: OutboundRule = {
  trunk: 'trunk',
  format: 'international',
  kinds: ['geographic', 'mobile', 'internet'],
  countries: [],
  refused: [],
  callsPerHour: 300,
  callsPerNumberPerDay: 10,
};

/** National numbers by kind: the numbering plan of the Republic of Slovenia (Akos, Splošni akt o načrtu oštevilčenja). */
const kinds: Readonly<Record<SlovenianKind, RegExp>> = {
  geographic: /^(?:[12357][2-8]|4[24-8])\d{6}$/,
  mobile: /^(?:[37][01]|4[0139]|51|6[4589])\d{6}$/,
  internet: /^(?:59|8[123])\d{6}$/,
};

/** Null: it may be dialled. `number` is E.164 without "+". */
export function refusalOfNumber(rule: OutboundRule, line: LineNumbers, number: string): DialRefusal | null {
  if (!/^[1-9]\d{6,14}$/.test(number)) return 'notANumber';
  const parsed = parsePhoneNumberFromString(`+${number}`);
  if (parsed === undefined || !parsed.isPossible()) return 'notANumber';
  if (isOurNumber(line, number)) return 'ourNumber';
  if (rule.refused.some((beginning) => number.startsWith(beginning))) return 'refusedByRule';
  if (!number.startsWith('386')) {
    return rule.countries.includes(parsed.countryCallingCode) ? null : 'foreign';
  }
  const national = number.slice(3);
  return rule.kinds.some((kind) => kinds[kind].test(national)) ? null : 'kind';
}

/** How the number goes out to the company. */
export function dialledForm({ format }: Pick<OutboundRule, 'format'>, number: string): string {
  if (format === 'international') return `+${number}`;
  return number.startsWith('386') ? `0${number.slice(3)}` : `00${number}`;
}
