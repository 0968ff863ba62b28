import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { takesSms } from '../../messages/sms/takes-sms.ts';
import type { Visitor } from '../../sql/calendar/visitor.ts';
import { languages } from '../../sql/calendar/words.ts';
import type { CitizenMessages } from '../messages/citizen.ts';
import type { CitizenLanguage } from './language.ts';

/** What was typed, as it was typed: it comes back to the page whatever was wrong with it. */
export type DetailsTyped = {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly note: string;
  readonly language: CitizenLanguage;
  readonly read: boolean;
  readonly consent: boolean;
  /** The version of the privacy notice that stood with the form; empty before it was sent. */
  readonly notice: string;
};

/** Names of the fields, in the order in which they stand: the first wrong one gets the focus. */
export const detailFields = ['prebrano', 'ime', 'eposta', 'telefon', 'opomba', 'soglasje', 'odgovor'] as const;
export type DetailField = (typeof detailFields)[number];
export type DetailErrors = Partial<Record<DetailField, string>>;

export const nothingTyped = (language: CitizenLanguage): DetailsTyped => ({
  name: '',
  email: '',
  phone: '',
  note: '',
  language,
  read: false,
  consent: false,
  notice: '',
});

/** A form's fields are whatever somebody sent: what is no text once is nothing. */
export function readTyped(body: unknown, language: CitizenLanguage): DetailsTyped {
  const text = textOf(body);
  return {
    name: text('ime'),
    email: text('eposta'),
    phone: text('telefon'),
    note: text('opomba'),
    language: languages.find((candidate) => candidate === text('jezik')) ?? language,
    read: text('prebrano') === 'da',
    consent: text('soglasje') === 'da',
    notice: text('obvestilo'),
  };
}

/** A field of a form by its name; empty when it is not there, or there twice. */
export function textOf(body: unknown): (name: string) => string {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return (name) => {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
  };
}

const longestName = 200;
const longestNote = 1000;

/**
 * What is wrong with it, a sentence a field; and who comes, when nothing is. Consent is to what was read: to another
 * notice than the one in force now it is asked for again (R4.4).
 */
export function judgeDetails(
  { booking }: CitizenMessages,
  typed: DetailsTyped,
  noticeInForce: string,
): { readonly errors: DetailErrors; readonly visitor: Visitor } {
  const words = booking.details.problems;
  const errors: DetailErrors = {};
  const name = plain(typed.name);
  const email = typed.email.trim();
  const phone = readPhone(typed.phone);
  const note = typed.note.trim();
  if (!typed.read) errors.prebrano = words.read;
  if (name.length > longestName) errors.ime = words.nameLong;
  else if ((name.match(/\p{L}/gu) ?? []).length < 2) errors.ime = words.name;
  if (email === '' && typed.phone.trim() === '') errors.eposta = words.contact;
  if (email !== '' && !isEmail(email)) errors.eposta = words.email;
  if (typed.phone.trim() !== '' && phone === null) errors.telefon = words.phone;
  // Nothing would arrive there: a fixed line, or a number that costs who calls it.
  else if (phone !== null && !takesSms(phone)) errors.telefon = words.phoneNoSms;
  if (note.length > longestNote) errors.opomba = words.note;
  if (!typed.consent) errors.soglasje = words.consent;
  else if (typed.notice !== noticeInForce) errors.soglasje = words.noticeChanged;
  return { errors, visitor: { name, email: email === '' ? null : email, phone, note: withoutControls(note) } };
}

/** One line, one space between words, nothing that is not seen. */
const plain = (text: string): string => withoutControls(text).replace(/\s+/gu, ' ').trim();
const withoutControls = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' ? sign : ' '));

/** What a mail server can take; whether somebody reads it there only a mail can tell. */
export const isEmail = (text: string): boolean =>
  text.length <= 254 &&
  /^[^\s@<>()[\],;:"\\]{1,64}@[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u.test(
    text,
  );

/** E.164; null when it can be no number. */
export function readPhone(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text.trim().slice(0, 40), 'SI');
  return parsed?.isValid() === true ? parsed.number : null;
}
