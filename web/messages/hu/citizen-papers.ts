import type { Paper, citizenPapers as slovene } from '../sl/citizen-papers.ts';

export const citizenPapers: typeof slovene = {
  help: {
    title: 'Hogyan foglaljak időpontot',
    lead: 'A közigazgatási egységhez öt lépésben foglalhat időpontot. Nincs szükség sem fiókra, sem jelszóra.',
    parts: [
      {
        heading: 'A lépések',
        content: [
          [
            'Válassza ki a szolgáltatást. A keresőbe egyszerű szót is beírhat, például „útlevél” vagy „jogosítvány”.',
            'Válassza ki a helyet. Írja be az irányítószámot vagy a település nevét, és megmutatjuk a legközelebbi közigazgatási egységeket; az első szabad időpont szerint is rendezheti őket. Bármelyik egységet választhatja, nem csak a lakóhelye szerintit.',
            'Válassza ki a napot és az időpontot. A család számára egyszerre több látogatást is választhat ugyanarra a szolgáltatásra.',
            'Olvassa el, mit kell magával hoznia, és adja meg a nevét, valamint e-mail-címét vagy mobilszámát. A kiválasztott időpontot közben néhány percig fenntartjuk Önnek.',
            'Az időpont megerősítve. A visszaigazolást a szükséges iratok listájával e-mailben vagy SMS-ben kapja meg.',
          ],
        ],
      },
      {
        heading: 'Lemondás és áthelyezés',
        content: [
          'Minden visszaigazolásban talál egy hivatkozást a lemondáshoz és egyet az áthelyezéshez. Ha már nincs meg, nyissa meg „Az időpontom” oldalt, és írja be a foglalási számot, valamint a foglaláskor megadott e-mail-címet vagy telefonszámot.',
          'Kérjük, mondja le azt az időpontot, amelyre nincs szüksége: azonnal más kapja meg.',
        ],
      },
      {
        heading: 'Korábbi időpont',
        content: [
          'Ha az első szabad időpont messze van, foglalja le, és az időpontja oldalán kérjen korábbit: megadhatja, hol, mely napokon és mikor felel meg. Ha felszabadul egy, felajánljuk Önnek; amíg el nem fogadja, a sajátja megmarad.',
        ],
      },
      {
        heading: 'Ha valami nem sikerül',
        content: [
          'Ha kitöltés közben lejár az idő, vagy az időpontot más kapja meg, más szabad időpontokat ajánlunk, a beírt adatok pedig megmaradnak.',
          'Ha az online foglalás nem felel meg Önnek, hívjon minket. A szám minden oldal alján megtalálható; munkatársaink ugyanezekre az időpontokra foglalnak.',
        ],
      },
    ],
  } as Paper,
  accessibility: {
    title: 'Akadálymentesítési nyilatkozat',
    lead: 'Elkötelezettek vagyunk amellett, hogy ez a webhely a szlovén akadálymentesítési törvénynek (ZDSMA) megfelelően akadálymentes legyen.',
    parts: [
      {
        heading: 'A megfelelés mértéke',
        content: [
          'A foglalási oldalak az EN 301 549 szabvány és a WCAG 2.1 irányelvek AA szintje szerint készültek. Önértékelésünk szerint teljes mértékben megfelelnek.',
          'A teljes foglalás elvégezhető billentyűzettel, képernyőolvasóval, 400%-os nagyítás mellett, 320 képpont széles képernyőn és szkriptek nélkül. Az oldalakon nincs kikapcsolhatatlan mozgás, és semmit sem jelzünk csak színnel.',
        ],
      },
      {
        heading: 'Nem akadálymentes tartalom',
        content: [
          'Nem tudunk olyan tartalomról ezeken az oldalakon, amely ne lenne akadálymentes. A közigazgatási egységek hivatkozott webhelyeinek saját nyilatkozatuk van.',
        ],
      },
      {
        heading: 'A nyilatkozat elkészítése',
        content: [
          'A nyilatkozat 2026. november 22-én készült önértékelés alapján: minden oldalt automatikus vizsgálattal (axe) ellenőrzünk böngészőben, billentyűzettel, valamint 320 és 1280 képpont szélességben.',
        ],
      },
      {
        heading: 'Visszajelzés és kapcsolat',
        content: [
          'Ha akadályba ütközik, hívja az oldal alján található számot, és írja le az oldalt és az akadályt. Nyolc munkanapon belül válaszolunk, és telefonon azonnal lefoglaljuk az időpontját.',
        ],
      },
      {
        heading: 'Jogérvényesítési eljárás',
        content: [
          'Ha nem elégedett a válasszal, bejelentést tehet annál a felügyeletnél, amely a Szlovén Köztársaságban a törvény (ZDSMA) végrehajtását ellenőrzi.',
        ],
      },
    ],
  } as Paper,
  privacy: {
    title: 'Tájékoztató a személyes adatok védelméről',
    lead: 'A foglaláshoz csak azokat az adatokat kezeljük, amelyekre a látogatásához szükség van, és csak erre a célra (általános adatvédelmi rendelet és ZVOP-2).',
    parts: [
      {
        heading: 'Ki a felelős',
        content: [
          'Az adatkezelő az a közigazgatási egység, amelyhez időpontot foglal. Nevében az UeNaročanje szolgáltatás nyújtója dolgozza fel az adatokat.',
        ],
      },
      {
        heading: 'Milyen adatokat kezelünk és miért',
        content: [
          [
            'Név: hogy a közigazgatási egység felismerje Önt.',
            'E-mail-cím vagy mobilszám: a visszaigazoláshoz, az emlékeztetőhöz és a látogatás változásairól szóló üzenetekhez. Legalább az egyiket meg kell adni.',
            'Megjegyzés, ha ír ilyet.',
            'A látogatás szolgáltatása, helye és ideje, valamint hogy mikor foglalták le, helyezték át vagy mondták le.',
            'E tájékoztató változata és a hozzájárulás időpontja.',
          ],
          'A jogalap az Ön hozzájárulása (az általános rendelet 6. cikke (1) bekezdésének a) pontja). Visszavonhatja úgy, hogy lemondja a látogatást vagy törli az adatait.',
        ],
      },
      {
        heading: 'Mit nem teszünk',
        content: [
          [
            'Az adatokat nem adjuk át harmadik személynek, és nem használjuk más célra.',
            'Az oldalakon nincs harmadik féltől származó tartalom, betűtípus vagy látogatottságmérés.',
            'Egyetlen sütit használunk, amely a biztonságos foglaláshoz szükséges. A böngésző bezárásakor törlődik.',
            'A beírt vagy az Ön kérésére a böngésző által megadott helyet csak a távolság kiszámításához használjuk, és nem tároljuk.',
          ],
        ],
      },
      {
        heading: 'Meddig őrizzük őket',
        content: [
          'A nevet, az elérhetőséget és a megjegyzést a látogatás után, az adatkezelő által meghatározott idő elteltével automatikusan töröljük. Csak statisztikai adatok maradnak, amelyekből senki sem ismerhető fel.',
        ],
      },
      {
        heading: 'Az Ön jogai',
        content: [
          'Az időpontja oldalán bármikor megtekintheti, letöltheti és törölheti adatait, és lemondhatja a látogatást. Kérheti adatai helyesbítését vagy az adatkezelés korlátozását is. Forduljon a közigazgatási egységhez, vagy hívjon minket.',
          'Panaszt tehet a Szlovén Köztársaság információs biztosánál.',
        ],
      },
    ],
  } as Paper,
  version: (version) => `A tájékoztató változata: ${version}`,
};
