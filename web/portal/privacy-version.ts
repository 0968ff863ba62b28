/**
 * The version of the privacy notice (messages/sl/citizen-papers.ts) that a citizen consents to; it is stored with the
 * consent (R4.4). Whoever changes what the notice says gives it a new one.
 */
export const privacyVersion = '2026-11';
