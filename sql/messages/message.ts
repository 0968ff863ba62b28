import type { Instant } from '../../engine/core/ids.ts';

/** What a message is, and what each kind carries: data only, words are made of it by `messages/`. */
export type MessageChannel = 'email' | 'sms';
export const messageLanguages = ['sl', 'en', 'it', 'hu'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

/**
 * The life of a message:
 *
 *   queued ──worker──► sending ──server took it──► sent ──receipt──► delivered
 *     │ ▲  ▲              │ try again later: queued    └──receipt──► failed
 *     │ │  └──────────────┤ for good, or too often: failed ──staff──► queued
 *     │ └─staff── parked ◄┘ no server is configured
 *     └──withdraw──► withdrawn
 */
export const messageStates = ['queued', 'parked', 'sending', 'sent', 'delivered', 'failed', 'withdrawn'] as const;
export type MessageState = (typeof messageStates)[number];

/** One visit as the person must know it, in the message's language. */
export type VisitData = {
  readonly reference: string;
  readonly serviceName: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** "Upravna enota Ljubljana, Krajevni urad Medvode". */
  readonly locationName: string;
  readonly address: string;
  /** "Okence 3"; null when the person is called up at the spot. */
  readonly counterName: string | null;
  /** What the unit says of the way there, and where it is asked; not in older messages, empty when it says nothing. */
  readonly directions?: string;
  readonly contact?: string;
  /** Needed documents, one an entry. */
  readonly documents: readonly string[];
  /** What was to be confirmed, one an entry. */
  readonly information: readonly string[];
  /** The same for the visit's whole life, "<appointment id>@ue": calendars know it again by that. */
  readonly calendarUid: string;
  /** 0 at first, one more with every change. */
  readonly calendarSequence: number;
};

/** Addresses that act for the person; whoever holds them may. They leave the database once the message is sent. */
export type VisitLinks = { readonly show: string; readonly cancel: string; readonly move: string };
export type LinkedVisit = VisitData & { readonly links: VisitLinks };

/** What the unit needs to know the citizen by (R4.5). */
export type CitizenData = {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string;
};

export type MessagePayloads = {
  readonly bookingConfirmed: { readonly visits: readonly LinkedVisit[] };
  readonly bookingCancelled: {
    readonly visit: VisitData;
    readonly by: 'citizen' | 'unit';
    /** Words of the unit; empty when there are none. */
    readonly reason: string;
    readonly links: { readonly book: string };
  };
  readonly bookingMoved: {
    readonly visit: LinkedVisit;
    readonly earlier: { readonly startsAt: Instant; readonly locationName: string };
    readonly by: 'citizen' | 'unit';
    readonly reason: string;
  };
  readonly reminder: { readonly visits: readonly LinkedVisit[] };
  /** A clerk or agent holds a slot; the person reads, consents and finishes. */
  readonly handOver: {
    readonly visit: VisitData;
    readonly until: Instant;
    readonly links: { readonly finish: string };
  };
  readonly waitlistJoined: {
    readonly serviceName: string;
    readonly currentStartsAt: Instant;
    readonly links: { readonly leave: string };
  };
  readonly waitlistOffer: {
    readonly visit: VisitData;
    readonly currentStartsAt: Instant;
    readonly until: Instant;
    readonly links: { readonly accept: string; readonly decline: string };
  };
  /** A visit can not take place as booked; `proposed` null: nothing fits, the person chooses. */
  readonly evacuationProposal: {
    readonly visit: VisitData;
    readonly proposed: VisitData | null;
    readonly reason: string;
    readonly until: Instant;
    readonly links: { readonly accept: string; readonly choose: string; readonly cancel: string };
  };
  /** The link to one's visits, asked for again. */
  readonly visitLink: { readonly visits: readonly LinkedVisit[] };
  /** The citizen's data were erased as they wished; numbers of the visits as people write them. */
  readonly dataErased: {
    readonly references: readonly string[];
    readonly cancelled: number;
    /** Those that were cancelled, so that calendars take them away; a message of before has none. */
    readonly visits?: readonly VisitData[];
  };
  readonly verificationCode: { readonly code: string; readonly until: Instant };
  readonly unitNotification: {
    readonly change: 'booked' | 'cancelled' | 'moved';
    readonly visit: VisitData;
    readonly earlierStartsAt: Instant | null;
    readonly citizen: CitizenData;
    readonly links: { readonly day: string };
  };
  readonly unitDailyList: {
    readonly locationName: string;
    /** "2027-03-05". */
    readonly day: string;
    readonly entries: readonly {
      readonly startsAt: Instant;
      readonly endsAt: Instant;
      readonly serviceName: string;
      readonly counterName: string | null;
      readonly reference: string;
      readonly citizen: CitizenData;
    }[];
    readonly links: { readonly day: string };
  };
};
export type MessageKind = keyof MessagePayloads;

export const messageKinds = [
  'bookingConfirmed',
  'bookingCancelled',
  'bookingMoved',
  'reminder',
  'handOver',
  'waitlistJoined',
  'waitlistOffer',
  'evacuationProposal',
  'visitLink',
  'dataErased',
  'verificationCode',
  'unitNotification',
  'unitDailyList',
] as const satisfies readonly MessageKind[];

/** The job that brings one message out; its payload is `{ id }` and nothing else. */
export const sendMessageTask = 'sendMessage';

/** The job's key: one message has one job at most. */
export const jobKeyOf = (messageId: string): string => `message:${messageId}`;
