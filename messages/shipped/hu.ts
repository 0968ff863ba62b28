import type { ShippedTemplates } from './shipped.ts';

/** The shipped words in Hungarian. Nouns after numbers stay in the singular. */
export const hu: ShippedTemplates = {
  footer: 'Ez automatikusan küldött üzenet. Kérjük, ne válaszoljon rá.',
  templates: {
    bookingConfirmed: {
      email: {
        subject: 'Időpontfoglalás visszaigazolása: {service}, {when}',
        body: `Tisztelt Ügyfelünk!

{count: Időpontfoglalását visszaigazoljuk.|Időpontfoglalásait visszaigazoljuk.}

{visits}

Ha az időpontra már nincs szüksége, kérjük, mondja le, hogy más is igénybe vehesse.`,
      },
      sms: [
        'Foglalás visszaigazolva: {service}, {when}, {place}. {count: Foglalási szám|Foglalási számok}: {reference}. Módosítás vagy lemondás: {link}',
        'Foglalás visszaigazolva: {when}, {place}. {count: Foglalási szám|Foglalási számok}: {reference}. Részletek: {link}',
        'Időpont: {when}. {link}',
      ],
    },
    bookingCancelled: {
      email: {
        subject: 'Időpont lemondva: {service}, {when}',
        body: `Tisztelt Ügyfelünk!

{by: Időpontját sikeresen lemondta.|A közigazgatási egység sajnos kénytelen volt lemondani az Ön időpontját.}

{reason}

{visit}

[Új időpont foglalása]({book})`,
      },
      sms: [
        '{by: Időpontja lemondva|A közigazgatási egység lemondta az Ön időpontját}: {service}, {when}, {place}. Új időpont: {book}',
        'Időpontja ({when}) lemondva. Új időpont: {book}',
      ],
    },
    bookingMoved: {
      email: {
        subject: 'Új időpont: {service}, {when}',
        body: `Tisztelt Ügyfelünk!

{by: Időpontját sikeresen módosította.|A közigazgatási egység módosította az Ön időpontját.} A korábbi időpont ({earlier}, {earlierPlace}) már nem érvényes.

{reason}

{visit}`,
      },
      sms: [
        'Új időpont: {service}, {when}, {place}. A korábbi ({earlier}) már nem érvényes. {link}',
        'Új időpont: {when}, {place}. A korábbi már nem érvényes. {link}',
        'Új időpont: {when}. {link}',
      ],
    },
    reminder: {
      email: {
        subject: 'Emlékeztető: {service}, {when}',
        body: `Tisztelt Ügyfelünk!

{count: Emlékeztetjük lefoglalt időpontjára.|Emlékeztetjük lefoglalt időpontjaira.}

{visits}

Ha nem tud eljönni, kérjük, mondja le az időpontot.`,
      },
      sms: [
        'Emlékeztető: {service}, {when}, {place}{count:|, {number} időpont}. Módosítás vagy lemondás: {link}',
        'Emlékeztető az időpontjára: {when}, {place}{count:|, {number} időpont}. {link}',
        'Emlékeztető: {when}. {link}',
      ],
    },
    handOver: {
      email: {
        subject: 'Fejezze be a foglalást: {service}, {when}',
        body: `Tisztelt Ügyfelünk!

Az alábbi időpontot fenntartjuk Önnek, határidő: {until}. Kérjük, olvassa el a tudnivalókat, adja meg hozzájárulását, és fejezze be a foglalást:

[A foglalás befejezése]({finish})

{visit}

Ha nem fejezi be, az időpont felszabadul.`,
      },
      sms: [
        'Időpontja ({when}, {place}) fenntartva, határidő: {until}. Fejezze be a foglalást: {finish}',
        'Időpontja fenntartva, határidő: {until}. Fejezze be a foglalást: {finish}',
      ],
    },
    waitlistJoined: {
      email: {
        subject: 'Korábbi időpontra vár: {service}',
        body: `Tisztelt Ügyfelünk!

Ha a jelenleginél ({current}) korábbi időpont szabadul fel, értesítjük. Jelenlegi időpontja érvényes marad.

Ha már nem kér korábbi időpontot: [Törlés a várólistáról]({leave})`,
      },
      sms: ['Értesítjük, ha korábbi időpont szabadul fel (jelenlegi: {current}). Törlés a listáról: {leave}'],
    },
    waitlistOffer: {
      email: {
        subject: 'Korábbi időpont szabadult fel: {when}',
        body: `Tisztelt Ügyfelünk!

Az Ön jelenlegi időpontjánál ({current}) korábbi időpont szabadult fel. Az ajánlat érvényessége: {until}.

{visit}

[Ezt az időpontot kérem]({accept})

[Megtartom a jelenlegi időpontomat]({decline})

Ha nem dönt, jelenlegi időpontja érvényes marad.`,
      },
      sms: [
        'Korábbi időpont szabadult fel: {when}, {place}. Érvényes: {until}. {accept}',
        'Korábbi időpont: {when}, érvényes: {until}. {accept}',
      ],
    },
    evacuationProposal: {
      email: {
        subject: 'Időpontja módosul: {service}, {when}',
        body: `Tisztelt Ügyfelünk!

Az Ön időpontja ({when}, {place}) sajnos elmarad. {proposed: Helyette ezt javasoljuk:|Kérjük, válasszon másikat:}

{reason}

{offer}

Kérjük, döntsön eddig: {until}. Foglalási szám: {reference}.`,
      },
      sms: [
        'Időpontja ({when}, {place}) sajnos elmarad. {proposed: Javaslatunk: {newWhen}, {newPlace}. Erősítse meg, határidő: {until}. {accept}|Válasszon újat, határidő: {until}. {choose}}',
        'Időpontja ({when}) elmarad. {proposed: Javaslat: {newWhen}, {newPlace}. Megerősítés: {accept}|Válasszon újat: {choose}}',
      ],
    },
    visitLink: {
      email: {
        subject: 'Hivatkozás a foglalásához',
        body: `Tisztelt Ügyfelünk!

{count: Elküldjük lefoglalt időpontja adatait.|Elküldjük lefoglalt időpontjai adatait.}

{visits}

Ha nem Ön kérte ezt a hivatkozást, hagyja figyelmen kívül ezt az üzenetet.`,
      },
      sms: ['Az Ön foglalása: {link}'],
    },
    dataErased: {
      email: {
        subject: 'Adatait töröltük',
        body: `Tisztelt Ügyfelünk!

Kérésére töröltük nevét, elérhetőségét és megjegyzését a következő számú {count: időpontnál|időpontoknál}: {references}. {cancelled: Ebben a foglalásban nem volt jövőbeli időpont.|A foglalás jövőbeli időpontjait lemondtuk.}

Csak a szolgáltatás, a hely és az idő maradt meg, amelyekre a statisztikához van szükségünk, és amelyekből Ön nem ismerhető fel. Az időpontra mutató hivatkozások már nem működnek. Azt a címet is töröltük, amelyre ezt az üzenetet küldtük.

Ha ezt nem Ön kérte, kérjük, mielőbb hívjon minket.`,
      },
      sms: ['Adatait ({references}) töröltük. Ha ezt nem Ön kérte, kérjük, hívjon minket.'],
    },
    verificationCode: {
      email: {
        subject: 'Ellenőrző kód: {code}',
        body: `Tisztelt Ügyfelünk!

Az Ön ellenőrző kódja: {code}. Érvényes eddig: {until}.

Ha nem Ön kérte a kódot, hagyja figyelmen kívül ezt az üzenetet. A kódot ne árulja el senkinek.`,
      },
      sms: ['Ellenőrző kód: {code}. Érvényes eddig: {until}. Ne árulja el senkinek.'],
    },
    unitNotification: {
      email: {
        subject: '{change: Új foglalás|Lemondott foglalás|Módosított foglalás}: {service}, {when}',
        body: `{change: Új foglalás érkezett.|Egy foglalást lemondtak.|Egy foglalás módosult.}

{visit}

{citizen}

[A nap beosztása]({day})`,
      },
      sms: [],
    },
    unitDailyList: {
      email: {
        subject: 'Lefoglalt időpontok: {place}, {day}',
        body: `{place}, {day}: {number} {count: lefoglalt időpont|lefoglalt időpont}.

{entries}

[A nap beosztása]({page})`,
      },
      sms: [],
    },
  },
};
