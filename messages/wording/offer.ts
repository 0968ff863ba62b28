import type { MessageLanguage } from '../../sql/messages/message.ts';

/** The words of an offer of another time. */
type OfferWords = {
  readonly accept: string;
  readonly chooseOther: string;
  readonly choose: string;
  /** Where the visit was before. */
  readonly earlier: string;
};

export const offerWords: Record<MessageLanguage, OfferWords> = {
  sl: {
    accept: 'Potrditev predlaganega termina',
    chooseOther: 'Izbira drugega termina',
    choose: 'Izbira novega termina',
    earlier: 'Prejšnji termin',
  },
  en: {
    accept: 'Accept the proposed time',
    chooseOther: 'Choose another time',
    choose: 'Choose a new time',
    earlier: 'Previous time',
  },
  it: {
    accept: 'Conferma l’appuntamento proposto',
    chooseOther: 'Scegli un altro appuntamento',
    choose: 'Scegli un nuovo appuntamento',
    earlier: 'Appuntamento precedente',
  },
  hu: {
    accept: 'A javasolt időpont elfogadása',
    chooseOther: 'Másik időpont választása',
    choose: 'Új időpont választása',
    earlier: 'Előző időpont',
  },
};
