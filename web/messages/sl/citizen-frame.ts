import { countedIn } from '../../present/citizen-count.ts';

const visits = { one: 'obisk', two: 'obiska', few: 'obiski', other: 'obiskov' };
const minutes = { one: 'minuta', two: 'minuti', few: 'minute', other: 'minut' };
const minutesFor = { one: 'minuto', two: 'minuti', few: 'minute', other: 'minut' };
const days = { one: 'dan', two: 'dneva', few: 'dni', other: 'dni' };

/** What stands around citizens' pages, and words that more than one of them uses. */
export const citizenFrame = {
  product: 'UeNaročanje',
  subtitle: 'Naročanje na upravne enote',
  skipToContent: 'Skoči na vsebino',
  mainNavigation: 'Glavna navigacija',
  languageSwitch: 'Jezik',
  navigation: { book: 'Naročanje', visit: 'Moj termin', help: 'Pomoč' },
  footer: {
    heading: 'O tej strani',
    accessibility: 'Izjava o dostopnosti',
    privacy: 'Varstvo osebnih podatkov',
    staff: 'Prijava za zaposlene',
    byPhone: 'Raje po telefonu? Pokličite',
  },
  back: 'Nazaj',
  counted: {
    visits: (count: number) => countedIn('sl', count, visits),
    minutes: (count: number) => countedIn('sl', count, minutes),
    days: (count: number) => countedIn('sl', count, days),
  },
  /** How long until a day: "danes", "jutri", "čez 26 dni" in short. */
  inDays: (count: number) => (count <= 0 ? 'danes' : count === 1 ? 'jutri' : `čez ${countedIn('sl', count, days)}`),
  waitMinutes: (seconds: number) =>
    `Preveč poskusov. Znova poskusite čez ${countedIn('sl', Math.max(1, Math.ceil(seconds / 60)), minutesFor)}.`,
  errorsFound: 'Nekaj še manjka ali ni prav. Popravite označena polja; vse drugo smo obdržali.',
  errors: {
    400: {
      title: 'Zahteve ni mogoče prebrati',
      text: 'V naslovu ali obrazcu je nekaj, česar ne razumemo.',
      advice: 'Vrnite se na prejšnjo stran in poskusite znova.',
    },
    403: {
      title: 'Obrazca ni bilo mogoče sprejeti',
      text: 'Obrazec je bil odprt predolgo ali pa vaš brskalnik zavrača piškotek, ki ga potrebujemo za varno naročanje.',
      advice: 'Dovolite piškotke za to stran, odprite jo znova in dejanje ponovite.',
    },
    404: {
      title: 'Te strani ni',
      text: 'Naslov je napačen ali pa stvar, na katero kaže, ne obstaja več.',
      advice: 'Preverite naslov ali začnite znova pri izbiri storitve.',
    },
    405: {
      title: 'Te strani ni mogoče odpreti na ta način',
      text: 'Ta naslov sprejema samo podatke iz obrazca na naši strani.',
      advice: 'Začnite znova pri izbiri storitve.',
    },
    413: {
      title: 'Poslanih podatkov je preveč',
      text: 'Besedilo v obrazcu je predolgo.',
      advice: 'Vrnite se na prejšnjo stran, skrajšajte besedilo in pošljite znova.',
    },
    429: {
      title: 'Preveč zahtev',
      text: 'Z vašega naslova je v kratkem času prišlo preveč zahtev.',
      advice: 'Počakajte nekaj minut in poskusite znova ali pa nas pokličite.',
    },
    500: {
      title: 'Pri nas se je zataknilo',
      text: 'Napaka je zapisana in jo bomo pregledali. Že potrjeni termini so varni.',
      advice: 'Poskusite znova. Če se ponovi, nas pokličite in povejte oznako zahteve:',
    },
    503: {
      title: 'Spletno naročanje trenutno ni dosegljivo',
      text: 'Že potrjeni termini so varni. Naročite se lahko tudi po telefonu.',
      advice: 'Poskusite znova čez minuto. Če se ponovi, nas pokličite in povejte oznako zahteve:',
    },
  },
  toStart: 'Na začetek naročanja',
};
