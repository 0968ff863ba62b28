import type { MessageAnswer } from '../../../engine/core/voice-message.ts';

/** Voice messages that callers left, for those who answer them (R1.7). */
export const voiceMessages = {
  title: 'Govorna sporočila',
  explanation:
    'Klicatelji, ki jih nihče ni mogel sprejeti, so pustili sporočilo. Vsako predvajanje se zabeleži. ' +
    'Ko je sporočilo rešeno, zapišite, kaj je bilo storjeno.',
  open: (count: number) => `Odprta sporočila (${count})`,
  noneOpen: 'Ni odprtih sporočil.',
  closed: 'Nazadnje zaključena sporočila',
  noneClosed: 'Nobeno sporočilo še ni bilo zaključeno.',
  message: (moment: string) => `Sporočilo, ${moment}`,
  caller: 'Klicatelj',
  language: 'Jezik',
  queue: 'Vrsta',
  length: 'Dolžina',
  call: 'Klic',
  openCall: 'Potek klica',
  listen: 'Poslušajte sporočilo',
  gone: 'Posnetek je bil po pravilih hrambe že izbrisan.',
  answer: 'Kaj je bilo storjeno',
  answers: {
    calledBack: 'Klicatelj je dobil odgovor',
    notReached: 'Klicatelj ni dosegljiv',
    notNeeded: 'Odgovor ni potreben',
  } satisfies Record<MessageAnswer, string>,
  notes: 'Zapis',
  notesHint: 'Na primer dogovorjeni termin. Osebni podatki se izbrišejo skupaj s podatki o klicu.',
  close: 'Zaključi sporočilo',
  closedNotice: 'Sporočilo je zaključeno.',
  chooseAnswer: 'Izberite, kaj je bilo storjeno.',
  closedBy: (name: string, moment: string) => `Zaključeno: ${name}, ${moment}.`,
  operator: 'upravljavec sistema',
};
