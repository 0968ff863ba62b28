import type { NounForms } from '../../present/count.ts';
import { counted } from '../../present/count.ts';

const minutes: NounForms = ['minuto', 'minuti', 'minute', 'minut'];

/** Sign-in, the way out, and pages that say no. */
export const entrance = {
  title: 'Prijava',
  heading: 'Prijava za zaposlene',
  user: 'Uporabniško ime',
  password: 'Geslo',
  submit: 'Prijava',
  wrong: 'Uporabniško ime in geslo se ne ujemata. Preverite oboje in poskusite znova.',
  tooMany: (seconds: number) =>
    `Preveč neuspešnih poskusov. Znova poskusite čez ${counted(Math.max(1, Math.ceil(seconds / 60)), minutes)}.`,
  lineHeading: 'Naročanje po telefonu',
  call: 'Pokličite',
  bookOnline: 'Naročite se na spletu',
  signOutHeading: 'Odjava',
  signOutQuestion: 'Se želite odjaviti?',
  stay: 'Ostani',
  signedOut: 'Odjavljeni ste.',
  noPageTitle: 'Dobrodošli',
  noPage: 'Za vašo vlogo na tem naslovu še ni strani. Če bi jo morali imeti, se obrnite na skrbnika.',
  errors: {
    400: {
      title: 'Zahteve ni mogoče prebrati',
      text: 'V naslovu ali obrazcu je nekaj, česar ne razumemo.',
      advice: 'Vrnite se na prejšnjo stran in poskusite znova.',
    },
    403: {
      title: 'Za to nimate pravice',
      text: 'Vaša vloga te strani ali dejanja ne dovoljuje.',
      advice: 'Če bi pravico morali imeti, se obrnite na skrbnika.',
    },
    404: {
      title: 'Te strani ni',
      text: 'Naslov je napačen ali pa stvar, na katero kaže, ne obstaja več.',
      advice: 'Preverite naslov ali pojdite na začetno stran.',
    },
    405: {
      title: 'Te strani ni mogoče odpreti na ta način',
      text: 'Ta naslov sprejema samo podatke iz obrazca na naši strani.',
      advice: 'Pojdite na začetno stran in dejanje ponovite tam.',
    },
    409: {
      title: 'To zdaj ni mogoče',
      text: 'Stanje se je medtem spremenilo.',
      advice: 'Vrnite se na prejšnjo stran in preverite zadnje stanje.',
    },
    413: {
      title: 'Poslanih podatkov je preveč',
      text: 'Besedilo v obrazcu je predolgo.',
      advice: 'Vrnite se na prejšnjo stran, skrajšajte besedilo in pošljite znova.',
    },
    416: {
      title: 'Tega dela posnetka ni',
      text: 'Predvajalnik je zahteval del, ki ga posnetek nima.',
      advice: 'Odprite klic znova in posnetek predvajajte od začetka.',
    },
    429: {
      title: 'Preveč zahtev',
      text: 'V kratkem času ste poslali preveč zahtev.',
      advice: 'Počakajte nekaj minut in poskusite znova.',
    },
    500: {
      title: 'Pri nas se je zataknilo',
      text: 'Napaka je zapisana in jo bomo pregledali.',
      advice: 'Poskusite znova. Če se ponovi, skrbniku povejte oznako zahteve:',
    },
    503: {
      title: 'Trenutno nismo dosegljivi',
      text: 'Baza podatkov se ne odziva. Klici medtem tečejo nemoteno.',
      advice: 'Poskusite znova čez minuto. Če se ponovi, skrbniku povejte oznako zahteve:',
    },
  },
  formExpired: {
    title: 'Obrazec je potekel',
    text: 'Obrazec je bil odprt predolgo ali pa ste se medtem odjavili, zato ga nismo sprejeli.',
    advice: 'Odprite stran znova in dejanje ponovite.',
  },
  toStart: 'Na začetno stran',
  requestId: 'Oznaka zahteve',
};
