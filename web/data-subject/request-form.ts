import type { Person } from '../../sql/calendar/erase-visitors.ts';
import { lineOf, type Problems, type Typed } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';
import { isEmail, readPhone } from '../portal/details-form.ts';

/** A person's request to see or to erase what is kept of them, and the file under which the unit handles it. */
export type DataRequest = { readonly person: Person; readonly caseReference: string };

/** "092-14/2027": what registries write; it says for which purpose somebody looked (R9.3). */
const caseReferences = /^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N} ./-]{1,39}$/u;

export function judgeRequest(
  { dataSubject }: Messages,
  typed: Typed,
): { readonly problems: Problems; readonly request: DataRequest } {
  const words = dataSubject.problems;
  const problems: Record<string, string> = {};
  const email = lineOf(typed, 'eposta');
  const given = lineOf(typed, 'telefon');
  const phone = readPhone(given);
  const caseReference = lineOf(typed, 'zadeva');
  if (!caseReferences.test(caseReference)) problems.zadeva = words.caseReference;
  if (email === '' && given === '') problems.eposta = words.nobody;
  else if (email !== '' && !isEmail(email)) problems.eposta = words.email;
  if (given !== '' && phone === null) problems.telefon = words.phone;
  return { problems, request: { person: { email: email === '' ? null : email, phone }, caseReference } };
}
