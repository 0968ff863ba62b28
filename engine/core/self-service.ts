import type { NodeId } from '../../dialplan/flow.ts';
import type { Language } from '../../prompts/language.ts';
import type { Instant } from './ids.ts';

/** What callers can do by keys without an agent (R1.5): the lists that they choose from. */
export type SelfServiceRules = {
  /** In the order in which they are said. */
  readonly services: readonly ListedService[];
  /** Empty: callers are not asked where. */
  readonly places: readonly ListedPlace[];
};

/** A name as a voice can say it, in each language that callers can choose. */
export type SpokenNames = Readonly<Record<Language, string>>;

export type ListedService = { readonly service: string; readonly names: SpokenNames };
/** A location; those below it belong to it. */
export type ListedPlace = { readonly location: string; readonly names: SpokenNames };

/** What is asked of the calendar, which lies in the database and may be slow or away. */
export type CalendarQuestion =
  /** `location` null: anywhere. */
  | { readonly kind: 'freeSlots'; readonly service: string; readonly location: string | null }
  /** `phoneEnd`: the last four digits of the visitor's number. */
  | { readonly kind: 'findVisit'; readonly reference: string; readonly phoneEnd: string }
  | { readonly kind: 'cancelVisit'; readonly appointment: number }
  | { readonly kind: 'confirmVisit'; readonly appointment: number };

export type CalendarAnswer =
  /** The first ones, the soonest first; none: nothing is free as far as bookings are taken. */
  | { readonly kind: 'freeSlots'; readonly slots: readonly SpokenSlot[]; readonly waitingDays: number }
  | { readonly kind: 'visit'; readonly visit: SpokenVisit }
  /** Number or proof are wrong; nobody learns which. */
  | { readonly kind: 'noSuchVisit' }
  /** There were too many tries by this caller, or for this number. */
  | { readonly kind: 'tooManyTries' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'confirmed' }
  /** It was cancelled before, has begun, or is over. */
  | { readonly kind: 'tooLate'; readonly state: 'cancelled' | 'begun' | 'past' }
  /** The calendar did not answer in time, or could not. */
  | { readonly kind: 'away' };

export type SpokenSlot = { readonly startsAt: Instant; readonly place: SpokenNames };

/** A visit as it is read aloud to whom it belongs; nothing personal. */
export type SpokenVisit = {
  readonly appointment: number;
  readonly startsAt: Instant;
  readonly service: SpokenNames;
  readonly place: SpokenNames;
  readonly state: 'booked' | 'cancelled' | 'begun' | 'past';
  readonly confirmed: boolean;
};

/** What a caller was served with by keys, as it is counted. */
export type SelfServiceKind = 'waitingTime' | 'cancelled' | 'confirmed' | 'openingHours' | 'documents';

/** Where a dialogue of a node leads when it is over. */
export type WaysOut = { readonly node: NodeId; readonly back: NodeId; readonly agent: NodeId };
