import type { Branded, Instant } from '../../engine/core/ids.ts';

/**
 * The words of the calendar (STYLE.md): a *service* is done at a *counter* of a *location* in a *slot*; a *hold* keeps
 * slots for somebody who is still filling in the form; a *booking* is one session with one or several *appointments*;
 * a *swap* moves an appointment to another slot in one commit.
 */
export type CounterId = Branded<number, 'CounterId'>;
/** "osebna-izkaznica" */
export type ServiceId = Branded<string, 'ServiceId'>;
export type BookingId = Branded<number, 'BookingId'>;
export type AppointmentId = Branded<number, 'AppointmentId'>;
/** Ten digits, see reference.ts. */
export type Reference = Branded<string, 'Reference'>;

export const languages = ['sl', 'en', 'it', 'hu'] as const;
export type Language = (typeof languages)[number];

/** A text in Slovene and as many of the other languages as are written. Show `textIn(texts, language)`. */
export type Texts = { readonly sl: string } & { readonly [language in Exclude<Language, 'sl'>]?: string };
/** Like Texts where even the Slovene one may be missing. */
export type OptionalTexts = { readonly [language in Language]?: string };
export type TextLists = { readonly [language in Language]?: readonly string[] };

/** The text in a language, or else in Slovene; empty when there is none at all. */
export function textIn(texts: OptionalTexts, language: Language): string {
  return texts[language] || texts.sl || '';
}

export function listIn(lists: TextLists, language: Language): readonly string[] {
  const own = lists[language];
  return own !== undefined && own.length > 0 ? own : (lists.sl ?? []);
}

/**
 * Through which door something is done. It decides what may be booked: citizens (web) not the shares reserved for
 * staff and call centre, agents not the share reserved for staff, clerks everything up to its beginning.
 */
export type Channel = 'web' | 'agent' | 'clerk' | 'telephone' | 'system';

/** Who does something; `userId` null: the citizen, or the program by itself. */
export type Actor = { readonly channel: Channel; readonly userId: string | null; readonly callId: string | null };

export const citizen: Actor = { channel: 'web', userId: null, callId: null };
export const program: Actor = { channel: 'system', userId: null, callId: null };

export type AppointmentState = 'held' | 'booked' | 'cancelled' | 'arrived' | 'served' | 'noShow' | 'blocked';

/** Some minutes of one counter. */
export type Slot = { readonly counterId: CounterId; readonly startsAt: Instant };

/** A slot as it is offered. */
export type FreeSlot = Slot & {
  readonly locationId: string;
  readonly counterName: string;
  readonly endsAt: Instant;
};

/** A slot among those of a list, which knows what may be had together. */
export type OfferedSlot = FreeSlot & {
  /** When the counter's opening begins in which it stands. */
  readonly opensAt: Instant;
  /** How many visits may still be put into that opening; beyond it the rest is kept for others. */
  readonly room: number;
};

export const minutesAfter = (at: Instant, minutes: number): Instant => (at + minutes * 60_000) as Instant;
