import type { TransferTarget } from './call.ts';
import type { Cdr } from './cdr.ts';
import type { ConsultResult } from './consult.ts';
import type { CallFact } from './facts.ts';
import type { AgentId, ContactId, Instant, OfferId, QueueEntryId, RecordingId } from './ids.ts';

/** The parts of a call's record that tell who talked with the caller, one after the other or together (R2.6, R2.10). */

export type CdrTransfer = {
  readonly kind: 'blind' | 'attended';
  readonly by: AgentId;
  readonly to: TransferTarget;
  readonly at: Instant;
};

export type CdrConsult = {
  readonly offerId: OfferId;
  readonly by: AgentId;
  /** The colleague, or the number outside. */
  readonly asked?: AgentId;
  readonly contactId?: ContactId;
  readonly startedAt: Instant;
  readonly answeredAt: Instant | null;
  /** From then on all three talked. */
  readonly joinedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly result: ConsultResult | null;
};

export type CdrTalk = {
  readonly entryId: QueueEntryId;
  readonly offerId: OfferId;
  readonly agentId: AgentId;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly wrapUpEndedAt: Instant | null;
  /** Asterisk could not bring them together: nobody heard anybody. */
  readonly notBuilt?: true;
};

export type CdrDescription = {
  readonly agentId: AgentId;
  readonly disposition: string | null;
  readonly notes: string;
  readonly nextStep: string;
};

export type CdrRecording = {
  readonly recordingId: RecordingId;
  /** Whose talk it is of. */
  readonly agentId: AgentId | null;
  readonly startedAt: Instant;
  /** Null while it is not stored. */
  readonly seconds: number | null;
  /** When it turned up after it had been taken as lost; absent: it did not have to. */
  readonly cameLateAt?: Instant;
};

export function withTalkStarted(cdr: Cdr, { entryId, offerId, agentId, at }: CallFact & { type: 'TalkStarted' }): Cdr {
  const talk = { entryId, offerId, agentId, startedAt: at, endedAt: null, wrapUpEndedAt: null };
  return withTalks(cdr, [...(cdr.talks ?? []), talk]);
}

export function withTalkEnded(cdr: Cdr, agentId: AgentId, at: Instant): Cdr {
  const talks = cdr.talks ?? [];
  return withTalks(
    cdr,
    talks.map((talk) => (talk.agentId === agentId && talk.endedAt === null ? { ...talk, endedAt: at } : talk)),
  );
}

export function withWrapUpEnded(cdr: Cdr, agentId: AgentId, at: Instant): Cdr {
  const isOpen = (talk: CdrTalk): boolean => talk.endedAt !== null && talk.wrapUpEndedAt === null;
  const talks = cdr.talks ?? [];
  return withTalks(
    cdr,
    talks.map((talk) => (talk.agentId === agentId && isOpen(talk) ? { ...talk, wrapUpEndedAt: at } : talk)),
  );
}

/** The record's agent is the one who has the talk, and at the end the one who had it last. */
function withTalks(cdr: Cdr, talks: readonly CdrTalk[]): Cdr {
  const real = talks.filter(({ notBuilt }) => notBuilt !== true);
  const talking = real.find(({ endedAt }) => endedAt === null) ?? real.at(-1);
  return { ...cdr, talks, agentId: talking?.agentId ?? cdr.agentId };
}

/** The agent's talk that ended just now, if it was one. A record from before there were talks has none to look at. */
export function isTalkOf({ talks = [] }: Cdr, agentId: AgentId, at: Instant): boolean {
  const ended = talks.findLast((talk) => talk.agentId === agentId && talk.endedAt === at);
  return ended?.notBuilt !== true;
}

/** What was told of a human's answer does not hold, unless another one had answered before. */
export function withTalkNotBuilt(cdr: Cdr, { ring, answeredAt }: CallFact & { type: 'TalkNotBuilt' }): Cdr {
  const talks = (cdr.talks ?? []).map((talk) => (talk.offerId === ring ? { ...talk, notBuilt: true as const } : talk));
  const real = talks.filter(({ notBuilt }) => notBuilt !== true);
  // A call that we make has the agent who dials.
  const without = cdr.direction === 'outbound' ? cdr.agentId : null;
  const { outside, dial } = cdr;
  return {
    ...cdr,
    talks,
    agentId: real.at(-1)?.agentId ?? without,
    humanAnsweredAt: answeredAt === null ? cdr.humanAnsweredAt : null,
    ...(outside === undefined
      ? {}
      : { outside: outside.map((one) => (one.legId === ring ? { ...one, notBuilt: true as const } : one)) }),
    ...(dial === undefined || answeredAt === null ? {} : { dial: { ...dial, result: 'failed' as const } }),
  };
}

export function withConsult(cdr: Cdr, offerId: OfferId, change: Partial<CdrConsult>): Cdr {
  const consults = (cdr.consults ?? []).map((one) => (one.offerId === offerId ? { ...one, ...change } : one));
  return { ...cdr, consults };
}

/** Agents who had the call one after the other do not write over each other. */
export function withDescription(cdr: Cdr, { agentId, disposition, notes, nextStep }: CdrDescription): Cdr {
  const others = (cdr.descriptions ?? []).filter((one) => one.agentId !== agentId);
  const descriptions = [...others, { agentId, disposition, notes, nextStep }];
  const written = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n');
  return {
    ...cdr,
    descriptions,
    disposition: descriptions.findLast((one) => one.disposition !== null)?.disposition ?? null,
    notes: written(descriptions.map((one) => one.notes)),
    nextStep: written(descriptions.map((one) => one.nextStep)),
  };
}

export function withLateRecording(cdr: Cdr, fact: CallFact & { type: 'RecordingCameLate' }): Cdr {
  const { recordingId, agentId, startedAt, seconds, at: cameLateAt } = fact;
  const others = (cdr.recordings ?? []).filter((recording) => recording.recordingId !== recordingId);
  const all = [...others, { recordingId, agentId, startedAt, seconds, cameLateAt }];
  return withRecordings(
    cdr,
    all.sort((one, other) => one.startedAt - other.startedAt),
  );
}

export function withRecordings(cdr: Cdr, recordings: readonly CdrRecording[]): Cdr {
  const newest = recordings.at(-1);
  return { ...cdr, recordings, recordingId: newest?.recordingId ?? null, recordingSeconds: newest?.seconds ?? null };
}
