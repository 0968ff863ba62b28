import { counted, type NounForms, presentCount } from '../../present/count.ts';

const bookings: NounForms = ['naročilo', 'naročili', 'naročila', 'naročil'];
const calls: NounForms = ['klic', 'klica', 'klici', 'klicev'];
const callbacks: NounForms = ['povratni klic', 'povratna klica', 'povratni klici', 'povratnih klicev'];
const recordings: NounForms = ['posnetek', 'posnetka', 'posnetki', 'posnetkov'];
const visits: NounForms = ['obisk', 'obiska', 'obiski', 'obiskov'];
const owed: NounForms = [
  'odprt povratni klic',
  'odprta povratna klica',
  'odprti povratni klici',
  'odprtih povratnih klicev',
];
const coming: NounForms = [
  'prihodnji obisk zadrži',
  'prihodnja obiska zadržita',
  'prihodnji obiski zadržijo',
  'prihodnjih obiskov zadrži',
];
const voiceMessages: NounForms = ['govorno sporočilo', 'govorni sporočili', 'govorna sporočila', 'govornih sporočil'];

/** Requests of people about what is kept of them (R9.3). */
export const dataSubject = {
  title: 'Zahteve posameznikov',
  guide: [
    'Posameznik lahko zahteva izpis svojih osebnih podatkov (GDPR, člen 15) ali njihov izbris (člen 17). Preden kar koli izročite ali izbrišete, preverite njegovo istovetnost.',
    'Iščete po e-poštnem naslovu, po telefonski številki ali po obojem: naročila po obeh, klici po številki. Oseba, ki jo kdo naroči s svojim stikom, je pod tem stikom.',
    'Naročeni uporabniki lahko isto storijo sami, na strani svojega obiska.',
    'Vsako iskanje, prenos in izbris se zabeležijo z oznako zadeve in vašim imenom, brez podatkov posameznika.',
  ],
  caseReference: 'Oznaka zadeve',
  caseHint: 'Pod katero vodite zahtevo, na primer 092-14/2027. Imena posameznika ne vpisujte.',
  email: 'E-poštni naslov',
  phone: 'Telefonska številka',
  contactHint: 'Vpišite vsaj enega od obeh stikov.',
  search: 'Poišči',
  nothing: 'O tem stiku ne hranimo ničesar.',
  kept: 'Kaj hranimo',
  visits: (count: number) => counted(count, visits),
  calls: (count: number) => counted(count, calls),
  callbacks: (count: number) => counted(count, callbacks),
  voiceMessages: (count: number) => counted(count, voiceMessages),
  recordings: (count: number) => counted(count, recordings),
  owed: 'še odprt',
  closed: 'zaključen',
  export: 'Izpis',
  exportText:
    'Datoteka JSON z obiski, njihovo zgodovino, soglasji, sporočili, klici, povratnimi klici in govornimi sporočili. Posnetke poslušate na strani klica.',
  download: 'Prenesi podatke',
  fileName: 'podatki-posameznika.json',
  erase: 'Izbris',
  eraseText:
    'Izbrišejo se ime, stiki, opombe, vsebina sporočil, številka klicatelja in posnetki. Obiski in klici ostanejo brez njih, zato statistika ostane pravilna. Izbrisa ni mogoče razveljaviti.',
  coming: (count: number) =>
    `${counted(count, coming)} stik, ker enota sicer ne bi vedela, kdo pride. Če naj se izbriše tudi ta stik, obiske prej odpovejte.`,
  sure: 'Istovetnost je preverjena in razumem, da izbrisa ni mogoče razveljaviti.',
  eraseNow: 'Izbriši podatke',
  erased: {
    title: 'Podatki so izbrisani',
    gone: 'Izbrisano',
    bookings: (count: number) => `Naročila (stik in sporočila): ${presentCount(count)}`,
    calls: (count: number) => `Klici (številka in opombe): ${presentCount(count)}`,
    callbacks: (count: number) => `Povratni klici (številka in opombe): ${presentCount(count)}`,
    recordings: (count: number) => `Posnetki (datoteke): ${presentCount(count)}`,
    stays: 'Ostaja',
    bookingsComing: (count: number) =>
      `${counted(count, bookings)} s prihodnjim obiskom. Po obisku ali odpovedi zahtevo ponovite.`,
    callbacksOwed: (count: number) =>
      `${counted(count, owed)}. Po zaključku na strani »Povratni klici« zahtevo ponovite.`,
    back: 'Nova zahteva',
  },
  problems: {
    heading: 'Zahteva še ni izvedena. Popravite označena polja:',
    caseReference: 'Vpišite oznako zadeve: od 2 do 40 znakov, vsaj ena števka, na primer 092-14/2027.',
    nobody: 'Vpišite e-poštni naslov ali telefonsko številko.',
    email: 'Vpišite celoten e-poštni naslov, na primer ime@primer.si.',
    phone: 'Vpišite telefonsko številko z omrežno skupino, na primer 041 234 567.',
    sure: 'Potrdite, da je istovetnost preverjena.',
    files: (count: number) =>
      `Datotek posnetkov, ki jih ni bilo mogoče izbrisati: ${count}. Drugo še ni izbrisano; obvestite skrbnika sistema in poskusite znova.`,
  },
};
