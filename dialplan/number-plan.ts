import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * Telephone numbers as trunks send them, as we keep them (E.164 without "+": "38641123456") and as people read them.
 *
 * How a bare number is read: "+" or "00" in front makes it international, one "0" makes it Slovene. Without any
 * of them it is international if it is a valid number that way ("38641123456"), else Slovene without its 0 if it is
 * valid that way ("41123456"), else it is not a number.
 */

/** The one dedicated number and how else trunks may send it; `Configuration.line` is one. */
export type LineNumbers = { readonly number: string; readonly aliases: readonly string[] };

/**
 * Whether a dialled number is ours (R1.1). Ours are, for the number and for each alias: +38615551234, 0038615551234,
 * 38615551234, 015551234, 15551234, with or without separators or as the user part of a SIP URI. An alias that is
 * not a whole number ("5551234", "narocanje") is taken as it stands. Nothing is guessed: a longer, shorter or
 * otherwise different number is not ours.
 */
export function isOurNumber(line: LineNumbers, called: string): boolean {
  const dialled = userPart(called);
  if (dialled === '') return false;
  for (const own of [line.number, ...line.aliases]) {
    const user = userPart(own);
    if (dialled === user || formsOf(user).includes(dialled)) return true;
  }
  return false;
}

/**
 * The numbers of the line in every way of dialling them that `isOurNumber` takes, for a plan that compares as it stands:
 * Asterisk's own, which answers while no engine is there. What is no number of digits is left out.
 */
export function waysOfDialling(line: LineNumbers): readonly string[] {
  const own = [line.number, ...line.aliases].map(userPart);
  const ways = own.flatMap((user) => [user, ...formsOf(user)]);
  return [...new Set(ways)].filter((way) => /^\+?[0-9]{3,15}$/.test(way));
}

/** E.164 without "+", or null when the caller withheld it or what came is no telephone number. */
export function normaliseCaller(number: string): string | null {
  const user = userPart(number);
  // Longer than 15 digits with "00" in front is no E.164 number (ITU-T E.164 §6.1).
  if (!/^\+?\d{3,17}$/.test(user)) return null;
  if (user.startsWith('+')) return possible(user);
  if (user.startsWith('00')) return possible(`+${user.slice(2)}`);
  if (user.startsWith('0')) return possible(`+386${user.slice(1)}`);
  return valid(`+${user}`) ?? valid(`+386${user}`);
}

/** How people read a number that `normaliseCaller` gave: "01 555 12 34", "041 123 456", "+43 1 5012345". */
export function presentNumber(number: string): string {
  const parsed = parsePhoneNumberFromString(`+${number}`);
  if (parsed === undefined) return number;
  if (parsed.country !== 'SI' && parsed.countryCallingCode !== '386') return parsed.formatInternational();
  return parsed.formatNational().replace(/[()]/g, '');
}

/** All ways of dialling one whole number. */
function formsOf(own: string): readonly string[] {
  const international = /^(?:\+|00)?386(\d{8})$/.exec(own) ?? /^0([1-9]\d{7})$/.exec(own);
  const national = international?.[1];
  if (national === undefined) return [];
  return [`+386${national}`, `00386${national}`, `386${national}`, `0${national}`, national];
}

function possible(international: string): string | null {
  const parsed = parsePhoneNumberFromString(international);
  return parsed?.isPossible() ? parsed.number.slice(1) : null;
}

function valid(international: string): string | null {
  const parsed = parsePhoneNumberFromString(international);
  return parsed?.isValid() ? parsed.number.slice(1) : null;
}

/** What stands before the host of a SIP or tel URI, without display name, parameters and visual separators. */
function userPart(text: string): string {
  const address = /<([^>]*)>/.exec(text)?.[1] ?? text;
  const user = address
    .trim()
    .replace(/^(?:sips?|tel):/i, '')
    .split(/[@;]/, 1)[0];
  return (user ?? '').replace(/[ ().\-/\u00a0]/g, '');
}
