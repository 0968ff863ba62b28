import type { RetentionRule } from '../../../sql/retention/retention-run.ts';
import { counted } from '../../present/count.ts';

/** What is kept how long, and by which rule (R9.3). */
export const retention = {
  title: 'Hramba osebnih podatkov',
  intro:
    'Osebni podatki se po roku hrambe izbrišejo samodejno, vsako noč. Obiski, klici in zapisi ostanejo brez njih, zato statistika ostane pravilna.',
  table: 'Vrste osebnih podatkov, roki hrambe in zadnji izbrisi',
  what: 'Podatki',
  howLong: 'Rok',
  why: 'Podlaga',
  last: 'Zadnji izbris',
  lastRun: (when: string, took: number) => `${when}, vzetih ${took}`,
  lately: (took: number) => `v zadnjih 30 dneh ${took}`,
  never: 'še ni tekel',
  notSet: 'ni določen; nič se ne briše',
  rules: {
    visitors: {
      name: 'Stik obiskovalcev',
      what: 'Ime, e-poštni naslov, telefon in opomba naročila ter povezave iz sporočil. Obisk ostane za statistiko.',
      why: 'GDPR, člen 5(1)(e); naročilo storitve (razpis, 2.7.2): stiki le za reševanje zahtevka.',
    },
    messages: {
      name: 'Sporočila',
      what: 'Vsebina e-pošte in SMS ter naslovi prejemnikov. Da je bilo sporočilo poslano in kdaj, ostane.',
      why: 'GDPR, člen 5(1)(e): dokler lahko občan ali enota vpraša, kaj je bilo sporočeno.',
    },
    recordings: {
      name: 'Posnetki pogovorov in govorna sporočila',
      what: 'Šifrirane datoteke. Da je posnetek bil, kdaj in kdo ga je predvajal, ostane.',
      why: 'Privolitev klicatelja (GDPR, člen 6(1)(a)); člen 5(1)(e).',
    },
    callers: {
      name: 'Telefonske številke klicateljev',
      what: 'Številka in opombe v klicih, povratnih klicih, govornih sporočilih in v dnevniku dogodkov, za cele mesece. Dnevnik na disku se sproti prenaša v bazo in briše.',
      why: 'GDPR, člen 5(1)(e); mesečno poročilo naročniku (razpis, 2.6) potrebuje seznam klicev.',
    },
    audit: {
      name: 'Revizijska sled',
      what: 'Kdo od zaposlenih je kaj videl ali spremenil. Osebnih podatkov občanov v njej ni.',
      why: 'ZVOP-2, 22. člen (dnevnik obdelave): najmanj dve leti po koncu leta, v katerem je zapis nastal.',
    },
    sessions: {
      name: 'Prijave in poskusi prijav',
      what: 'Seje zaposlenih ter števci poskusov; imena in naslovi so v števcih le kot prstni odtis.',
      why: 'Varnost sistema; rok je določen v programu.',
    },
  } satisfies Record<RetentionRule, { name: string; what: string; why: string }>,
  fixed: '12 ur; števci do 24 ur',
  others: 'Brez roka',
  othersText:
    'Poročila (številke klicateljev so v njih zakrite), statistika obiskov in klicev, katalog, delovni časi in besedila nimajo roka, ker v njih ni osebnih podatkov občanov. Računi zaposlenih ostanejo, da zapisi povedo, kdo je kaj storil; prijavo jim onemogočite.',
  heading: 'Roki',
  visitorDays: 'Stik obiskovalcev: dni po obisku',
  messagesDays: 'Sporočila: dni po pošiljanju',
  recordingsDays: 'Posnetki: dni po klicu',
  callerNumberMonths: 'Številke klicateljev: celih mesecev',
  auditYears: 'Revizijska sled: celih let po letu nastanka',
  between: (least: number, most: number) => `Od ${least} do ${most}.`,
  effect: 'Krajši rok začne veljati ponoči; kar se izbriše, se ne da vrniti.',
  save: 'Shrani roke',
  done: { shranjeno: 'Roki so shranjeni. Veljajo od naslednje noči.' },
  problems: {
    heading: 'Roki še niso shranjeni. Popravite označena polja:',
    number: (least: number, most: number) => `Vpišite celo število od ${least} do ${most}.`,
  },
  units: {
    days: (count: number) => counted(count, ['dan', 'dneva', 'dnevi', 'dni']),
    months: (count: number) => `mesecev: ${count}`,
    years: (count: number) => `let: ${count}`,
  },
  guide: [
    'Vsak rok ima svojo podlago; preden ga podaljšate, se posvetujte s pooblaščeno osebo za varstvo podatkov.',
    'Če stolpec »Zadnji izbris« kaže včerajšnji datum ali novejšega, pravilo teče. Število pove, koliko zapisov je vzelo.',
    'Na zahtevo posameznika se podatki izbrišejo prej: občan to stori na strani svojega obiska ali vi na strani »Zahteve posameznikov«.',
  ],
};
