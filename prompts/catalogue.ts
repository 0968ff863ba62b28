import { type CallbackPromptValues, callbackCatalogue } from './callback-catalogue.ts';
import { type SelfServicePromptValues, selfServiceCatalogue } from './self-service-catalogue.ts';
import { type VoiceMessagePromptValues, voiceMessageCatalogue } from './voice-message-catalogue.ts';

/**
 * Everything the line can say (R1.9). A prompt's text is a template in the database, approved by the client;
 * this file says what each prompt is for, what its template may contain and which values fill it.
 */

/** The values that the engine gives with each prompt: numbers, and the names of services and places in words. */
export type PromptValues = CallbackPromptValues &
  SelfServicePromptValues &
  VoiceMessagePromptValues & {
    welcome: Record<never, never>;
    languageHint: Record<never, never>;
    consent: Record<never, never>;
    consentRefused: Record<never, never>;
    invalidKey: Record<never, never>;
    /**
     * `opensAt`: the next opening; `saidAt`: the instant of saying it, which decides between "danes", "jutri" and
     * the day with its date. Both in milliseconds since the epoch. Without `saidAt` the date is spoken in full.
     */
    closedUntil: { opensAt: number; saidAt: number };
    closedWithoutOpening: Record<never, never>;
    connecting: Record<never, never>;
    allAgentsBusy: Record<never, never>;
    /** `position`: 1 and up. */
    position: { position: number };
    /** `minutes`: 1 and up. */
    estimatedWait: { minutes: number };
    /** Whole minutes, 1 and up, `from` not above `to`. */
    estimatedWaitRange: { from: number; to: number };
    keepWaiting: Record<never, never>;
    menuIntro: Record<never, never>;
    optionMenu: KeyValue;
    optionBooking: KeyValue;
    optionChange: KeyValue;
    optionCancel: KeyValue;
    optionRebook: KeyValue;
    optionWaitingTime: KeyValue;
    optionInformation: KeyValue;
    optionOpeningHours: KeyValue;
    optionDocuments: KeyValue;
    optionIdentityCard: KeyValue;
    optionPassport: KeyValue;
    optionDrivingLicence: KeyValue;
    optionPortal: KeyValue;
    optionAgent: KeyValue;
    optionRepeat: KeyValue;
    optionBack: KeyValue;
    /** `minutes`: 1 and up. */
    lineWait: { minutes: number };
    /** Whole minutes, 1 and up, `from` not above `to`. */
    lineWaitRange: { from: number; to: number };
    lineWaitNone: Record<never, never>;
    lineWaitUnknown: Record<never, never>;
    /** The open periods of each weekday, as `periodValue` (spoken/period.ts) makes them; a day may have none. */
    openingHours: Partial<Record<WeeklyPeriodName, number>>;
    /** `dayAt`: an instant of that day; `saidAt` as in `closedUntil`. */
    closedOnHoliday: { dayAt: number; saidAt: number };
    closedOnDay: { dayAt: number; saidAt: number };
    otherHoursOnDay: { dayAt: number; saidAt: number } & Partial<Record<PeriodName, number>>;
    documentsIdentityCard: Record<never, never>;
    documentsPassport: Record<never, never>;
    documentsDrivingLicence: Record<never, never>;
    noEngineWait: Record<never, never>;
    agentSignedIn: Record<never, never>;
    agentReady: Record<never, never>;
    agentPaused: Record<never, never>;
    agentSignedOut: Record<never, never>;
    agentWrapUpFinished: Record<never, never>;
    agentRefused: Record<never, never>;
  };
export type PromptKey = keyof PromptValues;
/** What stands behind a placeholder. */
export type PromptValue = number | string;

/** `key`: what to press, 0 to 9, 10 the star, 11 the hash. The flow says which, so that the words always match it. */
export type KeyValue = { key: number };

