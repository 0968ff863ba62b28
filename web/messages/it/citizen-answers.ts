import type { citizenAnswers as slovene } from '../sl/citizen-answers.ts';

export const citizenAnswers: typeof slovene = {
  wait: {
    link: 'Vorrei un termine anticipato',
    title: 'Un termine anticipato',
    lead: 'Quando nei luoghi scelti si libera un termine anticipato, ve lo offriamo per e-mail o SMS. Finché non accettate un’offerta, vale l’appuntamento che avete.',
    places: 'In quali luoghi?',
    problem: 'Scegliete almeno un luogo.',
    submit: 'Avvisatemi di un termine anticipato',
    change: 'Cambia i luoghi',
    waiting: 'State aspettando un termine anticipato. Quando si libera, ve lo offriamo.',
    stop: 'Non aspetto più',
    stopped: 'Non aspettate più un termine anticipato. Il vostro appuntamento resta.',
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
