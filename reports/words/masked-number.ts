/** What stands for the digits that the ministry does not need. */
export const hiddenDigits = '···';

/** A caller whose number was deleted when its time had come (R9.3). */
const erased = 'izbrisana';

/** How a list shows who called. */
export function shownCaller(call: { readonly callerNumber: string | null; readonly callerErased: boolean }): string {
  return call.callerErased ? erased : maskedNumber(call.callerNumber);
}

/** A caller who hid the number. */
export const withheld = 'prikrita';

/**
 * A caller's number without its last three digits, as people write it: "041 123 ···", "01 555 1···", "+43 664 12···".
 * The list of calls serves response times and durations, not who called (GDPR 5(1)(c)); null is a withheld number.
 */
export function maskedNumber(number: string | null): string {
  if (number === null) return withheld;
  const digits = number
    .replace(/[^\d+]/g, '')
    .replace(/^\+/, '')
    .replace(/^00/, '');
  if (digits.length < 6) return digits === '' ? withheld : hiddenDigits;
  const national = digits.startsWith('386') ? `0${digits.slice(3)}` : digits.startsWith('0') ? digits : null;
  if (national === null) return `+${digits.slice(0, -3)}${hiddenDigits}`;
  const shown = national.slice(0, -3);
  const prefix = threeDigitPrefixes.has(national.slice(0, 3)) ? 3 : 2;
  const first = shown.slice(prefix, prefix + 3);
  const rest = shown.slice(prefix + 3);
  return rest === '' && first.length === 3
    ? `${shown.slice(0, prefix)} ${first} ${hiddenDigits}`
    : `${shown.slice(0, prefix)} ${first}${rest === '' ? '' : ` ${rest}`}${hiddenDigits}`;
}

/** Mobile, VoIP and special numbers of Slovenia (numbering plan of AKOS); all else has an area code of two digits. */
const threeDigitPrefixes = new Set(
  '030 031 040 041 043 049 051 059 064 065 068 069 070 071 080 081 082 083 089 090'.split(' '),
);
