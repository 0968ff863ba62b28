import type { PaperName } from '../../../sql/papers/paper-versions.ts';
import type { PaperProblem } from '../../papers/paper-text.ts';

/** The texts that citizens read, as the administrator edits them. */
export const citizenTexts = {
  title: 'Strani za občane',
  intro:
    'Pomoč, izjava o dostopnosti in obvestilo o varstvu osebnih podatkov v štirih jezikih. Dokler besedila ne spremenite, velja prvotno.',
  table: 'Strani za občane po jezikih',
  page: 'Stran',
  names: {
    help: 'Pomoč pri naročanju',
    accessibility: 'Izjava o dostopnosti',
    privacy: 'Obvestilo o varstvu osebnih podatkov',
  } satisfies Record<PaperName, string>,
  languages: { sl: 'slovenščina', en: 'angleščina', it: 'italijanščina', hu: 'madžarščina' },
  shipped: 'prvotno besedilo',
  edited: (day: string) => `spremenjeno ${day}`,
  which: (name: string, language: string) => `${name}, ${language}`,
  text: 'Besedilo',
  textHint:
    'Prva vrstica je naslov, nato prazna vrstica in uvod. Pred podnaslovom sta znaka ##. Odstavke loči prazna vrstica, točke seznama se začnejo z -, koraki s številko in piko.',
  consent:
    'Vsaka sprememba tega obvestila je nova različica: ob naslednjem naročilu občan privoli vanjo in zapiše se, v katero je privolil: številka za piko v soglasju je številka različice spodaj. Spremenite vse štiri jezike.',
  look: 'Predogled',
  save: 'Shrani in objavi',
  preview: 'Predogled',
  restore: 'Povrni prvotno besedilo',
  versions: 'Različice',
  version: (id: number, when: string, who: string) => `${id}: ${when}, ${who}`,
  wentBack: 'povrnjeno prvotno besedilo',
  stale:
    'Medtem je isto stran spremenil nekdo drug. Vaše besedilo je spodaj; preglejte zadnjo različico in shranite znova.',
  done: { shranjeno: 'Stran je objavljena.', povrnjeno: 'Velja spet prvotno besedilo.' },
  problems: {
    title: 'Prva vrstica naj bo naslov strani, dolg največ 200 znakov; za njim naj bo prazna vrstica.',
    lead: 'Za naslovom in prazno vrstico napišite uvodni odstavek.',
    noPart: 'Dodajte vsaj en del s podnaslovom: vrstica naj se začne z ##.',
    emptyPart: 'Vsak podnaslov naj ima besedilo in pod njim vsaj en odstavek ali seznam.',
    early: 'Za uvodom naj sledi podnaslov: vrstica, ki se začne z ##.',
    tooLong: 'Besedilo naj bo dolgo največ 20.000 znakov.',
  } satisfies Record<PaperProblem, string>,
};
