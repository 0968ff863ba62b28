import type { OverflowCondition } from '../../../engine/core/overflow.ts';
import { counted } from '../../present/count.ts';

/** Rules for callers whom a queue alone does not serve in time. */
export const overflow = {
  title: 'Preliv klicev',
  guide: [
    'Pravila povedo, kaj naj se zgodi s klicatelji, ki jih čakalna vrsta sama ne bi sprejela pravočasno: ko ni nikogar, ko čakajo predolgo ali ko jih je preveč.',
    'Klicatelj ob tem nikoli ne izgubi mesta v vrsti. Če se na zunanji številki nihče ne oglasi ali če klicatelj ne izbere povratnega klica, čaka naprej.',
    'Vsako pravilo velja za posameznega klicatelja enkrat. Kadar v istem trenutku velja več pravil, se izvedejo po vrsti, kot so zapisana tukaj.',
    'Sprememba velja takoj, tudi za klicatelje, ki že čakajo.',
  ],
  rulesOf: (queue: string) => `Pravila vrste ${queue}`,
  empty: 'Ta vrsta nima pravil: klicatelji čakajo, dokler se ne oglasi svetovalec.',
  noQueues: 'Čakalnih vrst še ni.',
  add: 'Dodaj pravilo',
  addTo: (queue: string) => `Dodaj pravilo vrsti ${queue}`,
  newTitle: (queue: string) => `Novo pravilo za vrsto ${queue}`,
  editTitle: (rule: string) => `Pravilo: ${rule}`,
  edit: 'Uredi',
  editWhich: (rule: string) => `Uredi pravilo ${rule}`,
  earlier: 'Prej',
  earlierWhich: (rule: string) => `Pravilo ${rule} naj pride na vrsto prej`,
  remove: 'Odstrani',
  removeWhich: (rule: string) => `Odstrani pravilo ${rule}`,
  when: {
    noAgent: 'Ko ni prijavljen nihče, ki bi lahko sprejel klic',
    waited: (duration: string) => `Ko klicatelj čaka že ${duration}`,
    expected: (duration: string) => `Ko je predvideno čakanje daljše od ${duration}`,
    length: (callers: number) =>
      callers === 0
        ? 'Ko klicatelj ni prvi v vrsti'
        : `Ko je pred klicateljem več kot ${counted(callers, ['klicatelj', 'klicatelja', 'klicatelji', 'klicateljev'])}`,
  },
  consequence: {
    /** `named`: the condition speaks of the caller already. */
    callback: (named: boolean) => `${named ? 'mu' : 'klicatelju'} ponudimo povratni klic.`,
    voiceMessage: (named: boolean) => `${named ? 'mu' : 'klicatelju'} ponudimo glasovno sporočilo.`,
    otherGroup: (queue: string) => `lahko klic sprejmejo tudi svetovalci vrste ${queue}.`,
    outside: (contact: string) => `klic preusmerimo na zunanjo številko »${contact}«.`,
  },
  idle: {
    callback: 'Pravilo zdaj nima učinka: povratni klici so izklopljeni.',
    voiceMessage: 'Pravilo zdaj nima učinka: potek klica nima glasovnega sporočila.',
    outside: 'Pravilo zdaj nima učinka: te številke po pravilu za odhodne klice ni dovoljeno klicati.',
    noOutboundSide:
      'Pravilo zdaj nima učinka: vod za odhodne klice nima odhodne smeri ali ga ni, zato linija ne more klicati zunanjih številk.',
  },
  nobody: 'neznano',
  name: 'Ime pravila',
  nameHint: 'Kratko ime, ki ga pokaže potek klica, na primer »dolgo čakanje«.',
  condition: 'Kdaj',
  conditions: {
    noAgent: 'ni prijavljenega svetovalca za ta klic',
    waited: 'klicatelj čaka že določen čas',
    expected: 'predvideno čakanje je daljše od določenega časa',
    length: 'pred klicateljem je več klicateljev od določenega števila',
  } satisfies Record<OverflowCondition['kind'], string>,
  time: 'Čas v minutah',
  timeHint: 'Samo pri pogojih s časom: 5 pomeni pet minut, 1:30 minuto in pol.',
  callers: 'Število klicateljev',
  callersHint: 'Samo pri pogoju s številom klicateljev.',
  action: 'Kaj naj se zgodi',
  choose: 'Izberite',
  actions: {
    callback: 'ponudimo povratni klic',
    voiceMessage: 'ponudimo glasovno sporočilo',
    otherGroup: (queue: string) => `klic lahko sprejmejo tudi svetovalci vrste ${queue}`,
    outside: (contact: string) => `klic gre na zunanjo številko »${contact}«`,
  },
  contactsLink: 'Imenik zunanjih številk',
  save: 'Shrani',
  cancel: 'Prekliči',
  done: {
    dodano: 'Pravilo je dodano.',
    spremenjeno: 'Pravilo je spremenjeno.',
    odstranjeno: 'Pravilo je odstranjeno.',
    premaknjeno: 'Vrstni red je spremenjen.',
  },
  stale:
    'Pravila te vrste je medtem spremenil nekdo drug. Vaša sprememba ni shranjena. Preglejte pravila in jo po potrebi ponovite.',
  /** Above a form that keeps what was typed. */
  staleForm:
    'Pravila te vrste je medtem spremenil nekdo drug. Spodaj je vaš vnos, ob poljih, ki se razlikujejo, pa zdaj veljavna vrednost. Preglejte razlike in shranite znova.',
  goneForm:
    'Pravila te vrste je medtem spremenil nekdo drug in tega pravila ni več ali ima drugo ime. Spodaj je vaš vnos; če ga shranite, bo dodan kot novo pravilo, zato prej preglejte seznam pravil.',
  staleNew: 'Pravila te vrste je medtem spremenil nekdo drug. Spodaj je vaš vnos. Preglejte pravila in shranite znova.',
  problems: {
    name: 'Vpišite ime, dolgo največ 100 znakov.',
    nameTaken: 'Pravilo s tem imenom ta vrsta že ima. Vpišite drugo ime.',
    condition: 'Izberite, kdaj naj pravilo velja.',
    time: 'Vpišite čas od 0:01 do 1440 minut, na primer 5 ali 1:30.',
    callers: 'Vpišite celo število od 0 do 10000.',
    action: 'Izberite, kaj naj se zgodi.',
    same: 'Takšno pravilo ta vrsta že ima. Spremenite pogoj ali ukrep.',
    tooMany: 'Vrsta ima že 20 pravil. Najprej odstranite katero od njih.',
  },
};