type PeriodPlace = '1' | '2' | '3' | '4';
export type PeriodName = `period${PeriodPlace}`;
/** ISO weekday 1 (Monday) to 7. */
export type WeeklyPeriodName = `day${'1' | '2' | '3' | '4' | '5' | '6' | '7'}period${PeriodPlace}`;

export const periodNames: readonly PeriodName[] = ['period1', 'period2', 'period3', 'period4'];
export const weeklyPeriodNames: readonly WeeklyPeriodName[] = (['1', '2', '3', '4', '5', '6', '7'] as const).flatMap(
  (day) => periodNames.map((name) => `day${day}${name}` as const),
);

/** What a placeholder becomes in speech; the grammar of each kind is in spoken/. */
export type PlaceholderKind =
  /** A place in the queue as an ordinal: "tretje"; above 100 "več kot stoto". */
  | 'position'
  /** A count of minutes with its noun: "pet minut"; above 60 "več kot ena ura". */
  | 'minutes'
  /** Two counts of minutes: "od treh do petih minut". */
  | 'minuteRange'
  /** When the line opens: "v ponedeljek, triindvajsetega novembra, ob osmih". */
  | 'openingInstant'
  /** What to press: "tipko dva", "zvezdico". */
  | 'key'
  /** "v ponedeljek, torek in četrtek od osmih do osemnajstih in v sredo od osmih do devetnajstih". */
  | 'weeklyHours'
  /** "v petek, petindvajsetega decembra"; "danes", "jutri" when it is so near. */
  | 'day'
  /** A day and its open periods: "v četrtek, štiriindvajsetega decembra, od osmih do dvanajstih". */
  | 'dayHours'
  /** A telephone number, digit by digit in groups: "nič štiri ena, ena dva tri, štiri pet šest". */
  | 'phoneNumber'
  /** A count of days with its noun: "en dan", "pet dni". */
  | 'days'
  /** The name of a service or a place as `spokenName` gives it; the one value that is no number. */
  | 'name';

export type Placeholder<Value extends string = string> = {
  /** As it stands between braces in the template. Slovene, since the client writes and approves the templates. */
  readonly name: string;
  readonly kind: PlaceholderKind;
  /** The values it reads, in the order that its kind expects. */
  readonly reads: readonly Value[];
  /** Those of them that may be lacking; every other must be given. */
  readonly optional?: readonly Value[];
  /** For whoever writes the text, in Slovene. */
  readonly meaning: string;
};

export type CatalogueEntry<Value extends string = string> = {
  /** When it is heard, in Slovene, for the pages where texts are written and approved. */
  readonly purpose: string;
  readonly heardBy: 'caller' | 'agent';
  /** A template must contain each of these and no others. */
  readonly placeholders: readonly Placeholder<Value>[];
};

/** One way on from a menu; its words come from the prompt, its key from the flow. */
const option = (what: string): CatalogueEntry<'key'> => ({
  purpose: `Možnost v meniju: ${what}.`,
  heardBy: 'caller',
  placeholders: [{ name: 'tipka', kind: 'key', reads: ['key'], meaning: 'Tipka: »tipko dva«, »zvezdico«, »lojtro«.' }],
});

const day: Placeholder<'dayAt' | 'saidAt'> = {
  name: 'dan',
  kind: 'day',
  reads: ['dayAt', 'saidAt'],
  optional: ['saidAt'],
  meaning: 'Dan: »v petek, petindvajsetega decembra«; »danes« ali »jutri«, kadar je tako blizu.',
};

