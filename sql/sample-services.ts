import type { Service } from './calendar/services.ts';
import type { ServiceId } from './calendar/words.ts';

const inPerson = {
  sl: 'Priti morate osebno. Osebam od dopolnjenega 12. leta se ob vlogi vzamejo prstni odtisi.',
  en: 'You must come in person. Fingerprints are taken of persons aged 12 and over.',
  it: 'È necessario presentarsi di persona. Alle persone che hanno compiuto 12 anni vengono rilevate le impronte digitali.',
  hu: 'Személyesen kell megjelennie. A 12. életévüket betöltött személyektől ujjlenyomatot veszünk.',
};

const photo = {
  sl: 'fotografija velikosti 3,5 × 4,5 cm, ki kaže vašo pravo podobo, ali številka elektronske fotografije',
  en: 'a true photograph of 3.5 × 4.5 cm, or the number of an electronic photograph',
  it: 'una fotografia fedele di 3,5 × 4,5 cm o il numero della fotografia elettronica',
  hu: 'egy 3,5 × 4,5 cm-es, valósághű fénykép vagy az elektronikus fénykép száma',
};

const identity = {
  sl: 'veljaven osebni dokument s fotografijo',
  en: 'a valid identity document with a photograph',
  it: 'un documento d’identità valido con fotografia',
  hu: 'érvényes, fényképes személyazonosító okmány',
};

type Line = { readonly sl: string; readonly en: string; readonly it: string; readonly hu: string };

function lists(...lines: readonly Line[]): Service['documents'] {
  return {
    sl: lines.map((line) => line.sl),
    en: lines.map((line) => line.en),
    it: lines.map((line) => line.it),
    hu: lines.map((line) => line.hu),
  };
}

type SampleService = Pick<Service, 'name' | 'documents' | 'minutes'> & Partial<Service>;

function service(id: string, categoryId: string, position: number, own: SampleService): Service {
  return {
    id: id as ServiceId,
    categoryId,
    position,
    description: {},
    information: {
      sl: 'Pridite nekaj minut pred terminom. Če ne morete priti, termin odpovejte, da ga dobi kdo drug.',
      en: 'Please come a few minutes early. If you can not come, cancel, so that somebody else gets the time.',
      it: 'Si prega di arrivare con qualche minuto di anticipo. Se non può venire, annulli l’appuntamento, in modo che possa usarlo qualcun altro.',
      hu: 'Kérjük, érkezzen néhány perccel korábban. Ha nem tud eljönni, mondja le az időpontot, hogy más is igénybe vehesse.',
    },
    keywords: {},
    mostVisits: 4,
    online: true,
    retired: false,
    together: [],
    ...own,
  };
}

