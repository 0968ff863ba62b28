import type { PromptKey } from './catalogue.ts';
import type { Language } from './language.ts';

/**
 * The approved texts of the sample (R1.9): first proposals that the client's lawyer and language editor may change
 * as data. They address callers neither as men nor as women. The consent names the controller, the purpose, what
 * staying on the line means and the key that refuses (R1.2); callers are impatient, so it lasts 15 s at most.
 */
export type SamplePrompt = { readonly key: PromptKey; readonly language: Language; readonly text: string };

const slovene: Readonly<Record<PromptKey, string>> = {
  welcome: 'Pozdravljeni v klicnem centru upravnih enot.',
  languageHint: 'Pogovor bo potekal v slovenščini.',
  consent:
    'Ministrstvo za javno upravo snema pogovor in obdeluje vaše osebne podatke za naročanje pri upravnih enotah. ' +
    'Če ostanete na zvezi, s tem soglašate. Če snemanja ne želite, pritisnite devet.',
  consentRefused: 'Klic se nadaljuje brez snemanja.',
  invalidKey: 'Ta izbira ni na voljo.',
  closedUntil: 'Klicni center je zaprt. Ponovno bomo dosegljivi {odprtje}.',
  closedWithoutOpening: 'Klicni center je zaprt. Prosimo, pokličite pozneje.',
  connecting: 'Povezujemo vas s svetovalcem.',
  allAgentsBusy: 'Vsi svetovalci so zasedeni. Prosimo, ostanite na zvezi. Klice sprejemamo po vrsti.',
  position: 'Vaše mesto v vrsti je {mesto}.',
  estimatedWait: 'Predvideni čas čakanja je {minute}.',
  estimatedWaitRange: 'Predvideni čas čakanja je {razpon}.',
  keepWaiting: 'Hvala za potrpežljivost. Prosimo, ostanite na zvezi.',
  menuIntro: 'Prosimo, izberite med naslednjimi možnostmi.',
  optionMenu: 'Počakajte na svetovalca ali za izbiro s tipkami pritisnite {tipka}.',
  optionBooking: 'Za naročanje na termin pritisnite {tipka}.',
  optionChange: 'Za odpoved ali prestavitev {tipka}.',
  optionCancel: 'Za odpoved termina pritisnite {tipka}.',
  optionRebook: 'Za prestavitev termina pritisnite {tipka}.',
  optionWaitingTime: 'Za čas čakanja na svetovalca {tipka}.',
  optionInformation: 'Za delovni čas in potrebne dokumente {tipka}.',
  optionOpeningHours: 'Za delovni čas klicnega centra pritisnite {tipka}.',
  optionDocuments: 'Za potrebne dokumente pritisnite {tipka}.',
  optionIdentityCard: 'Za osebno izkaznico pritisnite {tipka}.',
  optionPassport: 'Za potni list pritisnite {tipka}.',
  optionDrivingLicence: 'Za vozniško dovoljenje pritisnite {tipka}.',
  optionPortal: 'Za težave s portalom {tipka}.',
  optionAgent: 'Za svetovalca počakajte ali pritisnite {tipka}.',
  optionRepeat: 'Za ponovitev pritisnite {tipka}.',
  optionBack: 'Za vrnitev v prejšnji meni pritisnite {tipka}.',
  lineWait: 'Predvideni čas čakanja na svetovalca je zdaj {minute}.',
  lineWaitRange: 'Predvideni čas čakanja na svetovalca je zdaj {razpon}.',
  lineWaitNone: 'Svetovalec je prost, zato vam zdaj ni treba čakati.',
  lineWaitUnknown: 'Časa čakanja na svetovalca zdaj ni mogoče napovedati.',
  openingHours: 'Klicni center je odprt {odprto}.',
  closedOnHoliday: 'Zaradi praznika je klicni center zaprt {dan}.',
  closedOnDay: 'Klicni center je izjemoma zaprt {dan}.',
  otherHoursOnDay: 'Klicni center je izjemoma odprt {dan}.',
  documentsIdentityCard:
    'Za izdajo osebne izkaznice prinesite fotografijo, ki izkazuje vašo pravo podobo, in dosedanjo osebno izkaznico ' +
    'ali drug dokument s fotografijo. Vlogo za otroka vloži zakoniti zastopnik, otrok pa mora biti navzoč.',
  documentsPassport:
    'Za izdajo potnega lista prinesite fotografijo, ki izkazuje vašo pravo podobo, in dosedanji potni list ali drug ' +
    'dokument s fotografijo. Vlogo za otroka vloži zakoniti zastopnik, otrok pa mora biti navzoč.',
  documentsDrivingLicence:
    'Za izdajo vozniškega dovoljenja prinesite fotografijo, ki izkazuje vašo pravo podobo, in osebni dokument. Kadar ' +
    'se izda zaradi poteka veljavnosti, prinesite tudi dosedanje vozniško dovoljenje in veljavno zdravniško spričevalo.',
  optionCallback: 'Če želite, da vas pokličemo, ko bo klicni center odprt, pritisnite {tipka}.',
  optionVoiceMessage: 'Če želite pustiti glasovno sporočilo, pritisnite {tipka}.',
  voiceMessageOffer: 'Če ne želite čakati, pritisnite {tipka} in pustite glasovno sporočilo.',
  voiceMessageIntro:
    'Po pisku povejte svoje ime, telefonsko številko in razlog klica, nato pritisnite lojtro. Sporočilo se posname in ' +
    'hrani samo zato, da vam odgovorimo. Če ga pustite, s tem soglašate.',
  voiceMessageTooShort: 'V sporočilu ni bilo slišati ničesar, zato ni shranjeno. Prosimo, poskusite znova.',
  voiceMessageSaved: 'Hvala, vaše sporočilo je shranjeno. Odgovorili vam bomo v delovnem času. Nasvidenje.',
  optionFreeSlots: 'Za čakalne dobe in proste termine {tipka}.',
  chooseService: 'Izberite storitev.',
  choosePlace: 'Izberite kraj.',
  optionService: '{storitev}: pritisnite {tipka}.',
  optionPlace: '{kraj}: pritisnite {tipka}.',
  optionAnyPlace: 'Za prve proste termine ne glede na kraj pritisnite {tipka}.',
  optionMore: 'Za druge možnosti pritisnite {tipka}.',
  oneMoment: 'Trenutek, prosim.',
  freeSlotsOf: 'Storitev: {storitev}.',
  freeSlotsWait: 'Čakalna doba je {dni}.',
  freeSlotsToday: 'Prost termin je še danes.',
  freeSlotFirst: 'Prvi prosti termin je {termin}, {kraj}.',
  freeSlotNext: 'Naslednji je {termin}, {kraj}.',
  freeSlotsNone: 'Za to storitev v obdobju, za katero se je že mogoče naročiti, ni prostega termina.',
  freeSlotsUnknown: 'Prostih terminov zdaj ni mogoče preveriti. Prosimo, poskusite pozneje ali vprašajte svetovalca.',
  optionOwnVisit: 'Za odpoved ali potrditev termina s tipkami pritisnite {tipka}.',
  visitEnterReference: 'Vpišite desetmestno številko naročila. Najdete jo v potrdilu, ki ste ga prejeli.',
  visitEnterProof:
    'Vpišite zadnje štiri števke telefonske številke, ki ste jo navedli ob naročilu. Če je niste navedli, ostanite na zvezi.',
  visitNotFound: 'Vpisani podatki se ne ujemajo z nobenim terminom.',
  visitTriesUsedUp: 'Vpisov je bilo preveč, zato s tipkami ni več mogoče nadaljevati.',
  visitUnknown: 'Termina zdaj ni mogoče poiskati. Prosimo, poskusite pozneje ali vprašajte svetovalca.',
  visitRead: 'Vaš termin je {termin}, {kraj}. Storitev: {storitev}.',
  visitIsConfirmed: 'Svoj prihod ste že potrdili.',
  optionCancelVisit: 'Za odpoved tega termina pritisnite {tipka}.',
  optionConfirmVisit: 'Če boste prišli, to potrdite {tipka:orodnik}.',
  visitCancelSure: 'Termin bo odpovedan in ponujen drugim. Če ga želite dokončno odpovedati, pritisnite {tipka}.',
  optionKeepVisit: 'Če ga želite obdržati, pritisnite {tipka}.',
  visitCancelled: 'Termin je odpovedan. Hvala, ker ste sporočili.',
  visitConfirmed: 'Hvala, vaš prihod je potrjen.',
  visitWasCancelled: 'Ta termin je že odpovedan.',
  visitPast: 'Ta termin je že minil.',
  visitTooLate: 'Ta termin se je že začel, zato ga ni več mogoče odpovedati.',
  visitNotDone:
    'Naročilnik zdaj ne odgovarja, zato ni gotovo, ali smo vašo izbiro zabeležili. Prosimo, preverite pozneje.',
  noEngineWait: 'Prišlo je do tehničnih težav. Prosimo, ostanite na zvezi. Vaš klic bomo sprejeli.',
  callbackOffer:
    'Če ne želite čakati, pritisnite ena. Mesto v vrsti vam bomo zadržali in vas poklicali, ko boste na vrsti.',
  callbackConfirm:
    'Poklicali vas bomo na številko {številka}. Za potrditev pritisnite ena, za vpis druge številke pritisnite dve.',
  callbackEnter: 'Vpišite telefonsko številko, na katero naj vas pokličemo, in pritisnite lojtro.',
  callbackNumberRefused: 'Te številke ne moremo poklicati.',
  callbackAgreed: 'Vaše mesto v vrsti je zadržano. Poklicali vas bomo, ko boste na vrsti. Hvala za klic in nasvidenje.',
  callbackAgreedFrom:
    'Poklicali vas bomo, ko bo klicni center spet odprt, to je {odprtje}. Hvala za klic in nasvidenje.',
  callbackNotWanted: 'Ostajate v čakalni vrsti. Vaše mesto je nespremenjeno.',
  callbackGreeting: 'Pozdravljeni, kličemo vas iz klicnega centra upravnih enot.',
  agentSignedIn: 'Prijavljeni ste.',
  agentReady: 'Na voljo ste za klice.',
  agentPaused: 'Premor je vključen.',
  agentSignedOut: 'Odjavljeni ste.',
  agentWrapUpFinished: 'Obdelava klica je končana.',
  agentRefused: 'Zahteve ni mogoče izvesti.',
};

