import { countedIn } from '../../present/citizen-count.ts';
import type { citizenAnswers as slovene } from '../sl/citizen-answers.ts';

const placeForms = { one: 'sede', other: 'sedi' };
const dayForms = { one: 'giorno', other: 'giorni' };

export const citizenAnswers: typeof slovene = {
  wait: {
    link: 'Vorrei un appuntamento anticipato',
    title: 'Appuntamento anticipato',
    lead: 'Ci dica che cosa Le va bene. Quando si libera un orario adatto, glielo offriamo per e-mail o SMS; chi aspetta da più tempo viene prima. Finché non accetta un’offerta, resta valido l’appuntamento che ha.',
    places: 'Dove?',
    onlyHere: (name) => `Solo qui: ${name}`,
    near: 'Anche nelle sedi a questa distanza da qui (in linea d’aria)',
    howFar: 'Distanza massima',
    within: (km) => `fino a ${km} km`,
    countPlaces: (count) => countedIn('it', count, placeForms),
    chosen: 'Nelle sedi che scelgo',
    whichPlaces: 'Elenco delle sedi',
    days: 'In quali giorni?',
    daysHint: 'Se non ne sceglie nessuno, vanno bene tutti.',
    anyDay: 'qualsiasi',
    part: 'In quale parte della giornata?',
    parts: { ves: 'a qualsiasi ora', dop: 'di mattina (prima delle 12.00)', pop: 'di pomeriggio (dalle 12.00)' },
    since: 'Non prima del giorno',
    sinceHint: 'Facoltativo. Per esempio, se prima di quel giorno non può venire.',
    noticeLabel: 'Con quanti giorni di anticipo deve saperlo?',
    noticeHint: 'Così non Le offriamo un appuntamento per domani se non potrebbe venire.',
    noNotice: 'non importa',
    notice: (days) => `almeno ${countedIn('it', days, dayForms)} prima`,
    problems: {
      places: 'Scelga almeno una sede dall’elenco.',
      day: 'Inserisca un giorno, per esempio 5. 3. 2027, o lasci vuoto il campo.',
      tooLate: 'Questo giorno è successivo al Suo appuntamento. Ne scelga uno precedente.',
    },
    submit: 'Mi avvisi di un appuntamento anticipato',
    change: 'Salva le modifiche',
    changeLink: 'Modifica le preferenze o rinuncia all’attesa',
    heading: 'È in attesa di un appuntamento anticipato',
    shown: { places: 'Dove', days: 'Giorni', part: 'Ora', since: 'Non prima del', notice: 'Preavviso' },
    offered: (moment, place, until) =>
      `Le offriamo un appuntamento anticipato: ${moment}, ${place}. L’offerta è valida fino a: ${until}.`,
    answer: 'Rispondi all’offerta',
    freeNow: 'Un orario così è libero già adesso. Se lo desidera, sposti il Suo appuntamento:',
    waiting: 'È in attesa di un appuntamento anticipato. Quando se ne libera uno, glielo offriamo.',
    stop: 'Non aspetto più',
    stopped: 'Non è più in attesa di un appuntamento anticipato. Il Suo appuntamento resta.',
  },
  current: 'Il vostro appuntamento ora',
  offered: 'Il termine offerto',
  until: (moment) => `L’offerta vale fino a: ${moment}.`,
  offer: {
    title: 'È libero un termine anticipato',
    accept: 'Accetto il termine anticipato',
    decline: 'Mantengo il mio',
    accepted: 'L’appuntamento è stato anticipato.',
    declined: 'Avete mantenuto il vostro appuntamento. Quando si libera un altro termine anticipato, ve lo offriamo.',
    ended: 'Questa offerta non è più valida. Il vostro appuntamento resta com’è.',
  },
  proposal: {
    title: 'Dobbiamo spostare il vostro appuntamento',
    lead: 'A quell’ora l’unità amministrativa non può ricevere. Proponiamo un altro termine; confermatelo o sceglietene un altro.',
    accept: 'Confermo il termine proposto',
    decline: 'Non mi va bene, telefonatemi',
    choose: 'Scelgo un altro termine',
    accepted: 'Il nuovo termine è confermato.',
    declined: 'Grazie. Vi telefoneremo e troveremo un altro termine.',
    ended: 'Questa proposta non è più valida. Se l’appuntamento non è ancora sistemato, vi telefoneremo.',
  },
  complete: {
    title: 'Completate la prenotazione',
    lead: 'Un consulente ha scelto un termine per voi. Leggete che cosa dovete portare e confermatelo.',
    ended:
      'Il tempo per la conferma è scaduto e il termine non è più riservato. Potete sceglierne uno nuovo o telefonarci.',
  },
};