/** What an administrative unit does for people who come, as a fresh installation shows it. */
export const sampleServices: readonly Service[] = [
  service('osebna-izkaznica', 'osebni-dokumenti', 1, {
    name: { sl: 'Osebna izkaznica', en: 'Identity card', it: 'Carta d’identità', hu: 'Személyi igazolvány' },
    description: {
      sl: 'Vloga za novo osebno izkaznico, tudi ob poteku, izgubi ali spremembi podatkov.',
      en: 'Application for a new identity card, also after expiry, loss or a change of data.',
      it: 'Domanda per una nuova carta d’identità, anche in caso di scadenza, smarrimento o modifica dei dati.',
      hu: 'Új személyi igazolvány igénylése, lejárat, elvesztés vagy adatváltozás esetén is.',
    },
    information: inPerson,
    keywords: {
      sl: ['osebna', 'izkaznica', 'dokument', 'e-osebna'],
      en: ['ID', 'card'],
      it: ['carta', 'identità', 'documento'],
      hu: ['személyi', 'igazolvány', 'okmány'],
    },
    documents: lists(
      {
        sl: 'dosedanja osebna izkaznica ali drug dokument s fotografijo',
        en: 'your present identity card or another document with a photograph',
        it: 'la carta d’identità attuale o un altro documento con fotografia',
        hu: 'a jelenlegi személyi igazolvány vagy más fényképes okmány',
      },
      photo,
      {
        sl: 'za otroka: soglasje drugega starša ali zakonitega zastopnika',
        en: 'for a child: consent of the other parent or legal representative',
        it: 'per un minore: il consenso dell’altro genitore o del rappresentante legale',
        hu: 'gyermek esetén: a másik szülő vagy a törvényes képviselő hozzájárulása',
      },
    ),
    minutes: 15,
    together: ['potni-list' as ServiceId],
  }),
  service('potni-list', 'osebni-dokumenti', 2, {
    name: { sl: 'Potni list', en: 'Passport', it: 'Passaporto', hu: 'Útlevél' },
    description: {
      sl: 'Vloga za nov potni list.',
      en: 'Application for a new passport.',
      it: 'Domanda per un nuovo passaporto.',
      hu: 'Új útlevél igénylése.',
    },
    information: inPerson,
    keywords: {
      sl: ['potni', 'list', 'dokument', 'potovanje'],
      en: ['travel', 'document'],
      it: ['viaggio', 'documento'],
      hu: ['utazás', 'okmány'],
    },
    documents: lists(
      {
        sl: 'dosedanji potni list ali drug dokument s fotografijo',
        en: 'your present passport or another document with a photograph',
        it: 'il passaporto attuale o un altro documento con fotografia',
        hu: 'a jelenlegi útlevél vagy más fényképes okmány',
      },
      photo,
      {
        sl: 'za otroka: soglasje obeh staršev ali zakonitega zastopnika',
        en: 'for a child: consent of both parents or of the legal representative',
        it: 'per un minore: il consenso di entrambi i genitori o del rappresentante legale',
        hu: 'gyermek esetén: mindkét szülő vagy a törvényes képviselő hozzájárulása',
      },
    ),
    minutes: 15,
  }),
  service('digitalno-potrdilo', 'osebni-dokumenti', 3, {
    name: {
      sl: 'Digitalno potrdilo in smsPASS',
      en: 'Digital certificate and smsPASS',
      it: 'Certificato digitale e smsPASS',
      hu: 'Digitális tanúsítvány és smsPASS',
    },
    description: {
      sl: 'Prijava za digitalno potrdilo ali smsPASS, s katerim vloge oddajate po spletu.',
      en: 'Application for a digital certificate or smsPASS, with which you hand in applications on the web.',
      it: 'Richiesta del certificato digitale o di smsPASS, con cui si presentano le domande online.',
      hu: 'Digitális tanúsítvány vagy smsPASS igénylése, amellyel kérelmeit az interneten nyújthatja be.',
    },
    keywords: {
      sl: ['SI-PASS', 'smsPASS', 'SIGEN-CA', 'e-identiteta', 'certifikat'],
      en: ['certificate', 'e-identity'],
      it: ['identità', 'firma'],
      hu: ['tanúsítvány', 'aláírás'],
    },
    documents: lists(identity, {
      sl: 'davčna številka in naslov elektronske pošte',
      en: 'your tax number and e-mail address',
      it: 'il codice fiscale sloveno e l’indirizzo e-mail',
      hu: 'adószám és e-mail-cím',
    }),
    minutes: 10,
  }),
  service('voznisko-dovoljenje', 'promet', 1, {
    name: { sl: 'Vozniško dovoljenje', en: 'Driving licence', it: 'Patente di guida', hu: 'Vezetői engedély' },
    description: {
      sl: 'Prva izdaja, podaljšanje in zamenjava vozniškega dovoljenja.',
      en: 'First issue, renewal and exchange of a driving licence.',
      it: 'Primo rilascio, rinnovo e sostituzione della patente di guida.',
      hu: 'Vezetői engedély első kiállítása, megújítása és cseréje.',
    },
    keywords: {
      sl: ['vozniško', 'vozniški', 'izpit', 'podaljšanje'],
      en: ['driver', 'license'],
      it: ['patente', 'guida', 'rinnovo'],
      hu: ['jogosítvány', 'vezetői', 'megújítás'],
    },
    documents: lists(
      identity,
      {
        sl: 'dosedanje vozniško dovoljenje',
        en: 'your present driving licence',
        it: 'la patente di guida attuale',
        hu: 'a jelenlegi vezetői engedély',
      },
      photo,
      {
        sl: 'zdravniško spričevalo, če je za vašo kategorijo ali starost potrebno',
        en: 'a medical certificate, if your category or age requires it',
        it: 'il certificato medico, se richiesto per la categoria o per l’età',
        hu: 'orvosi igazolás, ha a kategória vagy az életkor megköveteli',
      },
    ),
    minutes: 15,
  }),
  service('registracija-vozila', 'promet', 2, {
    name: {
      sl: 'Registracija vozila in prenos lastništva',
      en: 'Vehicle registration and change of owner',
      it: 'Immatricolazione del veicolo e passaggio di proprietà',
      hu: 'Jármű nyilvántartásba vétele és tulajdonosváltás',
    },
    description: {
      sl: 'Prva registracija, podaljšanje, odjava in sprememba lastnika vozila.',
      en: 'First registration, renewal, deregistration and change of the owner of a vehicle.',
      it: 'Prima immatricolazione, rinnovo, cancellazione e cambio del proprietario del veicolo.',
      hu: 'Jármű első nyilvántartásba vétele, meghosszabbítás, forgalomból kivonás és tulajdonosváltás.',
    },
    keywords: {
      sl: ['avto', 'avtomobil', 'tablice', 'prometno', 'odjava', 'lastnik'],
      en: ['car', 'plates'],
      it: ['auto', 'targa', 'libretto', 'proprietario'],
      hu: ['autó', 'gépkocsi', 'rendszám', 'forgalmi'],
    },
    documents: lists(
      identity,
      {
        sl: 'prometno dovoljenje in dokazilo o lastništvu (pogodba ali račun)',
        en: 'the registration certificate and proof of ownership (contract or invoice)',
        it: 'la carta di circolazione e la prova della proprietà (contratto o fattura)',
        hu: 'forgalmi engedély és a tulajdonjog igazolása (szerződés vagy számla)',
      },
      {
        sl: 'sklenjeno obvezno zavarovanje in veljaven tehnični pregled',
        en: 'compulsory insurance and a valid technical inspection',
        it: 'l’assicurazione obbligatoria e la revisione valida',
        hu: 'kötelező biztosítás és érvényes műszaki vizsga',
      },
    ),
    minutes: 20,
    mostVisits: 2,
  }),
  service('prijava-prebivalisca', 'prebivalisce', 1, {
    name: {
      sl: 'Prijava prebivališča',
      en: 'Registration of residence',
      it: 'Registrazione della residenza',
      hu: 'Lakóhely bejelentése',
    },
    description: {
      sl: 'Prijava, sprememba in odjava stalnega ali začasnega prebivališča.',
      en: 'Registration, change and cancellation of permanent or temporary residence.',
      it: 'Iscrizione, variazione e cancellazione della residenza permanente o temporanea.',
      hu: 'Állandó vagy ideiglenes lakóhely bejelentése, módosítása és kijelentése.',
    },
    keywords: {
      sl: ['selitev', 'naslov', 'stalno', 'začasno', 'odjava'],
      en: ['address', 'moving'],
      it: ['residenza', 'indirizzo', 'trasloco'],
      hu: ['lakcím', 'költözés'],
    },
    documents: lists(identity, {
      sl: 'dokazilo o pravici do prebivanja: dokazilo o lastništvu, najemna pogodba ali soglasje lastnika',
      en: 'proof of the right to live there: proof of ownership, lease or the owner’s consent',
      it: 'la prova del diritto di abitazione: proprietà, contratto di locazione o consenso del proprietario',
      hu: 'a bentlakás jogcímének igazolása: tulajdoni lap, bérleti szerződés vagy a tulajdonos hozzájárulása',
    }),
    minutes: 20,
  }),
  service('izpisek-maticnega-registra', 'maticne-zadeve', 1, {
    name: {
      sl: 'Izpisek iz matičnega registra',
      en: 'Extract from the civil register',
      it: 'Estratto dal registro dello stato civile',
      hu: 'Anyakönyvi kivonat',
    },
    description: {
      sl: 'Izpisek ali potrdilo o rojstvu, zakonski zvezi ali smrti.',
      en: 'Extract or certificate of birth, marriage or death.',
      it: 'Estratto o certificato di nascita, matrimonio o morte.',
      hu: 'Születési, házassági vagy halotti anyakönyvi kivonat vagy igazolás.',
    },
    keywords: {
      sl: ['rojstni', 'poročni', 'mrliški', 'list', 'potrdilo'],
      en: ['birth', 'marriage', 'death'],
      it: ['nascita', 'matrimonio', 'morte', 'certificato'],
      hu: ['születési', 'házassági', 'halotti', 'igazolás'],
    },
    documents: lists(identity),
    minutes: 10,
  }),
  service('overitev-podpisa', 'maticne-zadeve', 2, {
    name: {
      sl: 'Overitev podpisa ali kopije',
      en: 'Certification of a signature or copy',
      it: 'Autenticazione di una firma o di una copia',
      hu: 'Aláírás vagy másolat hitelesítése',
    },
    description: {
      sl: 'Overitev lastnoročnega podpisa, pooblastila ali kopije listine.',
      en: 'Certification of a signature, a power of attorney or a copy of a document.',
      it: 'Autenticazione di una firma, di una procura o della copia di un documento.',
      hu: 'Saját kezű aláírás, meghatalmazás vagy okirat másolatának hitelesítése.',
    },
    keywords: {
      sl: ['overitev', 'overjanje', 'pooblastilo', 'kopija'],
      en: ['signature', 'copy', 'power of attorney'],
      it: ['firma', 'procura', 'copia', 'delega'],
      hu: ['aláírás', 'meghatalmazás', 'másolat'],
    },
    documents: lists(identity, {
      sl: 'listina, ki je še niste podpisali',
      en: 'the document, not yet signed',
      it: 'il documento non ancora firmato',
      hu: 'a még alá nem írt okirat',
    }),
    minutes: 8,
  }),
  service('sklenitev-zakonske-zveze', 'maticne-zadeve', 3, {
    name: {
      sl: 'Prijava sklenitve zakonske zveze',
      en: 'Notice of marriage',
      it: 'Richiesta di celebrazione del matrimonio',
      hu: 'Házasságkötési szándék bejelentése',
    },
    information: {
      sl: 'Prideta oba bodoča zakonca.',
      en: 'Both future spouses come.',
      it: 'Devono presentarsi entrambi i futuri coniugi.',
      hu: 'Mindkét leendő házastársnak meg kell jelennie.',
    },
    description: {
      sl: 'Prijava nameravane sklenitve zakonske ali partnerske zveze in dogovor o obredu.',
      en: 'Notice of an intended marriage or partnership, and arrangement of the ceremony.',
      it: 'Comunicazione del matrimonio o dell’unione in programma e accordi sulla cerimonia.',
      hu: 'A tervezett házasságkötés vagy élettársi kapcsolat bejelentése és a szertartás megbeszélése.',
    },
    keywords: {
      sl: ['poroka', 'zakon', 'partnerska zveza'],
      en: ['wedding'],
      it: ['nozze', 'matrimonio', 'sposarsi'],
      hu: ['esküvő', 'házasság'],
    },
    documents: lists({
      sl: 'veljavna osebna dokumenta obeh',
      en: 'valid identity documents of both',
      it: 'documenti d’identità validi di entrambi',
      hu: 'mindkét fél érvényes személyazonosító okmánya',
    }),
    minutes: 30,
    mostVisits: 1,
  }),
  service('sprememba-imena', 'maticne-zadeve', 4, {
    name: {
      sl: 'Sprememba osebnega imena',
      en: 'Change of personal name',
      it: 'Cambio del nome',
      hu: 'Névváltoztatás',
    },
    description: {
      sl: 'Vloga za spremembo imena ali priimka.',
      en: 'Application for a change of name or surname.',
      it: 'Domanda per il cambio del nome o del cognome.',
      hu: 'Utónév vagy családi név megváltoztatásának kérelmezése.',
    },
    keywords: { sl: ['ime', 'priimek'], en: ['surname'], it: ['nome', 'cognome'], hu: ['név', 'családi név'] },
    documents: lists(identity),
    minutes: 20,
    mostVisits: 1,
  }),
  service('dovoljenje-za-prebivanje', 'tujci', 1, {
    name: {
      sl: 'Dovoljenje za prebivanje tujca',
      en: 'Residence permit of a foreign national',
      it: 'Permesso di soggiorno per stranieri',
      hu: 'Külföldiek tartózkodási engedélye',
    },
    description: {
      sl: 'Prva izdaja in podaljšanje dovoljenja za začasno ali stalno prebivanje.',
      en: 'First issue and renewal of a permit for temporary or permanent residence.',
      it: 'Primo rilascio e rinnovo del permesso di soggiorno temporaneo o permanente.',
      hu: 'Ideiglenes vagy állandó tartózkodási engedély első kiállítása és meghosszabbítása.',
    },
    keywords: {
      sl: ['tujec', 'začasno', 'stalno', 'podaljšanje', 'delo'],
      en: ['permit', 'foreigner', 'work'],
      it: ['permesso', 'straniero', 'lavoro'],
      hu: ['engedély', 'külföldi', 'munka'],
    },
    documents: lists(
      {
        sl: 'veljaven potni list',
        en: 'a valid passport',
        it: 'un passaporto valido',
        hu: 'érvényes útlevél',
      },
      photo,
      {
        sl: 'dokazilo o zdravstvenem zavarovanju in o sredstvih za preživljanje',
        en: 'proof of health insurance and of means of subsistence',
        it: 'la prova dell’assicurazione sanitaria e dei mezzi di sostentamento',
        hu: 'az egészségbiztosítás és a megélhetési források igazolása',
      },
    ),
    minutes: 30,
    mostVisits: 2,
  }),
];
