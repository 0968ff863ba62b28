import type { CallFigures } from './figures.ts';
import { localDateAt, sayTimeAt } from './period.ts';
import { dayMonthYear, share, wholeShare } from './words/format.ts';

export type Definition = { readonly term: string; readonly text: string };

/**
 * What every figure means, printed with the figures (R5.3). Some sentences depend on what there is: on the agreed
 * service level, and on callbacks and voice messages once there are any.
 */
export function definitions(figures: CallFigures): Definition[] {
  const { outcomes } = figures;
  const withOthers = outcomes.callback + outcomes.voiceMessage > 0;
  const withOthersOutside = outcomes.closedToCallback + outcomes.closedToVoiceMessage > 0;
  const definitions: Definition[] = [
    {
      term: 'Vir podatkov',
      text:
        'Vsi podatki so izračunani iz zapisov posameznih klicev in sprememb stanja svetovalcev, ki jih klicni center vodi samodejno. ' +
        `Zajeto je stanje zapisov dne ${dayMonthYear(localDateAt(figures.asOf))} ob ${clockTime(figures.asOf)}.`,
    },
    {
      term: 'Obdobje in čas',
      text:
        'Klic se šteje v obdobje, dan in uro, v katerih se je začel. Dan traja od polnoči do polnoči po krajevnem času ' +
        '(časovni pas Europe/Ljubljana), z upoštevanim poletnim časom. Ob prehodu na zimski čas se ura od 2.00 do 3.00 ponovi; ' +
        'klici obeh ur so prikazani skupaj.',
    },
    {
      term: 'Klic',
      text:
        'Vsak telefonski klic, ki je dosegel linijo klicnega centra, ne glede na to, kako se je končal. Vsak klic ima natanko en izid, ' +
        'zato je seštevek izidov enak številu vseh klicev.',
    },
    {
      term: 'Zavrnjen klic',
      text:
        'Klic, pri katerem je bila klicana druga številka, ne številka klicnega centra, ali klic s številke, s katere je v eni minuti prispelo ' +
        'več klicev, kot jih linija sprejme. Linija ga zavrne. Zabeležen je v številu vseh klicev in v seznamu klicev; drugi prikazi ga ne ' +
        'vsebujejo. Klic, ki ga linija ni mogla sprejeti, ker so bile vse zveze zasedene ali centrala ni delovala, ni zavrnjen klic: v delovnem ' +
        'času je neuspel ali pa je zanj naročen povratni klic.',
    },
    {
      term: 'Klic na številko klicnega centra',
      text: 'Vsak klic, ki ni bil zavrnjen.',
    },
    {
      term: 'Klic zunaj delovnega časa',
      text:
        'Klic, ki je prispel, ko je bila linija zaprta: zunaj delovnega časa, na praznik, ob vnaprej določeni izjemi ali po odločitvi vodje. ' +
        'Klicatelj je slišal obvestilo, kdaj se linija odpre, razen če so bile vse zveze zasedene. Tak klic ni zgrešen. Klicatelj, ki ob koncu delovnega časa že čaka, ' +
        'je še postrežen in njegov klic šteje kot klic v delovnem času.' +
        (withOthersOutside
          ? ' Klic zunaj delovnega časa, v katerem je klicatelj naročil povratni klic ali pustil glasovno sporočilo, ostane klic ' +
            'zunaj delovnega časa in ne vpliva na raven storitve; število takih klicev je navedeno pri izidih.'
          : ''),
    },
    {
      term: 'Klic v delovnem času',
      text: 'Klic na številko klicnega centra, ki ni klic zunaj delovnega časa.',
    },
    {
      term: 'Sprejet klic',
      text:
        'Klic, na katerega je odgovoril svetovalec ali oddelek oziroma uradna oseba, na katero je bil klic preusmerjen. ' +
        'Odziv avtomatskega odzivnika ni sprejem klica.',
    },
    {
      term: 'Zgrešen klic',
      text:
        'Klic v delovnem času, na katerega ni odgovoril nihče: opuščen klic (klicatelj ga je prekinil med uvodnimi obvestili ' +
        'ali med čakanjem) ali neuspel klic (zaradi tehnične napake ali ker so bile vse zveze zasedene).' +
        (withOthers
          ? ' Naročeni povratni klici in glasovna sporočila niso zgrešeni klici in so prikazani posebej.'
          : ''),
    },
    {
      term: 'Odzivni čas in čakanje',
      text:
        'Čakanje teče od prve uvrstitve klica v čakalno vrsto do odgovora svetovalca; pri sprejetih klicih je to odzivni čas. ' +
        'Odziv avtomatskega odzivnika čakanja ne konča. Pri klicih brez odgovora čakanje teče, dokler klic ne zapusti čakalne vrste. Uvodna obvestila pred ' +
        'uvrstitvijo v vrsto se ne štejejo; z njimi je izračunan čas od začetka klica do odgovora svetovalca, ki je naveden posebej.',
    },
    ...(figures.callbacks.all > 0 ? [callbackDefinition] : []),
    ...(outcomes.selfServed + outcomes.closedToSelfServed > 0 ? [selfServedDefinition] : []),
    servicesDefinition,
    visitsDefinition,
    {
      term: 'Raven storitve',
      text: serviceLevelText(figures),
    },
    {
      term: 'Napoved čakanja',
      text:
        'Čas, ki ga odzivnik pove čakajočemu klicatelju ob njegovem mestu v vrsti; vsaka napoved šteje posebej. Kadar zanesljivega časa ni mogoče ' +
        'povedati, odzivnik pove le mesto. Napoved je uresničena, če svetovalec odgovori najpozneje v povedanem času (pri razponu v daljšem). ' +
        'Neuresničena je, če odgovori pozneje ali če klicatelj po izteku povedanega časa odloži. Kdor odloži prej, napovedi ne potrdi in ne ovrže, ' +
        'zato taka napoved ni preverjena. Odstopanje je razlika med dejanskim čakanjem od napovedi do odgovora in povedanim časom; ' +
        'čakanje znotraj povedanega razpona nima odstopanja.',
    },
    {
      term: 'Povprečje, mediana, 90. percentil',
      text:
        'Povprečje je vsota časov, deljena s številom klicev. Mediana je najkrajši čas, ki ga ni presegla vsaj polovica klicev, ' +
        '90. percentil pa najkrajši čas, ki ga ni presegla vsaj devet desetin klicev.',
    },
    {
      term: 'Razredi',
      text: 'Zgornja meja sodi v razred: klic, sprejet po natanko desetih sekundah, je v razredu »do\u00a010\u00a0s«.',
    },
    {
      term: 'Trajanje',
      text:
        'Trajanje pogovora teče od odgovora svetovalca do konca pogovora, vključno z zadržanjem. Trajanje klica teče od začetka do konca zveze, ' +
        'vključno z obvestili in čakanjem. Obdelava klica je delo svetovalca po pogovoru.',
    },
    {
      term: 'Kategorija klica',
      text: 'Vsebina klica, ki jo določi svetovalec, ki je klic sprejel. Sprejet klic ima največ eno kategorijo; drugi klici je nimajo.',
    },
    {
      term: 'Primerjava s prejšnjimi meseci',
      text:
        'Primerja se število klicev na številko klicnega centra. Razlika je število klicev poznejšega meseca, deljeno s številom klicev prejšnjega, ' +
        'zmanjšano za 1. Za mesece pred začetkom beleženja ni podatkov; to ne pomeni, da klicev ni bilo.',
    },
    {
      term: 'Zasedenost svetovalcev',
      text:
        'Čas pogovorov (vključno z zadržanjem) in obdelave klicev, deljen s prijavljenim časom. Prijavljeni čas je ves čas od prijave do odjave, ' +
        'tudi med premori. Prijava, ki se je začela pred obdobjem ali traja dlje od njega, šteje le v delu, ki sodi v obdobje. ' +
        'Svetovalci so oštevilčeni po dolžini prijavljenega časa; imena zaradi varstva osebnih podatkov niso navedena.',
    },
    {
      term: 'Seznam klicev in varstvo osebnih podatkov',
      text:
        'Namen seznama je pregled odzivnih časov in trajanj, ne klicateljev. Zadnje tri števke klicateljeve številke so zato zakrite ' +
        '(primer: 041 123 ···). Številka, ki jo je klicatelj prikril, je označena kot prikrita, številka, ki ji je potekel rok hrambe, pa kot izbrisana.',
    },
    {
      term: 'Zaokroževanje in oznake',
      text:
        'Časi so izmerjeni na tisočinko sekunde in prikazani zaokroženo na sekundo; v tabelah pomeni 2:05 dve minuti in pet sekund. ' +
        'Deleži so zaokroženi na eno decimalko, zato njihov seštevek lahko odstopa od 100 %. Znak – pomeni, da vrednosti ni mogoče določiti, ' +
        'na primer povprečja, kadar klicev ni bilo.',
    },
  ];
  return definitions;
}

