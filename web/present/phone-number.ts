import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A number as people here write it: "01 555 12 34" and "041 234 567" for ours, "+43 1 234567" for others.
 * What is no number (an extension, a name of a trunk) stays as it is.
 */
export function presentNumber(number: string): string {
  const parsed = parsePhoneNumberFromString(international(number), 'SI');
  if (parsed === undefined || !parsed.isPossible()) return number;
  return parsed.countryCallingCode === '386'
    ? parsed.formatNational().replace(/[()]/g, '')
    : parsed.formatInternational();
}

/** E.164, "+38641234567"; null for what is no number. */
export function wholeNumber(number: string): string | null {
  const parsed = parsePhoneNumberFromString(international(number), 'SI');
  return parsed?.isValid() === true ? parsed.number : null;
}

/** Trunks give numbers with the country code and without "+"; those that begin with 0 are dialled here. */
function international(number: string): string {
  return /^[1-9]\d{7,14}$/.test(number) ? `+${number}` : number;
}
