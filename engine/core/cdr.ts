import type { Language } from '../../prompts/language.ts';
import { type CdrDial, withDial } from './cdr-dial.ts';
import { type CdrOutside, withOutside } from './cdr-outside.ts';
import { type CdrSelfService, withSelfService } from './cdr-self-service.ts';
import {
  type CdrConsult,
  type CdrDescription,
  type CdrRecording,
  type CdrTalk,
  type CdrTransfer,
  isTalkOf,
  withConsult,
  withDescription,
  withLateRecording,
  withRecordings,
  withTalkEnded,
  withTalkNotBuilt,
  withTalkStarted,
  withWrapUpEnded,
} from './cdr-talks.ts';
import { missingCase } from './decision.ts';
import type { LegQuality } from './events.ts';
import type {
  CallFact,
  ClosedReason,
  EntryLoss,
  HangUpSide,
  OfferResult,
  Outcome,
  RefusalReason,
  SpokenEstimate,
} from './facts.ts';
import type {
  AgentId,
  CallbackId,
  CallId,
  Instant,
  LegId,
  OfferId,
  PhoneUser,
  PromptVersionId,
  QueueEntryId,
  QueueId,
  RecordingId,
} from './ids.ts';
import type { OverflowAction, OverflowCondition } from './overflow.ts';

/** One closed record a call (R2.10). Instants are null for what did not happen; the fold is `foldCdr`. */
export type Cdr = {
  readonly callId: CallId;
  readonly legId: LegId;
  readonly callerNumber: string | null;
  readonly calledNumber: string;
  /** Absent: a call that came in. The person's number is `callerNumber` either way. */
  readonly direction?: 'outbound';
  /** The callback that was agreed in this call, or that this call is to keep. */
  readonly callbackId?: CallbackId;
  /** How the person was dialled; absent in calls that came in, and when nobody was. */
  readonly dial?: CdrDial;
  readonly trunk: string;
  readonly startedAt: Instant;
  readonly responderAnsweredAt: Instant | null;
  readonly language: Language | null;
  readonly languageBy: 'key' | 'default' | null;
  readonly consent: 'given' | 'refused' | null;
  readonly consentAt: Instant | null;
  readonly consentPromptVersionId: PromptVersionId | null;
  readonly consentHeardMs: number | null;
  readonly flowPath: readonly {
    readonly node: string;
    readonly key: string | null;
    readonly at: Instant;
    /** What the key chose, in words; records from before there were menus have none. */
    readonly choice?: string;
  }[];
  /** What the call is about as far as the caller's keys tell; a key of the flow's topics. */
  readonly topic?: string | null;
  readonly closedReason: ClosedReason | null;
  /** When the line was found closed; absent: it was not, or the record is older than this field. */
  readonly closedAt?: Instant;
  readonly prompts: readonly {
    readonly prompt: string;
    readonly versionId: PromptVersionId;
    readonly at: Instant;
    readonly heardMs: number;
    readonly complete: boolean;
  }[];
  readonly queueEntries: readonly CdrQueueEntry[];
  readonly offers: readonly CdrOffer[];
  /** The end of the wait: the first agent's answer. */
  readonly humanAnsweredAt: Instant | null;
  /** Who talked with the caller last. */
  readonly agentId: AgentId | null;
  readonly holds: readonly { readonly startedAt: Instant; readonly endedAt: Instant | null }[];
  /** `by` and `to` are ids; the reader has their names. */
  readonly transfers: readonly CdrTransfer[];
  /** Colleagues who were asked meanwhile; absent in records from before. */
  readonly consults?: readonly CdrConsult[];
  /** Numbers outside that were dialled for the caller; absent: none. */
  readonly outside?: readonly CdrOutside[];
  /** Every stretch in which one agent talked with the caller; absent in records from before transfers. */
  readonly talks?: readonly CdrTalk[];
  /** The newest of `recordings` that is or may yet be there; each talk has its own. */
  readonly recordingId: RecordingId | null;
  readonly recordingSeconds: number | null;
  readonly recordings?: readonly CdrRecording[];
  /** What the caller was served with by keys; absent: nothing. */
  readonly selfServices?: readonly CdrSelfService[];
  /** The voice message that was left. */
  readonly messageId?: RecordingId | null;
  readonly talkEndedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly hangUpSide: HangUpSide | null;
  readonly hangUpCause: number | null;
  /** Of a call that the line refused; older records do not say. */
  readonly refusedBecause?: RefusalReason;
  readonly outcome: Outcome | null;
  readonly wrapUpEndedAt: Instant | null;
  /** Of the agent who said so last. */
  readonly disposition: string | null;
  /** What all agents wrote, one below the other; each agent's own in `descriptions`. */
  readonly notes: string;
  readonly nextStep: string;
  readonly descriptions?: readonly CdrDescription[];
  readonly quality: Readonly<Record<string, LegQuality>>;
};

