/**
 * The names of things, branded so that the compiler refuses to take one for another.
 * All are plain strings (an Instant: a plain number) in JSON.
 */
declare const brand: unique symbol;
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = Branded<number, 'Instant'>;

/** All legs that belong together; made fresh by the shell when a call reaches the line. */
export type CallId = Branded<string, 'CallId'>;
/** Asterisk's channel id: given by Asterisk for a leg that came to us, by us for one that we made. */
export type LegId = Branded<string, 'LegId'>;
/** Where legs hear each other. Derived, never used twice. */
export type BridgeId = Branded<string, 'BridgeId'>;
/** One stay of one caller in one queue. */
export type QueueEntryId = Branded<string, 'QueueEntryId'>;
/** One ring of one agent for one queue entry. */
export type OfferId = Branded<string, 'OfferId'>;
/** One sign-in to its sign-out. */
export type AgentSessionId = Branded<string, 'AgentSessionId'>;
export type PlaybackId = Branded<string, 'PlaybackId'>;
export type RecordingId = Branded<string, 'RecordingId'>;
/** A call that we owe somebody, from the promise to its outcome. */
export type CallbackId = Branded<string, 'CallbackId'>;
export type TimerId = Branded<string, 'TimerId'>;
export type CommandId = Branded<string, 'CommandId'>;

/** Keys of configured things, as the database has them. */
export type AgentId = Branded<string, 'AgentId'>;
export type QueueId = Branded<string, 'QueueId'>;
/** A number outside, in the directory. */
export type ContactId = Branded<string, 'ContactId'>;
export type LocationId = Branded<string, 'LocationId'>;
/** The user part of a phone's SIP account, "101". */
export type PhoneUser = Branded<string, 'PhoneUser'>;
/** What an agent can do and a queue entry needs: "narocanje", "jezik:en", "ue:litija". */
export type Skill = Branded<string, 'Skill'>;
/** One version of one prompt's text in one language. */
export type PromptVersionId = Branded<string, 'PromptVersionId'>;

export const instant = (milliseconds: number): Instant => milliseconds as Instant;
export const later = (at: Instant, milliseconds: number): Instant => (at + milliseconds) as Instant;
