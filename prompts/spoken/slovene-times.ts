import { sloveneCardinal } from './slovene-cardinals.ts';
import { sloveneMinutes } from './slovene-minutes.ts';

/** Hours in the locative plural: "ob enih", never "ob eni", which without "uri" is the spoken language only. */
const hourInLocative = (hour: number): string => (hour === 1 ? 'enih' : sloveneCardinal(hour, 'feminine', 'locative'));

/**
 * When, in the twenty-four-hour way of official Slovene: "ob osmih", "ob osmih in trideset minut", "opolnoči".
 * The half hour is not "pol devetih", which callers have been known to take for half past nine.
 */
export const sloveneTimeOfDay = (hour: number, minute: number): string => {
  if (hour === 0) return minute === 0 ? 'opolnoči' : `${sloveneMinutes(minute, 'accusative')} po polnoči`;
  const at = `ob ${hourInLocative(hour)}`;
  return minute === 0 ? at : `${at} in ${sloveneMinutes(minute, 'accusative')}`;
};

/** In the genitive, as "od" and "do" govern it: "osmih", "osmih in tridesetih minut", "polnoči". */
export const sloveneTimeInGenitive = (hour: number, minute: number): string => {
  if (minute === 0 && (hour === 0 || hour === 24)) return 'polnoči';
  if (hour === 0) return `${sloveneMinutes(minute, 'genitive')} po polnoči`;
  // The genitive of hours is the same word as the locative.
  const time = hourInLocative(hour);
  return minute === 0 ? time : `${time} in ${sloveneMinutes(minute, 'genitive')}`;
};
