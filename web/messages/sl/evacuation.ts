import type { SettledAs } from '../../../sql/calendar/evacuation.ts';
import type { EvacuatedVisit } from '../../../sql/calendar/evacuation-progress.ts';
import { counted, formOf } from '../../present/count.ts';

const visits = (count: number): string => counted(count, ['obisk', 'obiska', 'obiski', 'obiskov']);

/** Texts about moving visits that can not stay where they are. */
export const evacuation = {
  title: 'Premiki obiskov',
  intro:
    'Obiski, ki ne morejo ostati, kjer so bili naročeni. Občani predlagani termin potrdijo z enim klikom iz sporočila, druge pokličete.',
  none: 'Ni premikov za vaše lokacije.',
  one: (id: number, when: string) => `Premik ${id}, ${when}`,
  help: [
    'Za vsak obisk sistem poišče najboljši prost termin v bližini, ga za občana zadrži tri dni in mu ga predlaga po e-pošti ali SMS.',
    'Povezava v sporočilu samo pokaže predlog; velja šele, ko občan pritisne gumb. Lahko izbere tudi drug termin.',
    'Kdor predlog zavrne, v treh dneh ne odgovori ali zanj ni prostega termina, pride na seznam za klic.',
  ],
  toMove: {
    link: (count: number) =>
      `${visits(count)} v zaprtem času – ${formOf(count, ['premakni ga', 'premakni ju', 'premakni jih', 'premakni jih'])}`,
    title: (place: string) => `Obiski v zaprtem času: ${place}`,
    intro:
      'Ti obiski so naročeni, a okence takrat ni odprto. Izberite tiste, ki naj se premaknejo: sistem bo občanom takoj poslal predlog bližnjega termina.',
    none: 'V zaprtem času ni nobenega naročenega obiska.',
    choose: 'Premakni',
    chooseWhich: (reference: string, when: string) => `Premakni obisk ${reference}, ${when}`,
    at: 'Termin',
    service: 'Storitev',
    where: 'Kje',
    reference: 'Številka',
    reachable: 'Stik',
    contact: { both: 'e-pošta in SMS', email: 'e-pošta', phone: 'SMS', none: 'ni stika' },
    note: 'Razlog za zaposlene',
    noteHint: 'Na primer »selitev okenca«. Brez osebnih podatkov.',
    start: 'Predlagaj nove termine',
    more: (count: number) => `Prikazanih je prvih ${count}. Druge premaknete v naslednjem koraku.`,
    problems: {
      heading: 'Premik se še ni začel.',
      choose: 'Izberite vsaj en obisk.',
      note: 'Razlog naj bo dolg največ 200 znakov.',
    },
  },
  progress: (done: number, all: number) => `Urejeno: ${done} od ${all}`,
  states: {
    proposed: 'čaka na odgovor občana',
    accepted: 'predlog potrjen',
    toCall: 'za klic',
    settled: 'urejeno',
  } satisfies Record<EvacuatedVisit['state'], string>,
  sums: {
    proposed: (count: number) => `čaka na odgovor: ${count}`,
    accepted: (count: number) => `predlog potrjen: ${count}`,
    toCall: (count: number) => `za klic: ${count}`,
    settled: (count: number) => `urejeno drugače: ${count}`,
  },
  settledAs: {
    moved: 'premaknjen',
    cancelled: 'odpovedan',
    keeps: 'ostane, kot je',
  } satisfies Record<SettledAs, string>,
  callList: 'Seznam za klic',
  callListNone: 'Nikogar ni treba poklicati.',
  callListNoRight: 'Imen in telefonskih številk vaša vloga ne vidi.',
  all: 'Vsi obiski tega premika',
  was: 'Prejšnji termin',
  proposal: 'Predlog',
  noProposal: 'brez',
  nowAt: 'Zdaj naročen',
  state: 'Stanje',
  until: (moment: string) => `do ${moment}`,
  person: 'Oseba',
  phone: 'Telefon',
  noPhone: 'brez telefona',
  erased: 'podatki so izbrisani',
  tries: (count: number, last: string) =>
    `${counted(count, ['neuspel klic', 'neuspela klica', 'neuspeli klici', 'neuspelih klicev'])}, zadnji ${last}`,
  call: 'Uredi',
  callWhich: (reference: string) => `Uredi obisk ${reference}`,
  callPage: {
    title: (reference: string) => `Premik obiska ${reference}`,
    back: 'Nazaj na premik',
    who: 'Koga pokličete',
    language: 'Jezik sporočil',
    languages: { sl: 'slovenščina', en: 'angleščina', it: 'italijanščina', hu: 'madžarščina' },
    slots: 'Prosti termini v bližini',
    slotsNone: 'V bližini ni prostega termina. Poiščite ga med vsemi lokacijami.',
    slotsText: 'Z gumbom obisk takoj premaknete; občan dobi potrdilo z novim terminom.',
    proposedNow: 'predlagan občanu',
    move: (when: string) => `Premakni: ${when}`,
    elsewhere: 'Odpri obisk: drug termin ali odpoved',
    results: 'Kaj je bilo s klicem',
    notReached: 'Ni dosegljiv/-a',
    keeps: 'Dogovorjeno: obisk ostane, kot je',
    done: 'Ta obisk je že urejen.',
    refused: (why: string) => `Obisk ni premaknjen: ${why} Izberite drug termin.`,
    tooLate: 'Obisk se je že začel, je odpovedan ali končan; premakniti ga ni več mogoče.',
  },
  done: {
    zacet: 'Predlogi so poslani. Kdor stika nima ali zanj ni termina, je na seznamu za klic.',
    premaknjen: 'Obisk je premaknjen. Občan dobi potrdilo z novim terminom.',
    ostane: 'Zabeleženo: obisk ostane, kot je.',
    poskus: 'Neuspel klic je zabeležen.',
  },
};
