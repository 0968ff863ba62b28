import type { CatalogueEntry, KeyValue, Placeholder, PromptKey } from './catalogue.ts';

/** What is said to callers who help themselves by keys (R1.5); a part of the catalogue. */
export type SelfServicePromptValues = {
  optionFreeSlots: KeyValue;
  chooseService: Record<never, never>;
  choosePlace: Record<never, never>;
  optionService: KeyValue & { service: string };
  optionPlace: KeyValue & { place: string };
  optionAnyPlace: KeyValue;
  optionMore: KeyValue;
  oneMoment: Record<never, never>;
  freeSlotsOf: { service: string };
  /** `days`: 1 and up. */
  freeSlotsWait: { days: number };
  freeSlotsToday: Record<never, never>;
  /** `startsAt` and `saidAt` as in `closedUntil`. */
  freeSlotFirst: { startsAt: number; saidAt: number; place: string };
  freeSlotNext: { startsAt: number; saidAt: number; place: string };
  freeSlotsNone: Record<never, never>;
  freeSlotsUnknown: Record<never, never>;
  optionOwnVisit: KeyValue;
  visitEnterReference: Record<never, never>;
  visitEnterProof: Record<never, never>;
  visitNotFound: Record<never, never>;
  visitTriesUsedUp: Record<never, never>;
  visitUnknown: Record<never, never>;
  visitRead: { startsAt: number; saidAt: number; place: string; service: string };
  visitIsConfirmed: Record<never, never>;
  optionCancelVisit: KeyValue;
  optionConfirmVisit: KeyValue;
  visitCancelSure: KeyValue;
  optionKeepVisit: KeyValue;
  visitCancelled: Record<never, never>;
  visitConfirmed: Record<never, never>;
  visitWasCancelled: Record<never, never>;
  visitPast: Record<never, never>;
  visitTooLate: Record<never, never>;
  visitNotDone: Record<never, never>;
};

const key: Placeholder<'key'> = {
  name: 'tipka',
  kind: 'key',
  reads: ['key'],
  meaning: 'Tipka: »tipko dva«, »zvezdico«, »lojtro«.',
};

const service: Placeholder<'service'> = {
  name: 'storitev',
  kind: 'name',
  reads: ['service'],
  meaning: 'Ime storitve v imenovalniku, kot je zapisano za telefon: »Osebna izkaznica«.',
};

const place: Placeholder<'place'> = {
  name: 'kraj',
  kind: 'name',
  reads: ['place'],
  meaning: 'Ime upravne enote ali krajevnega urada v imenovalniku: »Upravna enota Litija«.',
};

const slot: Placeholder<'startsAt' | 'saidAt'> = {
  name: 'termin',
  kind: 'openingInstant',
  reads: ['startsAt', 'saidAt'],
  optional: ['saidAt'],
  meaning: 'Dan in ura: »jutri ob osmih« ali »v petek, petega marca, ob devetih in trideset minut«.',
};

const plain = (purpose: string): CatalogueEntry<never> => ({ purpose, heardBy: 'caller', placeholders: [] });
const option = (what: string): CatalogueEntry<'key'> => ({
  purpose: `Možnost v meniju: ${what}.`,
  heardBy: 'caller',
  placeholders: [key],
});