const callbackDefinition: Definition = {
  term: 'Povratni klic',
  text:
    'Dogovor, da klicni center uporabnika pokliče: izbere ga klicatelj s tipko, nastane, ko linija zvezo prekine ali je nima na voljo, ' +
    'ali ga vpiše svetovalec. Šteje v obdobje, v katerem je bil dogovorjen. Dosežen je, če se je z uporabnikom začel pogovor; urejen drugače, če je ' +
    'uporabnik prej sam poklical in bil postrežen ali je svetovalec zadevo uredil brez klica. Obljuba je držana, če je uporabniku ' +
    'prvič zvonilo v obljubljenem času ali je njegovo omrežje takrat sporočilo, da je zaseden ali nedosegljiv; poskus, ki na strani klicnega ' +
    'centra ni uspel, ne šteje. Preverja se, ko je zvonilo, ko se dogovor konča kot nedosežen ali ko obljubljeni čas poteče pri še odprtem ' +
    'dogovoru. Klici, ki jih za to opravi klicni center, niso prejeti klici in jih drugi prikazi ne vsebujejo.',
};

const selfServedDefinition: Definition = {
  term: 'Klic, urejen s tipkami',
  text:
    'Klic, v katerem je klicatelj brez svetovalca slišal čakalno dobo in prve proste termine, odpovedal oziroma potrdil svoj termin ali ' +
    's tipko izbral in slišal (vsaj polovico) informacijo o delovnem času ali potrebnih dokumentih in nato odložil, ne da bi čakal na svetovalca. Tak klic ni sprejet in ni zgrešen, na raven storitve pa ' +
    'ne vpliva: v njenem imenovalcu ga ni.',
};

