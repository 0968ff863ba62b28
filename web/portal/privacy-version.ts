/**
 * The version of the shipped privacy notice (messages/sl/citizen-papers.ts). Whoever changes what that says gives it a
 * new one; what the administrator changes gets its own number (papers/paper-in-force.ts).
 */
export const shippedPrivacyVersion = '2026-11-22';
