import type { citizenAnswers as slovene } from '../sl/citizen-answers.ts';

export const citizenAnswers: typeof slovene = {
  wait: {
    link: 'Korábbi időpontot szeretnék',
    title: 'Korábbi időpont',
    lead: 'Ha a kiválasztott helyeken korábbi időpont szabadul fel, e-mailben vagy SMS-ben felajánljuk Önnek. Amíg nem fogadja el az ajánlatot, a meglévő időpontja érvényes.',
    places: 'Mely helyeken?',
    problem: 'Válasszon legalább egy helyet.',
    submit: 'Értesítsenek korábbi időpontról',
    change: 'A helyek módosítása',
    waiting: 'Korábbi időpontra vár. Ha felszabadul egy, felajánljuk Önnek.',
    stop: 'Nem várok tovább',
    stopped: 'Már nem vár korábbi időpontra. Az időpontja megmarad.',
  },
  current: 'Az Ön jelenlegi időpontja',
  offered: 'A felajánlott időpont',
  until: (moment) => `Az ajánlat eddig érvényes: ${moment}.`,
  offer: {
    title: 'Szabad egy korábbi időpont',
    accept: 'Elfogadom a korábbi időpontot',
    decline: 'Megtartom a sajátomat',
    accepted: 'Az időpontját korábbra helyeztük.',
    declined: 'Megtartotta az időpontját. Ha másik korábbi időpont szabadul fel, felajánljuk Önnek.',
    ended: 'Ez az ajánlat már nem érvényes. Az időpontja változatlan.',
  },
  proposal: {
    title: 'Át kell helyeznünk az időpontját',
    lead: 'Abban az időben a közigazgatási egység nem tud ügyfelet fogadni. Másik időpontot javaslunk; kérjük, erősítse meg, vagy válasszon másikat.',
    accept: 'Megerősítem a javasolt időpontot',
    decline: 'Nem felel meg, hívjanak fel',
    choose: 'Másik időpontot választok',
    accepted: 'Az új időpont megerősítve.',
    declined: 'Köszönjük. Felhívjuk Önt, és másik időpontot keresünk.',
    ended: 'Ez a javaslat már nem érvényes. Ha az időpontja még nem rendeződött, felhívjuk Önt.',
  },
  complete: {
    title: 'Fejezze be a foglalást',
    lead: 'Tanácsadónk időpontot választott Önnek. Olvassa el, mit kell magával hoznia, és erősítse meg.',
    ended: 'A megerősítés ideje lejárt, az időpontot már nem tartjuk fenn. Választhat újat, vagy hívjon minket.',
  },
};
