import type { Refusal } from '../../../engine/core/commands.ts';
import type { AgentStateName, ClosedReason, Outcome } from '../../../engine/core/facts.ts';

/** The line, its calls and its agents, wherever a page speaks of them. */
export const telephone = {
  withheldNumber: 'Skrita številka',
  /** None of them tells whether a woman or a man is meant. */
  agentStates: {
    signedOut: 'Ni na delu',
    ready: 'Na voljo',
    offered: 'Zvoni',
    talking: 'V pogovoru',
    onHold: 'Klic zadržan',
    wrapUp: 'Obdelava klica',
    paused: 'Premor',
  } satisfies Record<AgentStateName, string>,
  /** Reasons of pauses that the engine gives itself; all others are configured words. */
  engineReasons: { noAnswer: 'ni oglasitve', signedIn: 'po prijavi' },
  outcomes: {
    answered: 'Sprejet',
    abandoned: 'Opuščen',
    callback: 'Povratni klic',
    voiceMessage: 'Glasovno sporočilo',
    selfServed: 'Urejen s tipkami',
    closed: 'Zunaj delovnega časa',
    refused: 'Zavrnjen',
    failed: 'Neuspel',
    notReached: 'Ni dosežen',
    withdrawn: 'Umaknjen',
  } satisfies Record<Outcome, string>,
  closedReasons: {
    hours: 'zunaj delovnega časa',
    holiday: 'praznik',
    exception: 'izjema v delovnem času',
    supervisor: 'izredno zaprta',
  } satisfies Record<ClosedReason, string>,
  line: {
    open: 'Linija je odprta',
    closed: 'Linija je zaprta',
    unknown: 'Stanje linije ni znano',
    until: (moment: string) => `do ${moment}`,
    untilChanged: 'do preklica',
    overriddenOpen: 'izredno odprta',
  },
  connection: {
    engineLost: (moment: string) => `Ni povezave s klicnim centrom od ${moment}. Podatki so zastareli.`,
    asteriskLost: (moment: string) => `Ni povezave s telefonsko centralo od ${moment}. Novi klici čakajo na centrali.`,
    asteriskHangs: (moment: string) =>
      `Del telefonske centrale se ne odziva od ${moment}. Pogovori tečejo, novi klici pa čakajo na centrali.`,
    serverLost: (moment: string) => `Ni povezave s strežnikom od ${moment}. Povezujem se znova …`,
    sessionOver: 'Prijava je potekla. Prijavite se znova.',
    restored: 'Povezava je spet vzpostavljena.',
    noDataYet: 'Podatkov o liniji še ni. Takoj ko se klicni center odzove, se prikažejo sami.',
    signInAgain: 'Na prijavo',
  },
  /** What the line runs short of while it serves; who runs it has to do something. */
  shortage: {
    inReserve: (moment: string) =>
      `Disk za dnevnik klicev je poln od ${moment}. Klici tečejo in se zapisujejo v prihranjeni prostor, ki zadošča za približno 700 klicev. Sprostite prostor na disku.`,
    inMemory: (moment: string) =>
      `Disk ne sprejema dnevnika klicev od ${moment}. Klici tečejo, zapisi pa čakajo v pomnilniku in gredo sproti v bazo: prostora je za približno 13.000 klicev, če tudi baze ni, pa za 3000. Ne ustavljajte klicnega centra in sprostite prostor na disku.`,
    nowhere: (moment: string) =>
      `Zapisi klicev se izgubljajo od ${moment}, ker so polni disk, pomnilnik in morda tudi baza. Klici tečejo. Takoj sprostite prostor na disku.`,
    used: (used: number, limit: number) => `zasedenost ${used} od ${limit}`,
    /** Before and after how many are used. */
    legs: [
      'Zvočnih povezav zmanjkuje: ',
      '. Ko ostanejo le še tiste za svetovalce, se novi klici zavrnejo. Povečajte razpon RTP_PORTS.',
    ],
    full: [
      'Novi klici se zavračajo, ker zvočnih povezav ni več: ',
      ', ostale so prihranjene za svetovalce. Kdor že čaka ali govori, ostane na liniji; zavrnjene pokličemo nazaj, če je to nastavljeno. Povečajte razpon RTP_PORTS.',
    ],
  },
  /** What to tell somebody whose command the engine did not carry out. */
  refusals: {
    notSignedIn: 'Najprej se prijavite na delo.',
    alreadySignedIn: 'Na delo ste že prijavljeni.',
    unknownAgent: 'Klicni center vas še ne pozna kot svetovalca. Obrnite se na skrbnika.',
    unknownCall: 'Tega klica ni več. Stran kaže zadnje stanje.',
    unknownReason: 'Tega razloga za premor ni na seznamu. Izberite drugega.',
    unknownDisposition: 'Te kategorije ni na seznamu. Izberite drugo.',
    phoneUnreachable:
      'Vaš telefon ni dosegljiv. Preverite, ali je vklopljen in povezan v omrežje, nato poskusite znova.',
    inCall: 'Med klicem to ni mogoče. Najprej končajte klic.',
    notInWrapUp: 'Obdelava klica je že končana.',
    notRecording: 'Ta klic se ne snema.',
    notTalking: 'Na tem klicu ni pogovora.',
    notOnHold: 'Klic ni zadržan v konzoli. Nadaljujte ga tam, kjer je bil zadržan.',
    numberRefused: 'Te številke ne moremo poklicati. Vpišite slovensko stacionarno ali mobilno številko.',
    callbackOpen: 'Ta številka že čaka na povratni klic.',
    unknownCallback: 'Tega povratnega klica ni več med odprtimi.',
    callbackBusy: 'Povratni klic pravkar opravlja svetovalec.',
    noCallbacks: 'Linija nima nastavljenih povratnih klicev.',
    unknownTarget: 'Te vrste, tega svetovalca ali te zunanje številke ni na seznamu. Izberite kaj drugega.',
    contactRefused: 'Te zunanje številke zdaj ni mogoče poklicati. Izberite drugega svetovalca ali vrsto.',
    contactClosed: 'Ta zunanja številka zdaj ne sprejema klicev. Izberite drugega svetovalca ali vrsto.',
    contactBusy: 'Na zunanji številki so vse linije zasedene. Poskusite pozneje ali izberite drugo.',
    agentNotFree: 'Izbrani svetovalec zdaj ni na voljo. Izberite drugega ali vrsto.',
    consulting: 'Med posvetom to ni mogoče. Najprej zaključite posvet.',
    notConsulting: 'Posveta ni več. Stran kaže zadnje stanje.',
    notAnsweredYet: 'Oglasitve še ni. Počakajte ali se vrnite h klicatelju.',
    instantPassed: 'Ta čas je že minil. Izberite poznejšega.',
    notAllowed: 'Za to nimate pravice.',
    messageClosed: 'To sporočilo je že zaključeno ali ga ni več.',
    notReady: 'To zdaj ni mogoče. Stran kaže zadnje stanje.',
    engineAway:
      'Klicni center trenutno ni dosegljiv, zato zahteva ni bila poslana. Poskusite znova čez nekaj trenutkov.',
    engineSilent: 'Klicni center ni odgovoril. Preverite stanje na strani, preden poskusite znova.',
  } satisfies Record<Refusal | 'engineAway' | 'engineSilent', string>,
};
