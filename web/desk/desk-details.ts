import { takesSms } from '../../messages/sms/takes-sms.ts';
import type { Visitor } from '../../sql/calendar/visitor.ts';
import { citizenMessages } from '../messages/citizen.ts';
import type { Messages } from '../messages/sl.ts';
import { type DetailErrors, type DetailsTyped, judgeDetails } from '../portal/details-form.ts';

/**
 * What is wrong with what staff typed. Unlike on the portal consent may be left to the counter (R4.4), and who has
 * neither an address nor a mobile number may come all the same; a fixed line is written down for calls, but no link
 * can be sent there.
 */
export function judgeDeskDetails(
  { desk }: Messages,
  typed: DetailsTyped,
  { contactNeeded }: { readonly contactNeeded: boolean },
): { readonly errors: DetailErrors; readonly visitor: Visitor } {
  const words = desk.reservation.problems;
  const { errors, visitor } = judgeDetails(citizenMessages.sl, { ...typed, consent: true }, typed.notice);
  const { eposta, prebrano, telefon, ...rest } = errors;
  const onlyForCalls = visitor.phone !== null && !takesSms(visitor.phone);
  const noContact = typed.email.trim() === '' && typed.phone.trim() === '';
  return {
    visitor,
    errors: {
      ...(prebrano === undefined ? {} : { prebrano: words.read }),
      ...(noContact
        ? contactNeeded
          ? { eposta: words.contactForHandOver }
          : {}
        : eposta === undefined
          ? {}
          : { eposta }),
      ...(telefon === undefined || (onlyForCalls && !(contactNeeded && visitor.email === null)) ? {} : { telefon }),
      ...rest,
    },
  };
}