export type CdrQueueEntry = {
  readonly entryId: QueueEntryId;
  readonly queueId: QueueId;
  /** The caller's first arrival in a queue, which decides the order and from which the wait runs. */
  readonly ticketAt: Instant;
  readonly queuedAt: Instant;
  readonly leftAt: Instant | null;
  readonly leftBecause: 'answered' | EntryLoss | null;
  readonly estimates: readonly ({ readonly at: Instant } & SpokenEstimate)[];
  /** Absent: no rule was carried out. */
  readonly overflows?: readonly CdrOverflow[];
};

export type CdrOverflow = {
  readonly at: Instant;
  readonly rule: string | null;
  readonly when: OverflowCondition['kind'] | 'inherited';
  readonly action: OverflowAction;
};

export type CdrOffer = {
  readonly offerId: OfferId;
  readonly entryId: QueueEntryId;
  readonly agentId: AgentId;
  readonly phone: PhoneUser;
  readonly madeAt: Instant;
  readonly rangAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly result: OfferResult | null;
  readonly cause: number | null;
};

/** The record of a call of which nothing is known but that it came. */
export function openCdr(
  callId: CallId,
  legId: LegId,
  callerNumber: string | null,
  calledNumber: string,
  trunk: string,
  startedAt: Instant,
): Cdr {
  return {
    callId,
    legId,
    callerNumber,
    calledNumber,
    trunk,
    startedAt,
    responderAnsweredAt: null,
    language: null,
    languageBy: null,
    consent: null,
    consentAt: null,
    consentPromptVersionId: null,
    consentHeardMs: null,
    flowPath: [],
    topic: null,
    closedReason: null,
    prompts: [],
    queueEntries: [],
    offers: [],
    humanAnsweredAt: null,
    agentId: null,
    holds: [],
    transfers: [],
    consults: [],
    talks: [],
    recordingId: null,
    recordingSeconds: null,
    recordings: [],
    talkEndedAt: null,
    endedAt: null,
    hangUpSide: null,
    hangUpCause: null,
    outcome: null,
    wrapUpEndedAt: null,
    disposition: null,
    notes: '',
    nextStep: '',
    descriptions: [],
    quality: {},
  };
}

