/** "november" */
export const months = [
  'januar',
  'februar',
  'marec',
  'april',
  'maj',
  'junij',
  'julij',
  'avgust',
  'september',
  'oktober',
  'november',
  'december',
] as const;

/** "17. novembra" */
export const genitiveMonths = [
  'januarja',
  'februarja',
  'marca',
  'aprila',
  'maja',
  'junija',
  'julija',
  'avgusta',
  'septembra',
  'oktobra',
  'novembra',
  'decembra',
] as const;

/** "nov." where room is short. */
export const shortMonths = [
  'jan.',
  'feb.',
  'mar.',
  'apr.',
  'maj',
  'jun.',
  'jul.',
  'avg.',
  'sep.',
  'okt.',
  'nov.',
  'dec.',
] as const;

/** ISO weekday 1 is Monday: weekdays[0]. */
export const weekdays = ['ponedeljek', 'torek', 'sreda', 'četrtek', 'petek', 'sobota', 'nedelja'] as const;
