import type { OpeningHours } from './opening-hours.ts';

/** What the line is open by until someone configures it otherwise: seed 000 §2.7.5. */
export const seedOpeningHours: OpeningHours = {
  timeZone: 'Europe/Ljubljana',
  weekly: [
    { weekday: 1, from: '08:00', to: '18:00' },
    { weekday: 2, from: '08:00', to: '18:00' },
    { weekday: 3, from: '08:00', to: '19:00' },
    { weekday: 4, from: '08:00', to: '18:00' },
    { weekday: 5, from: '08:00', to: '14:00' },
  ],
  holidaysOf: 'SI',
  exceptions: [],
};
