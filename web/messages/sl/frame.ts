import type { Language } from '../../../prompts/language.ts';

/** What stands around every page of the staff. */
export const frame = {
  product: 'UeNaročanje',
  subtitle: 'Klicni center upravnih enot',
  skipToContent: 'Skoči na vsebino',
  mainNavigation: 'Glavna navigacija',
  none: '–',
  yes: 'da',
  no: 'ne',
  navigation: {
    groups: { telephone: 'Telefon', visits: 'Termini', keeping: 'Uprava', reports: 'Poročila' },
    pages: {
      wallboard: 'Stena',
      line: 'Linija',
      console: 'Konzola',
      calls: 'Klici',
      ownCalls: 'Moji klici',
      voiceMessages: 'Govorna sporočila',
      reports: 'Poročila',
      prompts: 'Besedila',
      locations: 'Lokacije',
      catalogue: 'Storitve',
      outbox: 'Pošta',
      schedule: 'Urnik',
      people: 'Ljudje',
      audit: 'Revizija',
      retention: 'Hramba',
      dataRequests: 'Zahteve posameznikov',
      citizenTexts: 'Strani za občane',
      registers: 'Uvoz',
      contacts: 'Zunanje številke',
      callbacks: 'Povratni klici',
      desk: 'Naročanje',
      visits: 'Obiski',
      day: 'Danes',
    },
  },
  signOut: 'Odjava',
  /** Before the name. */
  signedInAs: 'Prijavljeni ste kot',
  languages: { sl: 'slovenščina', en: 'angleščina' } satisfies Record<Language, string>,
};
