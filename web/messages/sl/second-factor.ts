import type { NounForms } from '../../present/count.ts';
import { counted, formOf } from '../../present/count.ts';

const codes: NounForms = ['koda', 'kodi', 'kode', 'kod'];

/** Signing in with a password and a code (R9.4). */
export const secondFactor = {
  title: 'Prijava v dveh korakih',
  what: 'Ob prijavi poleg gesla vpišete še kodo iz aplikacije na svojem telefonu. Kdor pozna le vaše geslo, se ne more prijaviti.',
  code: 'Koda iz aplikacije',
  codeHint: 'Šest številk; vsakih 30 sekund so druge.',
  confirm: 'Potrdi',
  stop: 'Prekini prijavo',
  problemsHeading: 'Popravite označena polja:',
  problems: {
    code: 'Vpišite šest številk, ki jih aplikacija kaže zdaj.',
    wrong: 'Koda ni prava ali pa je že uporabljena. Počakajte na naslednjo in vpišite to.',
    recovery: 'Obnovitvena koda ni prava ali pa je že uporabljena. Vpišite drugo.',
    password: 'Geslo ni pravo.',
    confirm: 'Koda se ne ujema. Preverite, ali ima telefon točen čas, in vpišite kodo, ki jo aplikacija kaže zdaj.',
    same: 'Izberite drugačno geslo, kot ste ga dobili.',
    gone: 'Slika je medtem potekla ali pa je nastavitev v drugem oknu že opravljena. Začnite znova.',
  },
  entering: {
    codeTitle: 'Drugi korak prijave',
    codeText: 'Odprite aplikacijo za prijavo na svojem telefonu in vpišite kodo, ki jo kaže pod imenom UeNaročanje.',
    lost: 'Nimam telefona',
    lostText:
      'Vpišite eno od obnovitvenih kod, ki ste jih shranili ob nastavitvi. Vsaka velja enkrat. Če jih nimate, naj vam prijavo v dveh korakih ponastavi skrbnik ali upravljalec vaše lokacije.',
    recovery: 'Obnovitvena koda',
    recoverySubmit: 'Prijavi me z obnovitveno kodo',
    passwordTitle: 'Izberite svoje geslo',
    passwordText:
      'Geslo, s katerim ste se prijavili, vam je dal nekdo drug. Izberite svoje; od zdaj ga poznate samo vi.',
    passwordSubmit: 'Shrani geslo in nadaljuj',
    enrolTitle: 'Nastavite prijavo v dveh korakih',
    enrolText: 'Za vaše pravice je prijava v dveh korakih obvezna. Nastavite jo enkrat; traja minuto.',
  },
  enrolment: {
    heading: 'Povežite aplikacijo',
    steps: [
      'Na telefon namestite aplikacijo za prijavo (na primer FreeOTP, Aegis, Google Authenticator ali Microsoft Authenticator), če je še nimate.',
      'V aplikaciji izberite dodajanje računa in s telefonom poslikajte kvadrat.',
      'Vpišite kodo, ki jo pokaže aplikacija.',
    ],
    picture: 'Koda QR za aplikacijo za prijavo. Namesto nje lahko v aplikacijo prepišete ključ, ki je naveden spodaj.',
    typed: 'Ne morete poslikati? Prepišite ključ',
    typedText: 'V aplikaciji izberite vpis ključa, vrsto »časovno« (TOTP) in prepišite:',
  },
  recoveryCodes: {
    title: 'Obnovitvene kode',
    text: 'Shranite jih zdaj na varno mesto, na primer natisnjene v zaklenjen predal. Z vsako se lahko enkrat prijavite, če nimate telefona. Pozneje jih ni mogoče več videti.',
    list: 'Vaše obnovitvene kode',
    onwards: 'Kode sem shranil/-a, nadaljuj',
  },
  own: {
    isOn: (day: string) => `Vklopljena od ${day}.`,
    isOff: 'Ni vklopljena.',
    required: 'Za vaše pravice je obvezna.',
    codesLeft: (count: number) =>
      `Na voljo ${formOf(count, ['je', 'sta', 'so', 'je'])} še ${counted(count, codes)} za obnovitev.`,
    password: 'Sedanje geslo',
    begin: 'Vklopi',
    beginHeading: 'Vklop',
    again: 'Poveži drug telefon',
    againHeading: 'Nov telefon',
    againText: 'Dosedanji telefon velja, dokler novega ne potrdite s kodo.',
    newCodes: 'Izdelaj nove obnovitvene kode',
    newCodesText: 'Dosedanje obnovitvene kode prenehajo veljati.',
    remove: 'Izklopi',
    removeHeading: 'Izklop',
    removeText: 'Od zdaj bo za prijavo dovolj geslo.',
    cancel: 'Prekliči',
    toPassword: 'Moje geslo',
    done: {
      izklopljena: 'Prijava v dveh korakih je izklopljena.',
      preklicano: 'Nastavitev je preklicana.',
    },
    mustHave:
      'Za vaše pravice je prijava v dveh korakih obvezna, zato je ni mogoče izklopiti. Telefon lahko zamenjate.',
  },
  rule: {
    title: 'Komu je obvezna prijava v dveh korakih',
    text: 'Kdor ima katero od označenih pravic, mora ob naslednji prijavi nastaviti drugi korak. Drugi ga lahko vklopijo sami.',
    legend: 'Obvezna za',
    sample: 'Uporabniki vzorca, ki imajo še vzorčno geslo, so izvzeti, dokler ga ne zamenjajo.',
    save: 'Shrani',
    done: { shranjeno: 'Shranjeno. Velja od naslednje prijave vsake osebe.' },
    missing: 'Obvezna je, pa je še nimajo',
    missingNone: 'Vsi, za katere je obvezna, jo imajo.',
    problem: 'Izberite pravice s seznama.',
    back: 'Ljudje in pravice',
  },
  person: {
    heading: 'Prijava v dveh korakih',
    on: (day: string) => `Nastavljena ${day}.`,
    off: 'Ni nastavljena.',
    reset: 'Ponastavi',
    resetText:
      'Za osebo, ki je izgubila telefon in obnovitvene kode: prepričajte se, da je to res ona. Dosedanja koda ne velja več, prijave se končajo; kjer je drugi korak obvezen, ga nastavi znova ob prijavi z geslom.',
  },
};
