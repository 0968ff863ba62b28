/** Instants and durations as people read them, by the wall clock of the line; the same on the server and in islands. */
export const timeZone = 'Europe/Ljubljana';

const clock = new Intl.DateTimeFormat('sl-SI', { timeZone, hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
const exactClock = new Intl.DateTimeFormat('sl-SI', {
  timeZone,
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat('sl-SI', { timeZone, day: 'numeric', month: 'numeric', year: 'numeric' });
const longDay = new Intl.DateTimeFormat('sl-SI', {
  timeZone,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** "8.05": Slovene orthography writes a dot between hours and minutes, whatever Intl has. */
export const presentTime = (at: number): string => clock.format(at).replace(':', '.');
/** "8.05.31" */
export const presentExactTime = (at: number): string => exactClock.format(at).replaceAll(':', '.');
/** "08:05", for fields of time and to compare with; never for people. */
export const timeFieldOf = (at: number): string => clock.format(at).padStart(5, '0');
/** "8.00" of the "08:00" that rules and figures hold. */
export const presentTimeField = (time: string): string => time.replace(/^0(?=\d)/, '').replace(':', '.');
/** "23. 11. 2026" */
export const presentDay = (at: number): string => day.format(at);
/** "ponedeljek, 23. november 2026" */
export const presentLongDay = (at: number): string => longDay.format(at);
/** "23. 11. 2026 ob 8.05" */
export const presentDayAndTime = (at: number): string => `${presentDay(at)} ob ${presentTime(at)}`;
/** "23. 11. 2026 8:05:31": spreadsheets take it for a time; with dots it would be a text to them. */
export const spreadsheetMoment = (at: number): string => `${presentDay(at)} ${exactClock.format(at)}`;
/** "2026-11-23", for machines and for date fields. */
export const dateOf = (at: number): string => isoDay.format(at);
/** "2026-11-23T08:05", for fields of date and time. */
export const dateTimeFieldOf = (at: number): string => `${dateOf(at)}T${timeFieldOf(at)}`;
/** For the `datetime` of a time element. */
export const machineTime = (at: number): string => new Date(at).toISOString();

/** "8.05" on the same day, "23. 11. ob 8.00" on another. */
export function presentMoment(at: number, now: number): string {
  if (dateOf(at) === dateOf(now)) return presentTime(at);
  const [, month, date] = dateOf(at).split('-');
  return `${Number(date)}.\u00a0${Number(month)}. ob ${presentTime(at)}`;
}

/** "0:07", "12:05", "1:02:05": counts on as a clock does. Never negative, whatever the clocks say. */
export function presentDuration(milliseconds: number): string {
  const { hours, minutes, seconds } = parts(milliseconds);
  const tail = String(seconds).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** "7 s", "12 min 5 s", "1 h 2 min": inside a sentence. */
export function sayDuration(milliseconds: number): string {
  const { hours, minutes, seconds } = parts(milliseconds);
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
  return `${seconds} s`;
}

/** For the `datetime` of a time element: "PT2M5S". */
export const machineDuration = (milliseconds: number): string => {
  const { hours, minutes, seconds } = parts(milliseconds);
  return `PT${hours}H${minutes}M${seconds}S`;
};

function parts(milliseconds: number): { hours: number; minutes: number; seconds: number } {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  return { hours: Math.floor(total / 3600), minutes: Math.floor(total / 60) % 60, seconds: total % 60 };
}