const servicesDefinition: Definition = {
  term: 'Naročanje, odpoved, prenaročanje in informacija o čakalni dobi',
  text:
    'Šteje dejanje v obdobju, v katerem je bilo opravljeno, ne dan obiska. Vsak termin šteje posebej. Informacija o čakalni dobi je podana, ' +
    'kadar jo klicatelj s tipkami izbere in posluša ali kadar svetovalec sprejeti klic uvrsti v kategorijo »čakalne dobe«. Potrditev prihoda ' +
    'pomeni, da je uporabnik vnaprej sporočil, da bo prišel.',
};

const visitsDefinition: Definition = {
  term: 'Obisk, neprihod, zasedenost',
  text:
    'Obisk šteje v obdobje, v katerem je termin, in k enoti, pri kateri je. Odpovedani termini niso obiski in so navedeni posebej. Opravljen, ' +
    'prišel in neprihod je, kar je enota označila; brez oznake je obisk, ki ga ni označil nihče ali še ni potekel. Delež neprihodov je število ' +
    'neprihodov, deljeno s številom obiskov z oznako. Čakanje je število dni od naročila do termina, v povprečju vseh obiskov. Zasedenost je ' +
    'čas naročenih obiskov, deljen s časom, odprtim za naročanje.',
};

function serviceLevelText({ serviceLevel }: CallFigures): string {
  const goals = serviceLevel.settings.map(({ queue, seconds, share: goal }) =>
    serviceLevel.settings.length === 1
      ? `Cilj je ${wholeShare(goal)} v ${seconds} s.`
      : `Cilj za vrsto »${queue}« je ${wholeShare(goal)} v ${seconds} s.`,
  );
  return [
    'Število klicev, sprejetih v ciljnem času (vključno z mejo), deljeno s številom vseh klicev v delovnem času (imenovalec).',
    ...goals,
    'Opuščeni in neuspeli klici ostanejo v imenovalcu, tudi če je klicatelj klic prekinil takoj.',
    'Za primerjavo z drugimi klicnimi centri je navedena še raven brez zgodaj opuščenih klicev: iz imenovalca so izvzeti klici, ki jih je klicatelj ' +
      'prekinil med uvodnimi obvestili ali med čakanjem v ciljnem času.',
    'Upoštevan je cilj, ki velja ob izdelavi poročila.',
  ].join(' ');
}

function clockTime(at: number): string {
  return sayTimeAt(at);
}

/** "80 % v 20 s"; the goals of several queues are not one figure. */
export function serviceLevelGoal({ serviceLevel }: CallFigures): string | null {
  const [only, ...others] = serviceLevel.settings;
  if (!only || others.some((each) => each.seconds !== only.seconds || each.share !== only.share)) return null;
  return `${wholeShare(only.share)} v ${only.seconds}\u00a0s`;
}

export function serviceLevelShare({ serviceLevel }: CallFigures): string {
  return share(serviceLevel.base === 0 ? null : serviceLevel.answeredInTime / serviceLevel.base);
}
