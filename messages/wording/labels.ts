import type { MessageLanguage } from '../../sql/messages/message.ts';

/** The words of the parts that every message is made of. */
export type Labels = {
  readonly service: string;
  readonly when: string;
  readonly where: string;
  readonly counter: string;
  readonly directions: string;
  /** Of the place: telephone, e-mail, website. */
  readonly contact: string;
  readonly reference: string;
  readonly documents: string;
  readonly information: string;
  readonly show: string;
  readonly move: string;
  readonly cancel: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly note: string;
  readonly nobody: string;
  /** In the calendar. */
  readonly visit: (service: string) => string;
};

export const labels: Record<MessageLanguage, Labels> = {
  sl: {
    service: 'Storitev',
    when: 'Kdaj',
    where: 'Kje',
    counter: 'Uradno mesto',
    directions: 'Kako do nas',
    contact: 'Stik',
    reference: 'Številka naročila',
    documents: 'S seboj prinesite',
    information: 'Pomembno',
    show: 'Prikaz naročila',
    move: 'Sprememba termina',
    cancel: 'Odpoved',
    name: 'Ime in priimek',
    email: 'E-pošta',
    phone: 'Telefon',
    note: 'Opomba',
    nobody: 'Za ta dan ni naročenih obiskov.',
    visit: (service) => `Upravna enota: ${service}`,
  },
  en: {
    service: 'Service',
    when: 'When',
    where: 'Where',
    counter: 'Counter',
    directions: 'How to get there',
    contact: 'Contact',
    reference: 'Booking number',
    documents: 'Please bring',
    information: 'Please note',
    show: 'Show the appointment',
    move: 'Change the time',
    cancel: 'Cancel',
    name: 'Name',
    email: 'E-mail',
    phone: 'Telephone',
    note: 'Note',
    nobody: 'No visits are booked for this day.',
    visit: (service) => `Administrative unit: ${service}`,
  },
  it: {
    service: 'Servizio',
    when: 'Quando',
    where: 'Dove',
    counter: 'Sportello',
    directions: 'Come arrivare',
    contact: 'Contatti',
    reference: 'Numero di prenotazione',
    documents: 'Portare con sé',
    information: 'Importante',
    show: 'Visualizza la prenotazione',
    move: 'Modifica la data o l’ora',
    cancel: 'Annulla',
    name: 'Nome e cognome',
    email: 'E-mail',
    phone: 'Telefono',
    note: 'Nota',
    nobody: 'Per questo giorno non ci sono visite prenotate.',
    visit: (service) => `Unità amministrativa: ${service}`,
  },
  hu: {
    service: 'Szolgáltatás',
    when: 'Időpont',
    where: 'Helyszín',
    counter: 'Ügyintézési hely',
    directions: 'Megközelítés',
    contact: 'Elérhetőség',
    reference: 'Foglalási szám',
    documents: 'Hozza magával',
    information: 'Fontos tudnivalók',
    show: 'A foglalás megtekintése',
    move: 'Időpont módosítása',
    cancel: 'Lemondás',
    name: 'Név',
    email: 'E-mail',
    phone: 'Telefon',
    note: 'Megjegyzés',
    nobody: 'Erre a napra nincs foglalás.',
    visit: (service) => `Közigazgatási egység: ${service}`,
  },
};
