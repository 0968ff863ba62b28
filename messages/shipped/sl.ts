import type { ShippedTemplates } from './shipped.ts';

/** The shipped words in Slovene. Numbers of visits go one, two (dual), three and four, five and more. */
export const sl: ShippedTemplates = {
  footer: 'To sporočilo je bilo poslano samodejno. Nanj ne odgovarjajte.',
  templates: {
    bookingConfirmed: {
      email: {
        subject: 'Potrditev termina: {service}, {when}',
        body: `Pozdravljeni,

{count: vaš obisk je potrjen.|vaša obiska sta potrjena.|vaši obiski so potrjeni.|vaši obiski so potrjeni.}

{visits}

Če termina ne potrebujete več, ga prosimo odpovejte. Tako ga bo lahko uporabil kdo drug.`,
      },
      sms: [
        '{count: Termin potrjen|Termina potrjena|Termini potrjeni|Termini potrjeni}: {service}, {when}, {place}. Št. naročila {reference}. Sprememba ali odpoved: {link}',
        '{count: Termin potrjen|Termina potrjena|Termini potrjeni|Termini potrjeni}: {when}, {place}. Št. naročila {reference}. {link}',
        'Termin {when}: {link}',
      ],
    },
    bookingCancelled: {
      email: {
        subject: 'Odpoved termina: {service}, {when}',
        body: `Pozdravljeni,

{by: svoj termin ste uspešno odpovedali.|upravna enota je žal odpovedala vaš termin.}

{reason}

{visit}

[Nov termin]({book})`,
      },
      sms: [
        '{by: Vaš termin je odpovedan|Upravna enota je žal odpovedala vaš termin}: {service}, {when}, {place}. Nov termin: {book}',
        'Termin {when} je odpovedan. Nov termin: {book}',
      ],
    },
    bookingMoved: {
      email: {
        subject: 'Nov termin: {service}, {when}',
        body: `Pozdravljeni,

{by: svoj termin ste uspešno prestavili.|upravna enota je prestavila vaš termin.} Prejšnji termin ({earlier}, {earlierPlace}) ne velja več.

{reason}

{visit}`,
      },
      sms: [
        'Nov termin: {service}, {when}, {place}. Prejšnji ({earlier}) ne velja več. {link}',
        'Nov termin: {when}, {place}. Prejšnji ne velja več. {link}',
        'Nov termin {when}: {link}',
      ],
    },
    reminder: {
      email: {
        subject: 'Opomnik: {service}, {when}',
        body: `Pozdravljeni,

{count: opominjamo vas na naročeni obisk.|opominjamo vas na naročena obiska.|opominjamo vas na naročene obiske.|opominjamo vas na naročene obiske.}

{visits}

Če ne boste mogli priti, termin prosimo odpovejte.`,
      },
      sms: [
        'Opomnik: {service}, {when}, {place}{count:|, {number} obiska|, {number} obiski|, {number} obiskov}. Sprememba ali odpoved: {link}',
        'Opomnik na termin: {when}, {place}{count:|, {number} obiska|, {number} obiski|, {number} obiskov}. {link}',
        'Opomnik: {when}. {link}',
      ],
    },
    handOver: {
      email: {
        subject: 'Dokončajte naročilo: {service}, {when}',
        body: `Pozdravljeni,

za vas hranimo termin do {until}. Preberite informacije, potrdite soglasje in dokončajte naročilo:

[Dokončanje naročila]({finish})

{visit}

Če naročila ne boste dokončali, se bo termin sprostil.`,
      },
      sms: [
        'Termin {when}, {place}, hranimo do {until}. Dokončajte naročilo: {finish}',
        'Termin hranimo do {until}. Dokončajte naročilo: {finish}',
      ],
    },
    waitlistJoined: {
      email: {
        subject: 'Čakate na zgodnejši termin: {service}',
        body: `Pozdravljeni,

če se sprosti termin pred {current}, vas bomo o tem obvestili. Vaš sedanji termin ostaja veljaven.

Če zgodnejšega termina ne želite več: [Izbris s čakalnega seznama]({leave})`,
      },
      sms: ['Če se sprosti termin pred {current}, vas bomo obvestili. Izbris s seznama: {leave}'],
    },
    waitlistOffer: {
      email: {
        subject: 'Sprostil se je zgodnejši termin: {when}',
        body: `Pozdravljeni,

sprostil se je termin, ki je zgodnejši od vašega ({current}). Ponudba velja do {until}.

{visit}

[Želim ta termin]({accept})

[Ostanem pri sedanjem terminu]({decline})

Če se ne odločite, ostane vaš sedanji termin veljaven.`,
      },
      sms: [
        'Sprostil se je zgodnejši termin: {when}, {place}. Ponudba velja do {until}: {accept}',
        'Zgodnejši termin {when}, velja do {until}: {accept}',
      ],
    },
    evacuationProposal: {
      email: {
        subject: 'Vaš termin je treba spremeniti: {service}, {when}',
        body: `Pozdravljeni,

vaš termin {when} ({place}) žal odpade. {proposed: Predlagamo vam drugega:|Prosimo, izberite drugega:}

{reason}

{offer}

Prosimo, da se odločite do {until}. Številka naročila: {reference}.`,
      },
      sms: [
        'Vaš termin {when}, {place}, žal odpade. {proposed: Predlagamo {newWhen}, {newPlace}. Potrdite do {until}: {accept}|Izberite novega do {until}: {choose}}',
        'Termin {when} žal odpade. {proposed: Predlagamo {newWhen}, {newPlace}. Potrditev: {accept}|Nov termin: {choose}}',
        'Termin {when} odpade. {proposed: Predlog: {newWhen}, {newPlace}: {accept}|Nov termin: {choose}}',
      ],
    },
    visitLink: {
      email: {
        subject: 'Povezava do vašega naročila',
        body: `Pozdravljeni,

pošiljamo vam {count: podatke o vašem naročenem obisku.|podatke o vaših naročenih obiskih.|podatke o vaših naročenih obiskih.|podatke o vaših naročenih obiskih.}

{visits}

Če povezave niste zahtevali, lahko to sporočilo prezrete.`,
      },
      sms: ['Vaše naročilo: {link}'],
    },
    dataErased: {
      email: {
        subject: 'Vaši podatki so izbrisani',
        body: `Pozdravljeni,

na vašo zahtevo smo izbrisali vaše ime, stik in opombo pri {count: obisku|obiskih|obiskih|obiskih} s {count: številko|številkama|številkami|številkami} {references}. {cancelled: Prihodnjih terminov pri tem naročilu ni bilo.|Prihodnje termine tega naročila smo odpovedali.}

Ostal je samo zapis o storitvi, kraju in času, ki ga potrebujemo za statistiko in iz katerega vas ni mogoče prepoznati. Povezave do obiska ne delujejo več. Tudi naslov, na katerega smo poslali to sporočilo, smo potem izbrisali.

Če tega niste zahtevali vi, nas prosimo čim prej pokličite.`,
      },
      sms: ['Vaši podatki (št. {references}) so izbrisani. Če tega niste zahtevali vi, nas pokličite.'],
    },
    verificationCode: {
      email: {
        subject: 'Koda za potrditev: {code}',
        body: `Pozdravljeni,

vaša koda za potrditev je {code}. Velja do {until}.

Če kode niste zahtevali, lahko to sporočilo prezrete. Kode ne povejte nikomur.`,
      },
      sms: ['Koda za potrditev: {code}. Velja do {until}. Ne povejte je nikomur.'],
    },
    unitNotification: {
      email: {
        subject: '{change: Nov obisk|Odpovedan obisk|Prestavljen obisk}: {service}, {when}',
        body: `{change: Naročen je bil nov obisk.|Obisk je bil odpovedan.|Obisk je bil prestavljen.}

{visit}

{citizen}

[Razpored za ta dan]({day})`,
      },
      sms: [],
    },
    unitDailyList: {
      email: {
        subject: 'Naročeni obiski: {place}, {day}',
        body: `{place}, {day}: {number} {count: naročen obisk|naročena obiska|naročeni obiski|naročenih obiskov}.

{entries}

[Razpored za ta dan]({page})`,
      },
      sms: [],
    },
  },
};
