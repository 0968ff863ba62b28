/**
 * Whether an SMS can arrive there, of E.164: Slovenian numbers by the numbering plan (Akos, Splošni akt o načrtu
 * oštevilčenja), all others perhaps.
 */
export const takesSms = (number: string): boolean =>
  !number.startsWith('+386') || /^\+386(?:[37][01]|4[0139]|51|6[4589])\d{6}$/.test(number);