const english: Readonly<Record<PromptKey, string>> = {
  welcome: 'Welcome to the call centre of the administrative units.',
  languageHint: 'For English, press two.',
  consent:
    'The Ministry of Public Administration processes your personal data and records this call to book appointments ' +
    'at administrative units. By staying on the line, you agree. To continue without recording, press nine.',
  consentRefused: 'The call continues without recording.',
  invalidKey: 'That option is not available.',
  closedUntil: 'The call centre is closed. We will be available again {odprtje}.',
  closedWithoutOpening: 'The call centre is closed. Please call again later.',
  connecting: 'We are connecting you to an adviser.',
  allAgentsBusy: 'All our advisers are busy. Please stay on the line. Calls are answered in order.',
  position: 'You are {mesto} in the queue.',
  estimatedWait: 'The estimated waiting time is {minute}.',
  estimatedWaitRange: 'The estimated waiting time is {razpon}.',
  keepWaiting: 'Thank you for your patience. Please stay on the line.',
  menuIntro: 'Please choose from the following options.',
  optionMenu: 'Please wait for an adviser, or press {tipka} to choose by keys.',
  optionBooking: 'To book an appointment, press {tipka}.',
  optionChange: 'To cancel or reschedule, {tipka}.',
  optionCancel: 'To cancel an appointment, press {tipka}.',
  optionRebook: 'To reschedule an appointment, press {tipka}.',
  optionWaitingTime: 'For the waiting time for an adviser, {tipka}.',
  optionInformation: 'For opening hours and required documents, {tipka}.',
  optionOpeningHours: 'For the opening hours of the call centre, press {tipka}.',
  optionDocuments: 'For the required documents, press {tipka}.',
  optionIdentityCard: 'For an identity card, press {tipka}.',
  optionPassport: 'For a passport, press {tipka}.',
  optionDrivingLicence: 'For a driving licence, press {tipka}.',
  optionPortal: 'For problems with the portal, {tipka}.',
  optionAgent: 'For an adviser, please wait or press {tipka}.',
  optionRepeat: 'To hear this again, press {tipka}.',
  optionBack: 'To return to the previous menu, press {tipka}.',
  lineWait: 'The estimated waiting time for an adviser is now {minute}.',
  lineWaitRange: 'The estimated waiting time for an adviser is now {razpon}.',
  lineWaitNone: 'An adviser is free, so you do not have to wait now.',
  lineWaitUnknown: 'The waiting time for an adviser cannot be estimated now.',
  openingHours: 'The call centre is open {odprto}.',
  closedOnHoliday: 'Because of a public holiday, the call centre is closed {dan}.',
  closedOnDay: 'By way of exception, the call centre is closed {dan}.',
  otherHoursOnDay: 'By way of exception, the call centre is open {dan}.',
  documentsIdentityCard:
    'For an identity card, bring a photograph that shows your true likeness, and your present identity card or ' +
    'another document with a photograph. For a child, a legal guardian applies, and the child must be present.',
  documentsPassport:
    'For a passport, bring a photograph that shows your true likeness, and your present passport or another ' +
    'document with a photograph. For a child, a legal guardian applies, and the child must be present.',
  documentsDrivingLicence:
    'For a driving licence, bring a photograph that shows your true likeness, and an identity document. When it is ' +
    'renewed, also bring your present driving licence and a valid medical certificate.',
  optionCallback: 'To have us call you when the call centre is open, press {tipka}.',
  optionVoiceMessage: 'To leave a voice message, press {tipka}.',
  voiceMessageOffer: 'If you do not wish to wait, press {tipka} and leave a voice message.',
  voiceMessageIntro:
    'After the tone, please say your name, your telephone number and the reason for your call, then press hash. The ' +
    'message is recorded and kept only so that we can answer you. By leaving it, you agree.',
  voiceMessageTooShort: 'Nothing could be heard in the message, so it has not been saved. Please try again.',
  voiceMessageSaved: 'Thank you, your message has been saved. We will answer you in our opening hours. Goodbye.',
  optionFreeSlots: 'For waiting times and free appointments, {tipka}.',
  chooseService: 'Choose a service.',
  choosePlace: 'Choose a place.',
  optionService: 'For {storitev}, press {tipka}.',
  optionPlace: 'For {kraj}, press {tipka}.',
  optionAnyPlace: 'For the first free appointments at any place, press {tipka}.',
  optionMore: 'For other options, press {tipka}.',
  oneMoment: 'One moment, please.',
  freeSlotsOf: 'Service: {storitev}.',
  freeSlotsWait: 'The waiting time is {dni}.',
  freeSlotsToday: 'There is a free appointment today.',
  freeSlotFirst: 'The first free appointment is {termin}, {kraj}.',
  freeSlotNext: 'The next one is {termin}, {kraj}.',
  freeSlotsNone: 'There is no free appointment for this service in the period for which bookings are taken.',
  freeSlotsUnknown: 'Free appointments cannot be checked now. Please try again later or ask an adviser.',
  optionOwnVisit: 'To cancel or confirm an appointment with the keys of your telephone, press {tipka}.',
  visitEnterReference: 'Enter your booking number, which has ten digits. You find it in your confirmation.',
  visitEnterProof:
    'Enter the last four digits of the telephone number that you gave when booking. If you gave none, stay on the line.',
  visitNotFound: 'What you entered does not match any appointment.',
  visitTriesUsedUp: 'There were too many attempts, so you cannot continue with the keys.',
  visitUnknown: 'The appointment cannot be looked up now. Please try again later or ask an adviser.',
  visitRead: 'Your appointment is {termin}, {kraj}. Service: {storitev}.',
  visitIsConfirmed: 'You have already confirmed that you will come.',
  optionCancelVisit: 'To cancel this appointment, press {tipka}.',
  optionConfirmVisit: 'To confirm that you will come, press {tipka}.',
  visitCancelSure: 'The appointment will be cancelled and offered to others. To cancel it for good, press {tipka}.',
  optionKeepVisit: 'To keep it, press {tipka}.',
  visitCancelled: 'The appointment is cancelled. Thank you for letting us know.',
  visitConfirmed: 'Thank you, your visit is confirmed.',
  visitWasCancelled: 'This appointment has already been cancelled.',
  visitPast: 'This appointment is over.',
  visitTooLate: 'This appointment has already begun and cannot be cancelled any more.',
  visitNotDone:
    'The booking system does not answer now, so it is not certain that your choice was recorded. Please check later.',
  noEngineWait: 'We are having technical difficulties. Please stay on the line. Your call will be answered.',
  callbackOffer: 'If you would rather not wait, press one. You keep your place, and we call you when it is your turn.',
  callbackConfirm: 'We will call you on {številka}. To confirm, press one. To enter another number, press two.',
  callbackEnter: 'Please enter the telephone number on which we should call you, followed by the hash key.',
  callbackNumberRefused: 'We cannot call that number.',
  callbackAgreed:
    'Your place in the queue is kept. We will call you when it is your turn. Thank you for calling, and goodbye.',
  callbackAgreedFrom:
    'We will call you when the call centre is open again, that is {odprtje}. Thank you for calling, and goodbye.',
  callbackNotWanted: 'You are still in the queue. Your place has not changed.',
  callbackGreeting: 'Hello, this is the call centre of the administrative units, calling you back.',
  agentSignedIn: 'You are signed in.',
  agentReady: 'You are ready for calls.',
  agentPaused: 'You are on a break.',
  agentSignedOut: 'You are signed out.',
  agentWrapUpFinished: 'Wrap-up is finished.',
  agentRefused: 'That is not possible.',
};

const textsOf = (language: Language, texts: Readonly<Record<PromptKey, string>>): readonly SamplePrompt[] =>
  (Object.keys(texts) as PromptKey[]).map((key) => ({ key, language, text: texts[key] }));

export const samplePrompts: readonly SamplePrompt[] = [...textsOf('sl', slovene), ...textsOf('en', english)];