export const selfServiceCatalogue: {
  readonly [Key in keyof SelfServicePromptValues]: CatalogueEntry<keyof SelfServicePromptValues[Key] & string>;
} = {
  optionFreeSlots: option('čakalne dobe in prvi prosti termini na upravnih enotah'),
  chooseService: plain('Prosti termini po telefonu: pred naštevanjem storitev.'),
  choosePlace: plain('Prosti termini po telefonu: pred naštevanjem krajev.'),
  optionService: {
    purpose: 'Prosti termini po telefonu: ena od storitev in njena tipka.',
    heardBy: 'caller',
    placeholders: [service, key],
  },
  optionPlace: {
    purpose: 'Prosti termini po telefonu: eden od krajev in njegova tipka.',
    heardBy: 'caller',
    placeholders: [place, key],
  },
  optionAnyPlace: option('prosti termini ne glede na kraj'),
  optionMore: option('nadaljevanje naštevanja, kadar je možnosti več kot devet'),
  oneMoment: plain('Medtem ko odzivnik poišče podatek v naročilniku.'),
  freeSlotsOf: {
    purpose: 'Prosti termini po telefonu: za katero storitev so, pred čakalno dobo in termini.',
    heardBy: 'caller',
    placeholders: [service],
  },
  freeSlotsWait: {
    purpose: 'Čakalna doba za storitev v dneh.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'dni',
        kind: 'days',
        reads: ['days'],
        meaning: 'Število dni s samostalnikom: »en dan«, »dva dneva«, »trije dnevi«, »pet dni«.',
      },
    ],
  },
  freeSlotsToday: plain('Namesto čakalne dobe, kadar je prvi prosti termin še danes.'),
  freeSlotFirst: {
    purpose: 'Prvi prosti termin.',
    heardBy: 'caller',
    placeholders: [slot, place],
  },
  freeSlotNext: {
    purpose: 'Vsak naslednji prosti termin.',
    heardBy: 'caller',
    placeholders: [slot, place],
  },
  freeSlotsNone: plain('Za storitev v obdobju, za katero se je mogoče naročiti, ni prostega termina.'),
  freeSlotsUnknown: plain('Prostih terminov zdaj ni mogoče preveriti, ker naročilnik ne odgovarja.'),
  optionOwnVisit: option('odpoved ali potrditev termina s tipkami'),
  visitEnterReference: plain('Lastni termin: vpis desetmestne številke termina.'),
  visitEnterProof: plain('Lastni termin: vpis zadnjih štirih števk telefonske številke, navedene ob naročilu.'),
  visitNotFound: plain('Lastni termin: številka in zadnje štiri števke se ne ujemajo z nobenim terminom.'),
  visitTriesUsedUp: plain('Lastni termin: poskusov je bilo preveč; s tipkami zdaj ne gre več.'),
  visitUnknown: plain('Lastni termin: naročilnik ne odgovarja, zato termina zdaj ni mogoče poiskati.'),
  visitRead: {
    purpose: 'Lastni termin, ko sta številka in dokaz prava: kdaj, kje in za katero storitev je.',
    heardBy: 'caller',
    placeholders: [slot, place, service],
  },
  visitIsConfirmed: plain('Lastni termin: prihod je že potrjen.'),
  optionCancelVisit: option('odpoved prebranega termina'),
  optionConfirmVisit: option('potrditev prihoda na prebrani termin'),
  visitCancelSure: {
    purpose: 'Lastni termin: vprašanje pred dokončno odpovedjo in tipka, ki odpove.',
    heardBy: 'caller',
    placeholders: [key],
  },
  optionKeepVisit: option('termin ostane, kot je'),
  visitCancelled: plain('Lastni termin: potrditev, da je odpovedan.'),
  visitConfirmed: plain('Lastni termin: potrditev, da je prihod zabeležen.'),
  visitWasCancelled: plain('Lastni termin je bil odpovedan že prej.'),
  visitPast: plain('Lastni termin je že minil.'),
  visitTooLate: plain('Lastni termin se je že začel, zato ga s tipkami ni več mogoče odpovedati.'),
  visitNotDone: plain(
    'Lastni termin: naročilnik ni odgovoril, zato ni gotovo, ali je odpoved ali potrditev zabeležena.',
  ),
};

const waysOn = ['optionAgent', 'optionRepeat', 'optionBack', 'invalidKey', 'oneMoment'] as const;

/** All that may be said at a node of the flow where callers help themselves; each must be approved (R1.9). */
export const selfServicePrompts = {
  freeSlots: [
    ...waysOn,
    'chooseService',
    'choosePlace',
    'optionService',
    'optionPlace',
    'optionAnyPlace',
    'optionMore',
    'freeSlotsOf',
    'freeSlotsWait',
    'freeSlotsToday',
    'freeSlotFirst',
    'freeSlotNext',
    'freeSlotsNone',
    'freeSlotsUnknown',
  ],
  ownVisit: [
    ...waysOn,
    'visitEnterReference',
    'visitEnterProof',
    'visitNotFound',
    'visitTriesUsedUp',
    'visitUnknown',
    'visitRead',
    'visitIsConfirmed',
    'optionCancelVisit',
    'optionConfirmVisit',
    'visitCancelSure',
    'optionKeepVisit',
    'visitCancelled',
    'visitConfirmed',
    'visitWasCancelled',
    'visitPast',
    'visitTooLate',
    'visitNotDone',
  ],
} as const satisfies Readonly<Record<string, readonly PromptKey[]>>;
