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
    'Ministrstvo za javno upravo obdeluje vaše osebne podatke in snema pogovor za naročanje na storitve ' +
    'upravnih enot. Če ostanete na zvezi, s tem soglašate. Brez snemanja nadaljujete s tipko devet.',
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
  noEngineWait: 'Prišlo je do tehničnih težav. Prosimo, ostanite na zvezi. Vaš klic bomo sprejeli.',
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
    'The Ministry of Public Administration processes your personal data and records this call to arrange services ' +
    'of administrative units. By staying on the line, you agree. To continue without recording, press nine.',
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
  noEngineWait: 'We are having technical difficulties. Please stay on the line. Your call will be answered.',
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
