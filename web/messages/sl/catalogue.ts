import { counted } from '../../present/count.ts';

const languages = { sl: 'slovenščina', en: 'angleščina', it: 'italijanščina', hu: 'madžarščina' };

/** Texts of the catalogue of services. */
export const catalogue = {
  title: 'Katalog storitev',
  intro:
    'Kaj se da opraviti na upravnih enotah, koliko časa traja, kaj je treba prinesti in kaj mora občan potrditi pred naročilom.',
  help: [
    'Nova storitev je najprej osnutek: občani je ne vidijo, dokler je ne označite kot »V ponudbi« in je ne dodate vsaj enemu okencu.',
    'Kjer prevoda ni, občan vidi slovensko besedilo. Manjkajoči prevodi so našteti pri vsaki storitvi.',
    'Spremenjeno trajanje velja za nova naročila. Lokacija lahko določi svoje.',
  ],
  add: 'Dodaj storitev',
  addCategory: 'Dodaj skupino',
  editCategory: 'Uredi skupino',
  editCategoryWhich: (name: string) => `Uredi skupino ${name}`,
  noServices: 'V tej skupini ni storitev.',
  minutes: (minutes: number) => counted(minutes, ['minuta', 'minuti', 'minute', 'minut']),
  offered: (counters: number) =>
    counters === 0 ? 'ni na nobenem okencu' : `na ${counted(counters, ['okencu', 'okencih', 'okencih', 'okencih'])}`,
  draft: 'osnutek: občani je ne vidijo',
  notOnline: 'naročajo le zaposleni',
  languages,
  inLanguage: {
    sl: 'V slovenščini',
    en: 'V angleščini',
    it: 'V italijanščini',
    hu: 'V madžarščini',
  },
  missing: {
    heading: 'Manjkajoči prevodi',
    all: 'Vsi prevodi so vpisani.',
    note: 'Kjer prevoda ni, občan vidi slovensko besedilo.',
    short: (names: readonly string[]) => `manjkajo prevodi: ${names.join(', ')}`,
    of: (language: string, fields: readonly string[]) => `${language}: ${fields.join(', ')}`,
    fields: { name: 'ime', description: 'opis', documents: 'priloge', information: 'informacije' },
    documents: (have: number, all: number) => `priloge (${have} od ${all})`,
  },
  form: {
    newTitle: 'Nova storitev',
    editTitle: (name: string) => `Storitev: ${name}`,
    problems: 'Storitev še ni shranjena. Popravite označena polja:',
    common: 'Za vse jezike',
    name: 'Ime',
    description: 'Opis',
    documents: 'Kaj je treba prinesti (priloge)',
    documentsHint: 'Vsaka priloga v svoji vrstici.',
    information: 'Informacije, ki jih občan potrdi pred naročilom',
    keywords: 'Druge besede, po katerih jo ljudje iščejo',
    keywordsHint: 'Vsaka v svoji vrstici, na primer »osebna«.',
    category: 'Skupina',
    minutes: 'Trajanje v minutah',
    minutesHint: 'Lokacija lahko določi drugačno trajanje.',
    mostVisits: 'Največ terminov v enem naročilu',
    position: 'Mesto v skupini',
    online: 'Občani se lahko naročijo sami na spletu',
    published: 'V ponudbi',
    publishedHint: 'Neoznačeno: osnutek ali opuščena storitev. Naročeni obiski ostanejo.',
    visibility: 'Kdo se lahko naroči',
    together: 'Skupaj v enem obisku',
    togetherHint: 'Obisk traja toliko kot obe storitvi skupaj.',
    save: 'Shrani',
    cancel: 'Prekliči',
  },
  problems: {
    name: 'Vpišite slovensko ime, dolgo največ 120 znakov.',
    nameOther: 'Ime naj bo dolgo največ 120 znakov.',
    long: (most: number) => `Besedilo naj bo dolgo največ ${most} znakov.`,
    lines: 'Vpišite največ 30 vrstic, vsaka naj bo dolga največ 300 znakov.',
    category: 'Izberite skupino.',
    minutes: 'Vpišite celo število minut od 1 do 480.',
    mostVisits: 'Vpišite celo število od 1 do 20.',
    position: 'Vpišite celo število od 0 do 999.',
    information: 'Storitev v ponudbi potrebuje slovenske informacije, ki jih občan potrdi pred naročilom.',
  },
  stale:
    'Medtem je nekdo drug spremenil isto storitev. Spodaj je vaš vnos, ob spremenjenih poljih pa zdaj veljavna vrednost. Preglejte razlike in shranite znova.',
  now: (value: string) => `Zdaj velja: ${value === '' ? 'prazno' : value}`,
  category: {
    newTitle: 'Nova skupina storitev',
    editTitle: (name: string) => `Skupina: ${name}`,
    name: 'Ime',
    position: 'Mesto v katalogu',
    stale:
      'Medtem je nekdo drug spremenil isto skupino. Spodaj je vaš vnos, ob spremenjenih poljih pa zdaj veljavna vrednost. Preglejte razlike in shranite znova.',
  },
  done: {
    shranjeno: 'Spremembe so shranjene.',
    dodano: 'Storitev je dodana kot osnutek. Ko bo pripravljena, jo označite kot »V ponudbi« in jo dodelite okencem.',
    skupina: 'Skupina je shranjena.',
  },
};
