import { countedIn } from '../../present/citizen-count.ts';
import type { citizenFrame as slovene } from '../sl/citizen-frame.ts';

const visits = { other: 'látogatás' };
const minutes = { other: 'perc' };
const days = { other: 'nap' };

export const citizenFrame: typeof slovene = {
  product: 'UeNaročanje',
  subtitle: 'Időpontfoglalás a közigazgatási egységeknél',
  skipToContent: 'Ugrás a tartalomra',
  mainNavigation: 'Fő navigáció',
  languageSwitch: 'Nyelv',
  navigation: { book: 'Időpontfoglalás', visit: 'Az időpontom', help: 'Súgó' },
  footer: {
    heading: 'Az oldalról',
    accessibility: 'Akadálymentesítési nyilatkozat',
    privacy: 'Személyes adatok védelme',
    staff: 'Munkatársak bejelentkezése',
    byPhone: 'Inkább telefonon? Hívja ezt a számot:',
  },
  back: 'Vissza',
  counted: {
    visits: (count) => countedIn('hu', count, visits),
    minutes: (count) => countedIn('hu', count, minutes),
    days: (count) => countedIn('hu', count, days),
  },
  inDays: (count) => (count <= 0 ? 'ma' : count === 1 ? 'holnap' : `${countedIn('hu', count, days)} múlva`),
  waitMinutes: (seconds) =>
    `Túl sok próbálkozás. Próbálja újra ${countedIn('hu', Math.max(1, Math.ceil(seconds / 60)), minutes)} múlva.`,
  errorsFound: 'Valami hiányzik vagy nem helyes. Javítsa a megjelölt mezőket; minden mást megőriztünk.',
  errors: {
    400: {
      title: 'A kérés nem olvasható',
      text: 'A címben vagy az űrlapban van valami, amit nem értünk.',
      advice: 'Térjen vissza az előző oldalra, és próbálja újra.',
    },
    403: {
      title: 'Az űrlapot nem tudtuk elfogadni',
      text: 'Az űrlap túl sokáig volt nyitva, vagy a böngészője elutasítja a biztonságos foglaláshoz szükséges sütit.',
      advice: 'Engedélyezze a sütiket ezen az oldalon, nyissa meg újra, és ismételje meg a műveletet.',
    },
    404: {
      title: 'Nincs ilyen oldal',
      text: 'A cím hibás, vagy amire mutat, már nem létezik.',
      advice: 'Ellenőrizze a címet, vagy kezdje újra a szolgáltatás kiválasztásával.',
    },
    405: {
      title: 'Ez az oldal így nem nyitható meg',
      text: 'Ez a cím csak az oldalunkon lévő űrlap adatait fogadja.',
      advice: 'Kezdje újra a szolgáltatás kiválasztásával.',
    },
    413: {
      title: 'Túl sok adat érkezett',
      text: 'Az űrlap szövege túl hosszú.',
      advice: 'Térjen vissza az előző oldalra, rövidítse le a szöveget, és küldje el újra.',
    },
    429: {
      title: 'Túl sok kérés',
      text: 'Az Ön címéről rövid idő alatt túl sok kérés érkezett.',
      advice: 'Várjon néhány percet, és próbálja újra, vagy hívjon minket.',
    },
    500: {
      title: 'Hiba történt nálunk',
      text: 'A hibát feljegyeztük, és megvizsgáljuk. A megerősített időpontok biztonságban vannak.',
      advice: 'Próbálja újra. Ha ismét előfordul, hívjon minket, és mondja meg a kérés azonosítóját:',
    },
    503: {
      title: 'Az online foglalás jelenleg nem érhető el',
      text: 'A megerősített időpontok biztonságban vannak. Telefonon is foglalhat.',
      advice: 'Próbálja újra egy perc múlva. Ha ismét előfordul, hívjon minket, és mondja meg a kérés azonosítóját:',
    },
  },
  toStart: 'Foglalás kezdése',
};