/** What a fact adds to its call's record. Pure: the same facts in the same order give the same record. */
export function foldCdr(cdr: Cdr, fact: CallFact): Cdr {
  const { at } = fact;
  switch (fact.type) {
    case 'CallStarted': {
      const { outbound } = fact;
      return outbound === undefined ? cdr : { ...cdr, direction: 'outbound', ...outbound };
    }
    case 'CallRefused':
      return { ...cdr, refusedBecause: fact.reason };
    case 'CallbackAgreed':
      return { ...cdr, callbackId: fact.callbackId };
    case 'PersonDialled':
    case 'PersonRang':
    case 'PersonAnswered':
    case 'DialEnded':
      return withDial(cdr, fact);
    case 'CallClosed':
      return cdr.endedAt === null ? { ...cdr, endedAt: at } : cdr;
    case 'ResponderAnswered':
      return { ...cdr, responderAnsweredAt: at };
    case 'LanguageChosen':
      return { ...cdr, language: fact.language, languageBy: fact.by };
    case 'PromptHeard': {
      const { prompt, versionId, heardMs, complete } = fact;
      return { ...cdr, prompts: [...cdr.prompts, { prompt, versionId, at, heardMs, complete }] };
    }
    case 'ConsentStored':
      return {
        ...cdr,
        consent: fact.choice,
        consentAt: at,
        consentPromptVersionId: fact.versionId,
        consentHeardMs: fact.heardMs,
      };
    case 'FlowNodeLeft':
      return {
        ...cdr,
        flowPath: [
          ...cdr.flowPath,
          { node: fact.node, key: fact.key, at, ...(fact.choice === undefined ? {} : { choice: fact.choice }) },
        ],
        topic: fact.topic ?? cdr.topic ?? null,
      };
    case 'LineFoundClosed':
      return { ...cdr, closedReason: fact.reason, closedAt: at };
    case 'EntryQueued': {
      const { entryId, queueId, ticketAt } = fact;
      const entry = { entryId, queueId, ticketAt, queuedAt: at, leftAt: null, leftBecause: null, estimates: [] };
      return { ...cdr, queueEntries: [...cdr.queueEntries, entry] };
    }
    case 'EstimateSpoken': {
      const { type, callId, entryId, ...estimate } = fact;
      return withEntry(cdr, entryId, (entry) => ({ ...entry, estimates: [...entry.estimates, estimate] }));
    }
    case 'Overflowed': {
      const { rule, when, action } = fact;
      return withEntry(cdr, fact.entryId, (entry) => ({
        ...entry,
        overflows: [...(entry.overflows ?? []), { at, rule, when, action }],
      }));
    }
    case 'EntryLeft':
      return withEntry(cdr, fact.entryId, (entry) => ({ ...entry, leftAt: at, leftBecause: fact.reason }));
    case 'OfferMade': {
      const { offerId, entryId, agentId, phone } = fact;
      const offer = {
        offerId,
        entryId,
        agentId,
        phone,
        madeAt: at,
        rangAt: null,
        endedAt: null,
        result: null,
        cause: null,
      };
      return { ...cdr, offers: [...cdr.offers, offer] };
    }
    case 'OfferRang':
      return withOffer(cdr, fact.offerId, (offer) => ({ ...offer, rangAt: at }));
    case 'OfferEnded':
      return withOffer(cdr, fact.offerId, (offer) => ({
        ...offer,
        endedAt: at,
        result: fact.result,
        cause: fact.cause,
      }));
    case 'HumanAnswered':
      return { ...cdr, humanAnsweredAt: cdr.humanAnsweredAt ?? at, agentId: fact.agentId };
    case 'OutsideDialled':
    case 'OutsideRang':
    case 'OutsideAnswered':
    case 'OutsideTookOver':
    case 'OutsideEnded':
      return withOutside(cdr, fact);
    case 'RecordingStarted':
      return withRecordings(cdr, [
        ...(cdr.recordings ?? []),
        { recordingId: fact.recordingId, agentId: cdr.agentId, startedAt: at, seconds: null },
      ]);
    case 'RecordingMuted':
    case 'RecordingUnmuted':
      return cdr;
    case 'RecordingStored':
      return withRecordings(
        cdr,
        (cdr.recordings ?? []).flatMap((recording) => {
          if (recording.recordingId !== fact.recordingId) return [recording];
          return fact.result === 'finished' ? [{ ...recording, seconds: fact.seconds }] : [];
        }),
      );
    case 'RecordingCameLate':
      return withLateRecording(cdr, fact);
    case 'SelfServed':
      return withSelfService(cdr, fact);
    case 'VoiceMessageLeft':
      return { ...cdr, messageId: fact.messageId };
    case 'LegMeasured':
      return { ...cdr, quality: { ...cdr.quality, [fact.legId]: fact.quality } };
    case 'HoldStarted':
      return { ...cdr, holds: [...cdr.holds, { startedAt: at, endedAt: null }] };
    case 'HoldEnded':
      return withHoldEnded(cdr, at);
    case 'TalkStarted':
      return withTalkStarted(cdr, fact);
    case 'TalkEnded': {
      const ended = withTalkEnded(cdr, fact.agentId, at);
      if (!isTalkOf(ended, fact.agentId, at)) return ended;
      // A hold is the talk's; with another agent in a conference the talk goes on.
      const goesOn = ended.talks?.some(({ endedAt }) => endedAt === null) ?? false;
      return { ...(goesOn ? ended : withHoldEnded(ended, at)), talkEndedAt: at };
    }
    case 'TalkNotBuilt':
      return withTalkNotBuilt(cdr, fact);
    case 'ConsultStarted': {
      const { offerId, agentId: by } = fact;
      const open = { answeredAt: null, joinedAt: null, endedAt: null, result: null };
      const whom = 'contactId' in fact ? { contactId: fact.contactId } : { asked: fact.asked };
      return { ...cdr, consults: [...(cdr.consults ?? []), { offerId, by, ...whom, startedAt: at, ...open }] };
    }
    case 'ConsultAnswered':
      return withConsult(cdr, fact.offerId, { answeredAt: at });
    case 'ConferenceStarted':
      return withConsult(cdr, fact.offerId, { joinedAt: at });
    case 'ConsultEnded':
      return withConsult(cdr, fact.offerId, { endedAt: at, result: fact.result });
    case 'CallTransferred': {
      const { kind, agentId: by, to } = fact;
      return { ...cdr, transfers: [...cdr.transfers, { kind, by, to, at }] };
    }
    case 'DispositionPreset':
      return { ...cdr, disposition: fact.disposition };
    case 'CallDescribed':
      return withDescription(cdr, fact);
    case 'CallHungUp':
      return { ...cdr, hangUpSide: fact.side, hangUpCause: fact.cause, outcome: fact.outcome };
    case 'WrapUpEnded':
      return { ...withWrapUpEnded(cdr, fact.agentId, at), wrapUpEndedAt: at };
    case 'CallEnded':
      return { ...cdr, endedAt: at };
    default:
      return missingCase(fact);
  }
}

function withHoldEnded(cdr: Cdr, at: Instant): Cdr {
  return { ...cdr, holds: cdr.holds.map((hold) => (hold.endedAt === null ? { ...hold, endedAt: at } : hold)) };
}

function withEntry(cdr: Cdr, entryId: QueueEntryId, change: (entry: CdrQueueEntry) => CdrQueueEntry): Cdr {
  return { ...cdr, queueEntries: cdr.queueEntries.map((entry) => (entry.entryId === entryId ? change(entry) : entry)) };
}

function withOffer(cdr: Cdr, offerId: OfferId, change: (offer: CdrOffer) => CdrOffer): Cdr {
  return { ...cdr, offers: cdr.offers.map((offer) => (offer.offerId === offerId ? change(offer) : offer)) };
}
