import { counted } from '../../present/count.ts';

const visits = (count: number): string => counted(count, ['obisk', 'obiska', 'obiski', 'obiskov']);

/** What becomes of time that somebody holds: it can not be blocked before the hold ends. */
const heldRest =
  'Del časa je pravkar v rezervaciji. Če je nihče ne potrdi, se ta čas sprosti; takrat ga zaprite posebej.';

/** Taking a counter's time out of booking, on the day's schedule. */
export const timeBlocks = {
  title: 'Zapora časa',
  intro: 'Okence za nekaj časa zaprite za naročanje, na primer zaradi sestanka, odsotnosti ali okvare.',
  back: 'Nazaj na urnik',
  place: (name: string, day: string) => `${name}, ${day}`,
  counter: 'Okence',
  from: 'Od',
  to: 'Do',
  fromHint: 'Na primer 9.00.',
  toHint: 'Na primer 10.30.',
  reason: 'Razlog',
  reasonHint: 'Vidijo ga le zaposleni. Ne pišite imen in drugih osebnih podatkov.',
  submit: 'Zapri čas',
  list: 'Zaprti čas tega dne',
  none: 'Ta dan ni zaprtega časa.',
  noneOfCounter: 'Na tem okencu ta dan ni zaprtega časa.',
  noneOfCounters: 'Na teh okencih ta dan ni zaprtega časa.',
  byException: '(izjema v delovnem času okenca)',
  editException: 'Uredi izjemo',
  lift: 'Odpri',
  /** After each, for those who do not see the row. */
  liftOf: (counter: string, times: string) => ` čas ${times}, ${counter}`,
  exceptionOf: (counter: string, times: string) => ` za čas ${times}, ${counter}`,
  hit: 'Naročeni obiski v tem času',
  hitText: (count: number) =>
    `Ničesar še nismo zaprli. V tem času je na okencu ${visits(count)}. Izberite, kaj naj se zgodi.`,
  heldText:
    'V tem času nekdo pravkar izpolnjuje naročilo ali ima ponujen zgodnejši termin. Če ga potrdi, ostane naročen; če ga ne, se čas sprosti in ga takrat zaprite posebej.',
  heldHit: 'Čas je pravkar v rezervaciji',
  heldOnly: 'Ničesar še nismo zaprli.',
  changed: 'Medtem se je v tem času nekaj spremenilo. Preglejte seznam in izberite znova.',
  at: 'Termin',
  who: 'Kdo',
  service: 'Storitev',
  reference: 'Številka',
  erased: 'izbrisano',
  around: 'Zapri le prosti čas',
  aroundHint: 'Naročeni obiski ostanejo, kjer so. Posamezne lahko prej prestavite ali odpoveste na njihovih straneh.',
  aroundHeldHint: 'Zapre se prosti čas okrog tistega, ki je pravkar v rezervaciji.',
  move: 'Zapri ves čas in premakni obiske',
  moveHint:
    'Najprej pokažemo, kaj se spremeni. Ko spremembo shranite, občanom predlagamo bližnje termine, druge pokličete.',
  askManager: 'Ves čas skupaj z obiski lahko zapre upravljalec lokacije.',
  done: {
    zaprto: 'Čas je zaprt za naročanje.',
    'zaprto-zunaj': 'Čas je zaprt za naročanje, vendar okence takrat sploh ni odprto. Preverite, ali sta uri pravi.',
    'zaprto-okrog': 'Prosti čas je zaprt za naročanje, naročeni obiski ostanejo.',
    'zaprto-razen': `Prosti čas je zaprt za naročanje. ${heldRest}`,
    'zaprto-okrog-razen': `Prosti čas je zaprt za naročanje, naročeni obiski ostanejo. ${heldRest}`,
    'v-rezervaciji': `V tem času ni prostega časa, ki bi ga bilo mogoče zapreti. ${heldRest}`,
    'ze-zaprto': 'V tem času ni prostega časa, ki bi ga bilo mogoče zapreti.',
    odprto: 'Čas je spet odprt za naročanje.',
  } as Readonly<Record<string, string>>,
  problems: {
    heading: 'Časa še nismo zaprli. Popravite označena polja.',
    counter: 'Izberite okence s seznama.',
    from: 'Vpišite uro začetka, na primer 9.00.',
    to: 'Vpišite uro konca, na primer 10.30.',
    order: 'Konec mora biti po začetku.',
    past: 'Ta čas je že minil. Vpišite konec, ki šele pride.',
    reason: 'Vpišite razlog, na primer »sestanek«.',
    reasonLong: 'Razlog je predolg; dovoljenih je 100 znakov.',
  },
};
