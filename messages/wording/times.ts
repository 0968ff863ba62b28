import type { MessageLanguage } from '../../sql/messages/message.ts';

/** Instants as people of each language write them, by the wall clock of the units, on whatever machine. */
const timeZone = 'Europe/Ljubljana';

type Parts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: string;
};

const numbers = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});

function partsOf(at: number): Parts {
  const found = Object.fromEntries(numbers.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    year: Number(found.year),
    month: Number(found.month),
    day: Number(found.day),
    hour: Number(found.hour),
    minute: found.minute ?? '00',
  };
}

const months = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  it: [
    'gennaio',
    'febbraio',
    'marzo',
    'aprile',
    'maggio',
    'giugno',
    'luglio',
    'agosto',
    'settembre',
    'ottobre',
    'novembre',
    'dicembre',
  ],
  hu: [
    'január',
    'február',
    'március',
    'április',
    'május',
    'június',
    'július',
    'augusztus',
    'szeptember',
    'október',
    'november',
    'december',
  ],
} as const;

/** Monday first. */
const weekdays = {
  sl: ['ponedeljek', 'torek', 'sreda', 'četrtek', 'petek', 'sobota', 'nedelja'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  it: ['lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato', 'domenica'],
  hu: ['hétfő', 'kedd', 'szerda', 'csütörtök', 'péntek', 'szombat', 'vasárnap'],
} as const;

function weekdayOf({ year, month, day }: Parts, language: MessageLanguage): string {
  const sundayFirst = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return weekdays[language][(sundayFirst + 6) % 7] ?? '';
}

/** "9.30", in English "9:30". */
export function sayTime(at: number, language: MessageLanguage): string {
  const { hour, minute } = partsOf(at);
  return language === 'en' ? `${hour}:${minute}` : `${hour}.${minute}`;
}

/** "5. 3. 2027", "5 March 2027", "5 marzo 2027", "2027. március 5." */
export function sayDay(at: number, language: MessageLanguage): string {
  return dayOf(partsOf(at), language);
}

function dayOf({ year, month, day }: Parts, language: MessageLanguage): string {
  switch (language) {
    case 'sl':
      return `${day}. ${month}. ${year}`;
    case 'en':
      return `${day} ${months.en[month - 1]} ${year}`;
    case 'it':
      // The first of a month is an ordinal in Italian, and only the first.
      return `${day === 1 ? '1º' : day} ${months.it[month - 1]} ${year}`;
    case 'hu':
      return `${year}. ${months.hu[month - 1]} ${day}.`;
  }
}

/** "5. 3. 2027 ob 9.30": inside a sentence. */
export function sayWhen(at: number, language: MessageLanguage): string {
  const day = sayDay(at, language);
  const time = sayTime(at, language);
  switch (language) {
    case 'sl':
      return `${day} ob ${time}`;
    case 'en':
      return `${day} at ${time}`;
    case 'it':
      return `${day} alle ore ${time}`;
    case 'hu':
      return `${day}, ${time}`;
  }
}

/** "5. 3. 2027 ob 9.00, 9.30; 6. 3. 2027 ob 8.00": several, each day and each time of it once. */
export function sayWhenAll(all: readonly number[], language: MessageLanguage): string {
  const days = Map.groupBy(all.toSorted(), (at) => sayDay(at, language));
  return [...days.values()]
    .map(([first = 0, ...others]) => {
      const later = new Set(others.map((at) => sayTime(at, language)));
      later.delete(sayTime(first, language));
      return [sayWhen(first, language), ...later].join(', ');
    })
    .join('; ');
}

/** "petek, 5. 3. 2027, ob 9.30": standing alone, with its weekday. */
export function sayWhenWithWeekday(at: number, language: MessageLanguage): string {
  const parts = partsOf(at);
  const weekday = weekdayOf(parts, language);
  const day = dayOf(parts, language);
  const time = sayTime(at, language);
  switch (language) {
    case 'sl':
      return `${weekday}, ${day}, ob ${time}`;
    case 'en':
      return `${weekday}, ${day}, at ${time}`;
    case 'it':
      return `${weekday} ${day}, alle ore ${time}`;
    case 'hu':
      return `${day}, ${weekday}, ${time}`;
  }
}

/** "5. 3. 2027 do 9.30": what follows "velja do". */
export function sayUntil(at: number, language: MessageLanguage): string {
  const day = sayDay(at, language);
  const time = sayTime(at, language);
  switch (language) {
    case 'sl':
      return `${day} do ${time}`;
    case 'en':
      return `${time} on ${day}`;
    case 'it':
      return `le ore ${time} del ${day}`;
    case 'hu':
      return `${day}, ${time}`;
  }
}

/** "2027-03-05" as `sayDay` would say it, with its weekday before it. */
export function sayCalendarDay(date: string, language: MessageLanguage): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const parts: Parts = { year, month, day, hour: 0, minute: '00' };
  const weekday = weekdayOf(parts, language);
  return language === 'hu' ? `${dayOf(parts, language)}, ${weekday}` : `${weekday}, ${dayOf(parts, language)}`;
}
