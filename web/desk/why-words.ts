import type { WhyNot } from '../../sql/calendar/why-not.ts';
import { textIn } from '../../sql/calendar/words.ts';
import type { Messages } from '../messages/sl.ts';
import { presentTime } from '../present/time.ts';

/** Why a time can not be had, in full: staff must be able to tell it to a caller (R3.5). */
export function whyForStaff({ desk }: Messages, why: WhyNot): string {
  const words = desk.why;
  switch (why.reason) {
    case 'held':
      return words.held(presentTime(why.until));
    case 'closure':
      return textIn(why.notice, 'sl') || words.closed;
    case 'holiday':
      return `${words.holiday} (${textIn(why.name, 'sl')})`;
    case 'notOnline':
      return words.closed;
    default:
      return words[why.reason];
  }
}