export const catalogue: { readonly [Key in PromptKey]: CatalogueEntry<keyof PromptValues[Key] & string> } = {
  welcome: {
    purpose: 'Pozdrav, ko se linija oglasi; prvo, kar klicatelj sliši.',
    heardBy: 'caller',
    placeholders: [],
  },
  languageHint: {
    purpose: 'Povabilo k izbiri jezika s tipko, izrečeno v jeziku, ki ga ponuja.',
    heardBy: 'caller',
    placeholders: [],
  },
  consent: {
    purpose:
      'Obvestilo o obdelavi osebnih podatkov in snemanju; kdor ostane na zvezi, soglaša, tipka devet snemanje zavrne.',
    heardBy: 'caller',
    placeholders: [],
  },
  consentRefused: {
    purpose: 'Potrditev, da se klic nadaljuje brez snemanja.',
    heardBy: 'caller',
    placeholders: [],
  },
  invalidKey: {
    purpose: 'Klicatelj je pritisnil tipko, ki ni na izbiro.',
    heardBy: 'caller',
    placeholders: [],
  },
  closedUntil: {
    purpose: 'Klic zunaj delovnega časa; pove, kdaj bo linija spet odprta.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'odprtje',
        kind: 'openingInstant',
        reads: ['opensAt', 'saidAt'],
        optional: ['saidAt'],
        meaning: 'Naslednje odprtje linije: »danes ob osmih« ali »v ponedeljek, triindvajsetega novembra, ob osmih«.',
      },
    ],
  },
  closedWithoutOpening: {
    purpose: 'Klic zunaj delovnega časa, kadar naslednje odprtje ni znano.',
    heardBy: 'caller',
    placeholders: [],
  },
  connecting: {
    purpose: 'Ob prihodu v čakalno vrsto, kadar je svetovalec takoj prost in mu telefon že zvoni.',
    heardBy: 'caller',
    placeholders: [],
  },
  allAgentsBusy: {
    purpose: 'Ob prihodu v čakalno vrsto, kadar noben svetovalec ni takoj prost.',
    heardBy: 'caller',
    placeholders: [],
  },
  position: {
    purpose: 'Mesto v čakalni vrsti.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'mesto',
        kind: 'position',
        reads: ['position'],
        meaning: 'Vrstilni števnik: »tretje«; po stotem mestu »več kot stoto«.',
      },
    ],
  },
  estimatedWait: {
    purpose: 'Predvideni čas čakanja v minutah.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'minute',
        kind: 'minutes',
        reads: ['minutes'],
        meaning: 'Število minut s samostalnikom: »pet minut«; nad šestdeset minut »več kot ena ura«.',
      },
    ],
  },
  estimatedWaitRange: {
    purpose: 'Predvideni čas čakanja kot razpon minut.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'razpon',
        kind: 'minuteRange',
        reads: ['from', 'to'],
        meaning: 'Razpon minut s predlogoma: »od treh do petih minut«.',
      },
    ],
  },
  keepWaiting: {
    purpose: 'Med čakanjem, med glasbo.',
    heardBy: 'caller',
    placeholders: [],
  },
  menuIntro: {
    purpose: 'Uvod v glavni meni, pred naštevanjem možnosti.',
    heardBy: 'caller',
    placeholders: [],
  },
  optionMenu: option('izbira s tipkami'),
  optionBooking: option('naročanje na termin'),
  optionChange: option('odpoved ali prestavitev termina'),
  optionCancel: option('odpoved termina'),
  optionRebook: option('prestavitev termina'),
  optionWaitingTime: option('čas čakanja na svetovalca'),
  optionInformation: option('delovni čas in potrebni dokumenti'),
  optionOpeningHours: option('delovni čas'),
  optionDocuments: option('potrebni dokumenti'),
  optionIdentityCard: option('dokumenti za osebno izkaznico'),
  optionPassport: option('dokumenti za potni list'),
  optionDrivingLicence: option('dokumenti za vozniško dovoljenje'),
  optionPortal: option('težave s portalom'),
  optionAgent: option('pogovor s svetovalcem'),
  optionRepeat: option('ponovitev'),
  optionBack: option('nazaj'),
  lineWait: {
    purpose: 'V meniju: koliko časa bi zdaj čakali na svetovalca.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'minute',
        kind: 'minutes',
        reads: ['minutes'],
        meaning: 'Število minut s samostalnikom: »pet minut«; nad šestdeset »več kot ena ura«.',
      },
    ],
  },
  lineWaitRange: {
    purpose: 'V meniju: v kakšnem razponu časa bi zdaj čakali na svetovalca.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'razpon',
        kind: 'minuteRange',
        reads: ['from', 'to'],
        meaning: 'Razpon minut: »od treh do petih minut«.',
      },
    ],
  },
  lineWaitNone: {
    purpose: 'V meniju: svetovalec je prost, čakanja ni.',
    heardBy: 'caller',
    placeholders: [],
  },
  lineWaitUnknown: {
    purpose: 'V meniju: časa čakanja zdaj ni mogoče oceniti.',
    heardBy: 'caller',
    placeholders: [],
  },
  openingHours: {
    purpose: 'V meniju: redni delovni čas linije, iz nastavitev.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'odprto',
        kind: 'weeklyHours',
        reads: weeklyPeriodNames,
        optional: weeklyPeriodNames,
        meaning: 'Dnevi in ure: »v ponedeljek in torek od osmih do osemnajstih ter v petek od osmih do štirinajstih«.',
      },
    ],
  },
  closedOnHoliday: {
    purpose: 'V meniju, za delovnim časom: praznik v prihodnjih sedmih dneh.',
    heardBy: 'caller',
    placeholders: [day],
  },
  closedOnDay: {
    purpose: 'V meniju, za delovnim časom: izjemoma zaprt dan v prihodnjih sedmih dneh.',
    heardBy: 'caller',
    placeholders: [day],
  },
  otherHoursOnDay: {
    purpose: 'V meniju, za delovnim časom: dan z drugačnim delovnim časom v prihodnjih sedmih dneh.',
    heardBy: 'caller',
    placeholders: [
      {
        name: 'dan',
        kind: 'dayHours',
        reads: ['dayAt', 'saidAt', ...periodNames],
        optional: ['saidAt', ...periodNames],
        meaning: 'Dan in ure: »v četrtek, štiriindvajsetega decembra, od osmih do dvanajstih«.',
      },
    ],
  },
  documentsIdentityCard: {
    purpose: 'V meniju: kaj je treba prinesti za izdajo osebne izkaznice.',
    heardBy: 'caller',
    placeholders: [],
  },
  documentsPassport: {
    purpose: 'V meniju: kaj je treba prinesti za izdajo potnega lista.',
    heardBy: 'caller',
    placeholders: [],
  },
  documentsDrivingLicence: {
    purpose: 'V meniju: kaj je treba prinesti za izdajo vozniškega dovoljenja.',
    heardBy: 'caller',
    placeholders: [],
  },
  noEngineWait: {
    purpose: 'Tehnični zastoj: centrala klic zadrži, dokler se upravljanje klicev ne vrne.',
    heardBy: 'caller',
    placeholders: [],
  },
  ...callbackCatalogue,
  ...voiceMessageCatalogue,
  ...selfServiceCatalogue,
  agentSignedIn: {
    purpose: 'Potrditev svetovalcu na telefonu: prijava.',
    heardBy: 'agent',
    placeholders: [],
  },
  agentReady: {
    purpose: 'Potrditev svetovalcu na telefonu: na voljo za klice.',
    heardBy: 'agent',
    placeholders: [],
  },
  agentPaused: {
    purpose: 'Potrditev svetovalcu na telefonu: premor.',
    heardBy: 'agent',
    placeholders: [],
  },
  agentSignedOut: {
    purpose: 'Potrditev svetovalcu na telefonu: odjava.',
    heardBy: 'agent',
    placeholders: [],
  },
  agentWrapUpFinished: {
    purpose: 'Potrditev svetovalcu na telefonu: dokončana obdelava klica.',
    heardBy: 'agent',
    placeholders: [],
  },
  agentRefused: {
    purpose: 'Svetovalčeve zahteve s kodo na telefonu ni mogoče izvesti.',
    heardBy: 'agent',
    placeholders: [],
  },
};

export const promptKeys = Object.keys(catalogue) as readonly PromptKey[];
