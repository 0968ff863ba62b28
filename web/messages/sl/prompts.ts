import type { PromptUse } from '../../../dialplan/prompts-in-use.ts';
import type { PromptVersion } from '../../../sql/prompts/prompt-version.ts';

const nodesOf = ({ nodes }: PromptUse): string => nodes.map((node) => `»${node}«`).join(', ');

/** Why the line can not do without a prompt. */
const need = (use: PromptUse): string => {
  switch (use.by) {
    case 'flow':
      return 'klicatelji ga slišijo v poteku klica';
    case 'queue':
      return 'klicatelji ga slišijo v čakalni vrsti';
    case 'callback':
      return 'klicatelji ga slišijo ob povratnem klicu';
    case 'agentLine':
      return 'z njim linija svetovalcem potrjuje zahteve s telefona';
    case 'exchange':
      return 'klicatelji ga slišijo ob tehničnem zastoju';
  }
};

/** Texts of prompts: written, listened to, proposed, approved, taken out of use. None of them tells a gender. */
export const prompts = {
  title: 'Besedila odzivnika',
  intro:
    'Na liniji se predvajajo samo odobrena besedila. Vsaka sprememba je nova različica: pripravi se kot osnutek, se predlaga in začne veljati z odobritvijo, že za naslednji klic.',
  toDecide: 'Čaka na odločitev',
  toDecideItem: (prompt: string, language: string, who: string, when: string) =>
    `${prompt}, ${language}: predlog ${when}, ${who}`,
  missing: 'Linija nima odobrenega besedila',
  missingItem: (prompt: string, language: string, use: PromptUse) => `${prompt}, ${language}: ${need(use)}`,
  heardByCaller: 'sliši klicatelj',
  heardByAgent: 'sliši svetovalec',
  noVersion: 'V tem jeziku besedila še ni.',
  noApproved: 'Odobrenega besedila ni.',
  open: 'Različice in urejanje',
  write: 'Napiši besedilo',
  openOf: (prompt: string, language: string) => `${prompt}, ${language}`,
  back: 'Vsa besedila',
  heading: (prompt: string, language: string) => `${prompt} – ${language}`,
  usedHeading: 'Linija to besedilo potrebuje:',
  uses: (use: PromptUse) => need(use),
  notUsed: 'Linija tega besedila zdaj ne potrebuje.',
  placeholders: 'Vrednosti, ki jih vstavi linija',
  forms: (forms: readonly string[]) => `Oblike: ${forms.join(', ')}; zapišete jih za dvopičjem.`,
  approvedHeading: 'V rabi',
  draftHeading: 'Osnutek',
  newHeading: 'Nova različica',
  historyHeading: 'Zgodovina',
  historyEmpty: 'Zavrnjenih in umaknjenih različic ni.',
  states: {
    draft: 'osnutek',
    proposed: 'v odobritvi',
    approved: 'odobreno',
    rejected: 'zavrnjeno',
    retired: 'umaknjeno',
  } satisfies Record<PromptVersion['state'], string>,
  recordings: { synthesised: 'sintetizirani govor', studio: 'studijski posnetek' },
  drafted: (who: string, when: string) => `osnutek: ${who}, ${when}`,
  proposed: (who: string, when: string) => `predlog: ${who}, ${when}`,
  approved: (who: string, when: string) => `odobritev: ${who}, ${when}`,
  rejected: (who: string, when: string) => `zavrnitev: ${who}, ${when}`,
  retired: (who: string, when: string) => `umik: ${who}, ${when}`,
  comment: 'Pripomba',
  listen: (what: string) => `Poslušajte: ${what}`,
  listenExamples: 'Tako se sliši z različnimi vrednostmi:',
  canNotBeSpoken: 'Besedila v tej obliki ni mogoče izgovoriti.',
  text: 'Besedilo',
  textHint: 'Pišite, kot naj se sliši: števila z besedami, brez kratic in znakov, ki se ne izgovorijo.',
  problems: 'Pred predlogom popravite:',
  restored: 'Obnovljeno je besedilo, ki še ni bilo shranjeno.',
  soundHeading: 'Zvok',
  soundIsOneFile:
    'To besedilo izgovarja stroj, ker vsebuje vrednosti, ki so v vsakem klicu drugačne; en sam posnetek jih ne more povedati.',
  soundNow: (recording: string) => `Zdaj: ${recording}.`,
  upload: 'Studijski posnetek (WAV ali MP3)',
  uploadOther: 'Drug studijski posnetek (WAV ali MP3)',
  uploadHint:
    'Največ 10 MB in 60 sekund. Posnetek mora povedati natanko to besedilo; glasnost in tišino na začetku in koncu uredimo sami.',
  removeSound: 'Odstrani posnetek; besedilo naj izgovori stroj',
  save: 'Shrani osnutek',
  saveAndPropose: 'Shrani in predlagaj',
  discard: 'Zavrzi osnutek',
  discardExplanation: 'Osnutek in njegov posnetek izgineta brez sledu v zgodovini besedila.',
  approve: 'Odobri',
  approveExplanation: 'Z odobritvijo velja oboje, besedilo in zvok, in sicer že za naslednji klic.',
  ownProposal: 'To je vaš predlog, zato ga mora odobriti nekdo drug (načelo štirih oči).',
  reject: 'Zavrni',
  rejectComment: 'Zakaj zavračate',
  rejectHint: 'Pojasnilo je obvezno in ostane v zgodovini.',
  retire: 'Umakni iz rabe',
  retireExplanation:
    'Linija besedila ne bo mogla več povedati. Če želite drugačno besedilo, raje odobrite novo različico.',
  emptyText: 'Besedilo je prazno.',
  overtaken:
    'Osnutek je medtem spremenil nekdo drug. Vaše besedilo je še v polju, shranjeno stoji pod njim. Če shranite znova, obvelja vaše.',
  storedText: 'Shranjeno besedilo',
  notDraft: 'To ni več osnutek, zato ga ni mogoče zavreči.',
  savedBut: 'Besedilo je shranjeno kot osnutek, vendar:',
  stillNeeded: (use: PromptUse) =>
    use.by === 'flow'
      ? `Besedila ni mogoče umakniti: ${need(use)} (${nodesOf(use)}). Najprej odobrite novo različico ali spremenite potek klica.`
      : `Besedila ni mogoče umakniti: ${need(use)}. Najprej odobrite novo različico.`,
  flowUnknown:
    'Besedila ni mogoče umakniti: nastavitve poteka klica ni mogoče prebrati, zato ni znano, ali ga linija potrebuje. Obrnite se na skrbnika.',
  done: {
    shranjeno: 'Osnutek je shranjen.',
    predlagano: 'Besedilo je predlagano in čaka na odločitev.',
    odobreno: 'Besedilo je odobreno; linija ga uporablja od naslednjega klica.',
    zavrnjeno: 'Besedilo je zavrnjeno; pojasnilo je zapisano.',
    umaknjeno: 'Besedilo je umaknjeno iz rabe.',
    zavrzeno: 'Osnutek je zavržen.',
  },
};
