/**
 * The classes of waits and durations. A bound belongs to the class below it: 20 s exactly is "10–20 s", as the
 * service level counts it.
 */
export const waitBoundsMs: readonly number[] = [10, 20, 30, 60, 120, 300, 600].map((seconds) => seconds * 1000);

export const waitClasses = [
  'do 10 s',
  '10–20 s',
  '20–30 s',
  '30–60 s',
  '1–2 min',
  '2–5 min',
  '5–10 min',
  'nad 10 min',
] as const;

export const durationBoundsMs: readonly number[] = [30, 60, 120, 180, 300, 600, 1200].map((seconds) => seconds * 1000);

export const durationClasses = [
  'do 30 s',
  '30–60 s',
  '1–2 min',
  '2–3 min',
  '3–5 min',
  '5–10 min',
  '10–20 min',
  'nad 20 min',
] as const;
