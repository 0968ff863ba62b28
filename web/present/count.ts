const plural = new Intl.PluralRules('sl');
const whole = new Intl.NumberFormat('sl-SI');
const percent = new Intl.NumberFormat('sl-SI', { style: 'percent', maximumFractionDigits: 0 });

/** The noun's forms after 1, 2, 3 and 5: klic, klica, klici, klicev. */
export type NounForms = readonly [one: string, two: string, few: string, other: string];

/** "1 klic", "2 klica", "103 klici", "5 klicev". */
export const counted = (value: number, forms: NounForms): string => `${whole.format(value)} ${formOf(value, forms)}`;

/** The word that stands with a number: "čaka" and "čakajo" differ as nouns do. */
export function formOf(value: number, [one, two, few, other]: NounForms): string {
  switch (plural.select(value)) {
    case 'one':
      return one;
    case 'two':
      return two;
    case 'few':
      return few;
    default:
      return other;
  }
}

/** "15.432" */
export const presentCount = (value: number): string => whole.format(value);

/** "87 %", a dash where there is nothing to divide by. Rounded down: what is shown as reached is reached. */
export function presentShare(part: number, base: number): string {
  return base === 0 ? '–' : percent.format(Math.floor((part * 100) / base) / 100);
}
