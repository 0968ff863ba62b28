import type { CatalogueEntry, KeyValue, Placeholder } from './catalogue.ts';

/** What is said of voice messages (R1.7, R1.10); a part of the catalogue. */
export type VoiceMessagePromptValues = {
  optionVoiceMessage: KeyValue;
  voiceMessageOffer: KeyValue;
  voiceMessageIntro: Record<never, never>;
  voiceMessageTooShort: Record<never, never>;
  voiceMessageSaved: Record<never, never>;
};

const key: Placeholder<'key'> = {
  name: 'tipka',
  kind: 'key',
  reads: ['key'],
  meaning: 'Tipka: »tipko dva«, »zvezdico«, »lojtro«.',
};

export const voiceMessageCatalogue: {
  readonly [Key in keyof VoiceMessagePromptValues]: CatalogueEntry<keyof VoiceMessagePromptValues[Key] & string>;
} = {
  optionVoiceMessage: { purpose: 'Možnost v meniju: glasovno sporočilo.', heardBy: 'caller', placeholders: [key] },
  voiceMessageOffer: {
    heardBy: 'caller',
    placeholders: [key],
    purpose: 'Med čakanjem, kadar je po pravilu ponujeno glasovno sporočilo namesto čakanja.',
  },
  voiceMessageIntro: {
    purpose: 'Pred piskom: kaj povedati v sporočilu, da se posname in kako se konča.',
    heardBy: 'caller',
    placeholders: [],
  },
  voiceMessageTooShort: {
    purpose: 'V sporočilu ni bilo ničesar; ponujeno je še enkrat.',
    heardBy: 'caller',
    placeholders: [],
  },
  voiceMessageSaved: {
    purpose: 'Potrditev, da je glasovno sporočilo shranjeno, in slovo.',
    heardBy: 'caller',
    placeholders: [],
  },
};
