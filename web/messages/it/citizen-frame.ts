import { countedIn } from '../../present/citizen-count.ts';
import type { citizenFrame as slovene } from '../sl/citizen-frame.ts';

const visits = { one: 'visita', other: 'visite' };
const minutes = { one: 'minuto', other: 'minuti' };
const days = { one: 'giorno', other: 'giorni' };

export const citizenFrame: typeof slovene = {
  product: 'UeNaročanje',
  subtitle: 'Appuntamenti presso le unità amministrative',
  skipToContent: 'Vai al contenuto',
  mainNavigation: 'Navigazione principale',
  languageSwitch: 'Lingua',
  navigation: { book: 'Prenotazione', visit: 'Il mio appuntamento', help: 'Aiuto' },
  footer: {
    heading: 'Informazioni sul sito',
    accessibility: 'Dichiarazione di accessibilità',
    privacy: 'Protezione dei dati personali',
    staff: 'Accesso per il personale',
    byPhone: 'Preferite il telefono? Chiamate il numero',
  },
  back: 'Indietro',
  counted: {
    visits: (count) => countedIn('it', count, visits),
    minutes: (count) => countedIn('it', count, minutes),
    days: (count) => countedIn('it', count, days),
  },
  inDays: (count) => (count <= 0 ? 'oggi' : count === 1 ? 'domani' : `fra ${countedIn('it', count, days)}`),
  waitMinutes: (seconds) =>
    `Troppi tentativi. Riprovate fra ${countedIn('it', Math.max(1, Math.ceil(seconds / 60)), minutes)}.`,
  errorsFound:
    'Manca qualcosa o qualcosa non è corretto. Correggete i campi indicati; tutto il resto è stato conservato.',
  errors: {
    400: {
      title: 'La richiesta non è leggibile',
      text: 'Nell’indirizzo o nel modulo c’è qualcosa che non comprendiamo.',
      advice: 'Tornate alla pagina precedente e riprovate.',
    },
    403: {
      title: 'Il modulo non può essere accettato',
      text: 'Il modulo è rimasto aperto troppo a lungo oppure il browser rifiuta il cookie necessario per una prenotazione sicura.',
      advice: 'Consentite i cookie per questo sito, riaprite la pagina e ripetete l’operazione.',
    },
    404: {
      title: 'Questa pagina non esiste',
      text: 'L’indirizzo è sbagliato oppure ciò a cui porta non esiste più.',
      advice: 'Controllate l’indirizzo o ricominciate dalla scelta del servizio.',
    },
    405: {
      title: 'Questa pagina non può essere aperta in questo modo',
      text: 'Questo indirizzo accetta solo i dati di un modulo del nostro sito.',
      advice: 'Ricominciate dalla scelta del servizio.',
    },
    413: {
      title: 'I dati inviati sono troppi',
      text: 'Il testo nel modulo è troppo lungo.',
      advice: 'Tornate alla pagina precedente, abbreviate il testo e inviatelo di nuovo.',
    },
    429: {
      title: 'Troppe richieste',
      text: 'Dal vostro indirizzo sono arrivate troppe richieste in poco tempo.',
      advice: 'Attendete qualche minuto e riprovate, oppure telefonateci.',
    },
    500: {
      title: 'Si è verificato un errore da parte nostra',
      text: 'L’errore è stato registrato e sarà esaminato. Gli appuntamenti confermati sono al sicuro.',
      advice: 'Riprovate. Se si ripete, telefonateci e comunicate il codice della richiesta:',
    },
    503: {
      title: 'La prenotazione online al momento non è raggiungibile',
      text: 'Gli appuntamenti confermati sono al sicuro. Potete prenotare anche per telefono.',
      advice: 'Riprovate fra un minuto. Se si ripete, telefonateci e comunicate il codice della richiesta:',
    },
  },
  toStart: 'Inizia la prenotazione',
};
