import type { TemplateProblem } from '../../../messages/check-template.ts';
import type { MessageChannel, MessageKind, MessageLanguage, MessageState } from '../../../sql/messages/message.ts';
import { counted } from '../../present/count.ts';

const placeholder = (name: string): string => `{${name}}`;
const placeholders = (names: readonly string[]): string => names.map(placeholder).join(', ');

/** Texts of the outbox and of the templates of messages. */
export const outbox = {
  title: 'Odposlana pošta',
  intro: 'E-pošta in SMS, ki jih pošilja sistem: potrditve, odpovedi, opomniki in obvestila enotam.',
  templatesLink: 'Predloge sporočil',
  filter: 'Prikaži',
  state: 'Stanje',
  channel: 'Pot',
  anyState: 'vsa stanja',
  anyChannel: 'vse poti',
  needsSomebody: 'potrebuje pozornost',
  show: 'Prikaži',
  none: 'Takih sporočil ni.',
  tableCaption: 'Sporočila, najnovejša najprej',
  createdAt: 'Nastalo',
  kind: 'Sporočilo',
  to: 'Prejemnik',
  erased: 'izbrisan ali brez naslova',
  open: (kind: string, when: string) => `${kind}, ${when}`,
  older: 'Starejša sporočila',
  newest: 'Najnovejša sporočila',
  counts: (queued: number) =>
    `${counted(queued, ['sporočilo čaka', 'sporočili čakata', 'sporočila čakajo', 'sporočil čaka'])} na pošiljanje ali na svoj čas.`,
  failedCount: (failed: number) =>
    `${counted(failed, ['sporočilo ni bilo dostavljeno', 'sporočili nista bili dostavljeni', 'sporočila niso bila dostavljena', 'sporočil ni bilo dostavljenih'])}. Osebe obvestite drugače ali pošljite znova.`,
  parkedCount: (parked: number) =>
    `${counted(parked, ['sporočilo ni bilo poslano', 'sporočili nista bili poslani', 'sporočila niso bila poslana', 'sporočil ni bilo poslanih'])}, ker strežnik za e-pošto ali SMS ni nastavljen. Vsebino lahko preberete in jo prejemniku poveste drugače. Ko bo strežnik nastavljen, uporabite ta gumb.`,
  sendParked: 'Pošlji vse, kar čaka na strežnik',
  kinds: {
    bookingConfirmed: 'Potrditev termina',
    bookingCancelled: 'Odpoved termina',
    bookingMoved: 'Sprememba termina',
    reminder: 'Opomnik',
    handOver: 'Predaja naročila v dokončanje',
    waitlistJoined: 'Vpis na čakalni seznam',
    waitlistOffer: 'Ponudba zgodnejšega termina',
    evacuationProposal: 'Predlog nadomestnega termina',
    visitLink: 'Povezava do naročila',
    dataErased: 'Potrdilo o izbrisu podatkov',
    verificationCode: 'Koda za potrditev',
    unitNotification: 'Obvestilo enoti',
    unitDailyList: 'Dnevni seznam za enoto',
  } satisfies Record<MessageKind, string>,
  channels: { email: 'e-pošta', sms: 'SMS' } satisfies Record<MessageChannel, string>,
  languages: {
    sl: 'slovenščina',
    en: 'angleščina',
    it: 'italijanščina',
    hu: 'madžarščina',
  } satisfies Record<MessageLanguage, string>,
  states: {
    queued: 'čaka na pošiljanje',
    parked: 'ni poslano: strežnik ni nastavljen',
    sending: 'se pošilja',
    sent: 'poslano',
    delivered: 'dostavljeno',
    failed: 'ni dostavljeno',
    withdrawn: 'umaknjeno',
  } satisfies Record<MessageState, string>,
  handled: (who: string, when: string) => `rešeno drugače: ${who}, ${when}`,
  /** The first word of a reason is its kind; what follows is a code of the server. */
  reason(reason: string): string {
    const [kind = '', ...codes] = reason.split(' ');
    const code = codes.join(' ');
    switch (kind) {
      case 'tooLate':
        return 'Bilo bi prepozno: čas, do katerega je sporočilo koristno, je potekel.';
      case 'noAddress':
        return 'Prejemnik nima naslova za to pot.';
      case 'notConfigured':
        return 'Strežnik za to pot ni nastavljen.';
      case 'unreachable':
        return 'Strežnik ni dosegljiv ali ni odgovoril.';
      case 'credentials':
        return 'Strežnik ne sprejema našega uporabniškega imena ali gesla. Obvestite skrbnika sistema.';
      case 'tls':
        return 'Varna povezava s strežnikom ni uspela. Obvestite skrbnika sistema.';
      case 'address':
        return 'Naslov ni veljaven.';
      case 'unreadable':
        return 'Iz podatkov ni bilo mogoče sestaviti sporočila. Obvestite skrbnika sistema.';
      case 'smtp':
        return `Poštni strežnik sporočila ni sprejel (koda ${code}).`;
      case 'smpp':
        return `Center za SMS sporočila ni sprejel (koda ${code}).`;
      case 'http':
        return `Prehod za SMS sporočila ni sprejel (koda ${code}).`;
      case 'receipt':
        return `Operater sporočila ni mogel dostaviti (${code}).`;
      default:
        return `Razlog: ${reason}.`;
    }
  },
  back: 'Vsa sporočila',
  factsHeading: 'Podatki',
  language: 'Jezik',
  notBefore: 'Poslano ne prej kot',
  expiresAt: 'Koristno do',
  nextTryAt: 'Naslednji poskus',
  sentAt: 'Poslano',
  deliveredAt: 'Dostavljeno',
  endedAt: 'Končano',
  tries: 'Poskusov',
  reasonLabel: 'Razlog',
  contentHeading: 'Vsebina',
  contentMasked: 'Povezav in kod, s katerimi lahko ukrepa le prejemnik, tu ni.',
  contentWhole:
    'Sporočilo ni bilo poslano, zato je tu v celoti. Povezave in kode povejte samo osebi, ki ji je namenjeno.',
  contentErased: 'Vsebina je izbrisana.',
  contentUnreadable: 'Iz podatkov ni mogoče sestaviti sporočila.',
  subject: 'Zadeva',
  attachments: 'Priponke',
  smsParts: (parts: number, alphabet: 'gsm7' | 'ucs2') =>
    `${counted(parts, ['del', 'dela', 'deli', 'delov'])}, ${alphabet === 'gsm7' ? 'osnovni znaki' : 'z znaki, kot so č, š in ž'}`,
  sendAgain: 'Pošlji znova',
  sendNow: 'Pošlji zdaj',
  markHandled: 'Označi kot rešeno drugače',
  done: {
    poslano: 'Sporočilo je uvrščeno v pošiljanje.',
    reseno: 'Sporočilo je označeno kot rešeno.',
    vse: 'Sporočila so uvrščena v pošiljanje.',
    shranjeno: 'Predloga je shranjena. Velja že za naslednje sporočilo.',
    povrnjeno: 'Spet velja prvotno besedilo.',
  },
  refusals: {
    tooLate: 'Prepozno: čas, do katerega je sporočilo koristno, je potekel.',
    erased: 'Vsebine ali povezav tega sporočila ni več, zato ga ni mogoče poslati znova. Osebo obvestite drugače.',
    notFailed: 'Tega sporočila ni treba pošiljati znova. Stran kaže zadnje stanje.',
  },
  templates: {
    title: 'Predloge sporočil',
    intro:
      'Besedila sporočil v štirih jezikih. Dokler predloge ne spremenite, velja prvotno besedilo. Sprememba velja že za naslednje sporočilo.',
    back: 'Vse predloge',
    heading: (kind: string, channel: string, language: string) => `${kind} – ${channel}, ${language}`,
    edited: 'spremenjeno',
    editedLacking: 'spremenjeno, dopolnite',
    shipped: 'prvotno besedilo',
    openOf: (kind: string, channel: string, language: string) => `${kind}, ${channel}, ${language}`,
    listCaption: 'Predloge po vrsti sporočila, poti in jeziku',
    subject: 'Zadeva',
    body: 'Besedilo',
    bodyHint:
      'Prazna vrstica loči odstavke. Povezavo z besedilom zapišete kot [besedilo]({povezava}). Vrednosti so v zavitih oklepajih.',
    smsHint: 'Kratko: SMS naj ima največ tri dele. Šumniki skrajšajo del s 160 na 70 znakov.',
    placeholdersHeading: 'Vrednosti, ki jih vstavi sistem',
    asWord: 'beseda ali čas',
    asLink: 'povezava',
    asBlock: 'cel odstavek',
    asForms: (forms: number) =>
      `izbira med ${forms} oblikami, zapisanimi za dvopičjem in ločenimi z navpičnico; v oblikah smejo stati druge vrednosti`,
    required: 'obvezno',
    preview: 'Predogled',
    previewHeading: 'Predogled z izmišljenimi podatki',
    previewNone: 'Predogled bo na voljo, ko boste odpravili napake.',
    save: 'Shrani',
    restore: 'Povrni prvotno besedilo',
    lacksHeading:
      'Shranjenemu besedilu nekaj manjka, odkar sporočilo pove več. Do popravka se pošilja takšno, kot je. Dopolnite ga in shranite, ali povrnite prvotno besedilo:',
    problemsHeading: 'Pred shranjevanjem popravite:',
    historyHeading: 'Prejšnje različice',
    version: (who: string, when: string) => `${when}, ${who}`,
    versionRestored: 'povrnjeno prvotno besedilo',
    problem(found: TemplateProblem): string {
      switch (found.problem) {
        case 'bodyEmpty':
          return 'Besedilo je prazno. Napišite ga.';
        case 'subjectEmpty':
          return 'Zadeva je prazna. Napišite jo.';
        case 'subjectTooLong':
          return `Zadeva ima ${found.length} znakov; največ jih je lahko ${found.most}.`;
        case 'bodyTooLong':
          return `Besedilo ima ${found.length} znakov; največ jih je lahko ${found.most}.`;
        case 'strayBrace':
          return `Zaviti oklepaj ni zaključen ali ni na pravem mestu: »${found.near}«. Pričakovana je vrednost, na primer {when}.`;
        case 'unknownPlaceholder':
          return `Vrednosti ${placeholder(found.name)} v tem sporočilu ni. Na voljo so: ${placeholders(found.expected)}.`;
        case 'missingPlaceholder':
          return `Manjka obvezna vrednost ${placeholder(found.name)}.`;
        case 'missingInForm':
          return `V obliki ${found.form} vrednosti ${placeholder(found.choice)} manjka ${placeholder(found.name)}. Vrednosti smejo stati tudi v oblikah.`;
        case 'wrongForms':
          return `Vrednost ${placeholder(found.name)} ima ${counted(found.given, ['obliko', 'obliki', 'oblike', 'oblik'])}, potrebuje pa ${found.expected}. Zapišite jih za dvopičjem in ločite z navpičnico.`;
        case 'noForms':
          return `Vrednost ${placeholder(found.name)} nima oblik. Zapišite jo brez dvopičja.`;
        case 'notALink':
          return `${placeholder(found.name)} ni povezava. Povezave so: ${placeholders(found.expected)}.`;
        case 'blockInLine':
          return `Vrednost ${placeholder(found.name)} je cel odstavek. Naj stoji sama med praznima vrsticama, in ne v zadevi.`;
        case 'smsTooLong':
          return `SMS bi imel ${counted(found.parts, ['del', 'dela', 'dele', 'delov'])}; največ so lahko ${found.most}. Skrajšajte besedilo.`;
      }
    },
  },
};
