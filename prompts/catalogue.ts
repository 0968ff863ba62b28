/**
 * Everything the line can say (R1.9). A prompt's text is a template in the database, approved by the client;
 * this file says what each prompt is for, what its template may contain and which values fill it.
 */

/** The values that the engine gives with each prompt. All are numbers, so that they survive the journal as they are. */
export type PromptValues = {
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
  noEngineWait: Record<never, never>;
  agentSignedIn: Record<never, never>;
  agentReady: Record<never, never>;
  agentPaused: Record<never, never>;
  agentSignedOut: Record<never, never>;
  agentWrapUpFinished: Record<never, never>;
  agentRefused: Record<never, never>;
};
export type PromptKey = keyof PromptValues;

/** What a placeholder becomes in speech; the grammar of each kind is in spoken/. */
export type PlaceholderKind =
  /** A place in the queue as an ordinal: "tretje"; above 100 "več kot stoto". */
  | 'position'
  /** A count of minutes with its noun: "pet minut"; above 60 "več kot ena ura". */
  | 'minutes'
  /** Two counts of minutes: "od treh do petih minut". */
  | 'minuteRange'
  /** When the line opens: "v ponedeljek, triindvajsetega novembra, ob osmih". */
  | 'openingInstant';

export type Placeholder<Value extends string = string> = {
  /** As it stands between braces in the template. Slovene, since the client writes and approves the templates. */
  readonly name: string;
  readonly kind: PlaceholderKind;
  /** The values it reads, in the order that its kind expects. */
  readonly reads: readonly Value[];
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
  noEngineWait: {
    purpose: 'Tehnični zastoj: centrala klic zadrži, dokler se upravljanje klicev ne vrne.',
    heardBy: 'caller',
    placeholders: [],
  },
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
