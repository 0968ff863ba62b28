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
    byPhone: 'Preferisce il telefono? Chiami il numero',
  },
  back: 'Indietro',
  counted: {
    visits: (count) => countedIn('it', count, visits),
    minutes: (count) => countedIn('it', count, minutes),
    days: (count) => countedIn('it', count, days),
  },
  inDays: (count) => (count <= 0 ? 'oggi' : count === 1 ? 'domani' : `fra ${countedIn('it', count, days)}`),
  waitMinutes: (seconds) =>
    `Troppi tentativi. Riprovi fra ${countedIn('it', Math.max(1, Math.ceil(seconds / 60)), minutes)}.`,
  errorsFound:
    'Manca qualcosa o qualcosa non è corretto. Corregga i campi indicati; tutto il resto è stato conservato.',
  errors: {
    400: {
      title: 'La richiesta non è leggibile',
      text: 'Nell’indirizzo o nel modulo c’è qualcosa che non comprendiamo.',
      advice: 'Torni alla pagina precedente e riprovi.',
    },
    403: {
      title: 'Il modulo non può essere accettato',
      text: 'Il modulo è rimasto aperto troppo a lungo oppure il browser rifiuta il cookie necessario per una prenotazione sicura.',
      advice: 'Consenta i cookie per questo sito, riapra la pagina e ripeta l’operazione.',
    },
    404: {
      title: 'Questa pagina non esiste',
      text: 'L’indirizzo è sbagliato oppure ciò a cui porta non esiste più.',
      advice: 'Controlli l’indirizzo o ricominci dalla scelta del servizio.',
    },
    405: {
      title: 'Questa pagina non può essere aperta in questo modo',
      text: 'Questo indirizzo accetta solo i dati di un modulo del nostro sito.',
      advice: 'Ricominci dalla scelta del servizio.',
    },
    413: {
      title: 'I dati inviati sono troppi',
      text: 'Il testo nel modulo è troppo lungo.',
      advice: 'Torni alla pagina precedente, abbrevi il testo e lo invii di nuovo.',
    },
    429: {
      title: 'Troppe richieste',
      text: 'Dal Suo indirizzo sono arrivate troppe richieste in poco tempo.',
      advice: 'Attenda qualche minuto e riprovi, oppure ci telefoni.',
    },
    500: {
      title: 'Si è verificato un errore da parte nostra',
      text: 'L’errore è stato registrato e sarà esaminato. Gli appuntamenti confermati sono al sicuro.',
      advice: 'Riprovi. Se si ripete, ci telefoni e comunichi il codice della richiesta:',
    },
    503: {
      title: 'La prenotazione online al momento non è raggiungibile',
      text: 'Gli appuntamenti confermati sono al sicuro. Può prenotare anche per telefono.',
      advice: 'Riprovi fra un minuto. Se si ripete, ci telefoni e comunichi il codice della richiesta:',
    },
  },
  toStart: 'Inizia la prenotazione',
};
