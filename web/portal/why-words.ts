import type { WhyNot } from '../../sql/calendar/why-not.ts';
import type { CitizenMessages } from '../messages/citizen.ts';

/** Why a time can not be had, in a sentence for citizens; what only staff need to know is left out. */
export function whyWords({ booking }: CitizenMessages, why: WhyNot): string {
  const words = booking.why;
  switch (why.reason) {
    case 'taken':
    case 'blocked':
    case 'full':
      return words.taken;
    case 'held':
      return words.held;
    case 'past':
      return words.past;
    case 'holiday':
    case 'closure':
    case 'closed':
    case 'break':
    case 'tooLong':
      return words.closed;
    case 'leadTime':
      return words.leadTime;
    case 'horizon':
      return words.horizon;
    default:
      return words.other;
  }
}
