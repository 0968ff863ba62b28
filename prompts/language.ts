/** Languages that a caller can choose by key; a language without approved prompts is not offered (R1.3). */
export const languages = ['sl', 'en'] as const;
export type Language = (typeof languages)[number];
