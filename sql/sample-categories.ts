import type { ServiceCategory } from './calendar/services.ts';

/** The groups of services of a fresh installation. */
export const sampleCategories: readonly ServiceCategory[] = [
  {
    id: 'osebni-dokumenti',
    name: {
      sl: 'Osebni dokumenti',
      en: 'Personal documents',
      it: 'Documenti personali',
      hu: 'Személyes okmányok',
    },
    position: 1,
  },
  {
    id: 'promet',
    name: {
      sl: 'Vozila in vozniki',
      en: 'Vehicles and drivers',
      it: 'Veicoli e conducenti',
      hu: 'Járművek és járművezetők',
    },
    position: 2,
  },
  {
    id: 'prebivalisce',
    name: { sl: 'Prebivališče', en: 'Residence', it: 'Residenza', hu: 'Lakóhely' },
    position: 3,
  },
  {
    id: 'maticne-zadeve',
    name: {
      sl: 'Rojstvo, poroka, ime',
      en: 'Birth, marriage, name',
      it: 'Nascita, matrimonio, nome',
      hu: 'Születés, házasság, név',
    },
    position: 4,
  },
  {
    id: 'tujci',
    name: { sl: 'Tujci', en: 'Foreign nationals', it: 'Cittadini stranieri', hu: 'Külföldiek' },
    position: 5,
  },
];
