import type { CatalogueEntry, KeyValue } from './catalogue.ts';

/** What is said of callbacks (R1.10, R1.11); a part of the catalogue. */
export type CallbackPromptValues = {
  optionCallback: KeyValue;
  callbackOffer: Record<never, never>;
  /** `number`: E.164 without "+"; fifteen digits are a safe integer. */
  callbackConfirm: { number: number };
  callbackEnter: Record<never, never>;
  callbackNumberRefused: Record<never, never>;
  callbackAgreed: Record<never, never>;
  /** As in `closedUntil`. */
  callbackAgreedFrom: { opensAt: number; saidAt: number };
  callbackNotWanted: Record<never, never>;
  callbackGreeting: Record<never, never>;
};

export const callbackCatalogue: {
  readonly [Key in keyof CallbackPromptValues]: CatalogueEntry<keyof CallbackPromptValues[Key] & string>;
} = {
  optionCallback: {
    purpose: 'Možnost v meniju zunaj delovnega časa: povratni klic, ko bo linija spet odprta.',
    heardBy: 'caller',
    placeholders: [
      { name: 'tipka', kind: 'key', reads: ['key'], meaning: 'Tipka: »tipko ena«, »zvezdico«, »lojtro«.' },
    ],
  },
  callbackOffer: {
    purpose: 'Med daljšim čakanjem: ponudba, da pokličemo nazaj, na tipki ena; mesto v vrsti ostane.',
    heardBy: 'caller',
    placeholders: [],
  },
  callbackConfirm: {
    purpose: 'Povratni klic: številka, na katero bomo poklicali; tipka ena jo potrdi, tipka dve vpiše drugo.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'številka',
        kind: 'phoneNumber',
        reads: ['number'],
        meaning: 'Telefonska številka po skupinah števk: »nič štiri ena, ena dva tri, štiri pet šest«.',
      },
    ],
  },
  callbackEnter: {
    purpose: 'Povratni klic: vpis telefonske številke s tipkami, konča se z lojtro.',
    heardBy: 'caller',
    placeholders: [],
  },
  callbackNumberRefused: {
    purpose: 'Povratni klic: vpisane številke ne moremo poklicati (ni prava, je tuja ali plačljiva).',
    heardBy: 'caller',
    placeholders: [],
  },
  callbackAgreed: {
    purpose: 'Povratni klic je dogovorjen; linija je odprta, mesto v vrsti ostane, klic se konča.',
    heardBy: 'caller',
    placeholders: [],
  },
  callbackAgreedFrom: {
    purpose: 'Povratni klic je dogovorjen zunaj delovnega časa; pove, od kdaj bomo klicali, klic se konča.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'odprtje',
        kind: 'openingInstant',
        reads: ['opensAt', 'saidAt'],
        meaning: 'Naslednje odprtje linije: »danes ob osmih« ali »v ponedeljek, triindvajsetega novembra, ob osmih«.',
      },
    ],
  },
  callbackNotWanted: {
    purpose: 'Povratni klic ni bil potrjen; čakanje v vrsti se nadaljuje.',
    heardBy: 'caller',
    placeholders: [],
  },
  callbackGreeting: {
    purpose: 'Povratni klic: prvo, kar sliši poklicani, ko se oglasi; takoj nato sliši svetovalca.',
    heardBy: 'caller',
    placeholders: [],
  },
};
