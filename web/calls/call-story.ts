import type { Cdr, CdrOffer } from '../../engine/core/cdr.ts';
import { talkTimeOf } from '../../sql/line/talk-times.ts';
import type { Messages } from '../messages/sl.ts';
import { presentNumber } from '../present/phone-number.ts';
import { sayDuration } from '../present/time.ts';

export type StoryLine = {
  readonly at: number;
  readonly sentence: string;
  /** What a reader looks for first, and what only fills in. */
  readonly weight: 'main' | 'detail';
};

/** Names for the ids of a record; somebody who is gone has none. */
export type StoryNames = { agent(id: string): string; queue(id: string): string; contact(id: string): string };

/** A call's record told in order, each line with its instant (R2.10). */
export function storyOf(m: Messages, cdr: Cdr, names: StoryNames): readonly StoryLine[] {
  const lines = [
    ...arrival(m, cdr),
    ...cdr.queueEntries.flatMap((entry) => waiting(m, cdr, entry, names)),
    ...cdr.offers.flatMap((offer) => ringing(m, offer, names)),
    ...conversation(m, cdr, names),
    ...ending(m, cdr),
  ];
  // Equal instants keep the order in which they are told: a cause before what it caused.
  return lines.sort((one, other) => one.at - other.at);
}

const main = (at: number, sentence: string): StoryLine => ({ at, sentence, weight: 'main' });
const detail = (at: number, sentence: string): StoryLine => ({ at, sentence, weight: 'detail' });

/** A line for what happened; nothing for what did not. */
const when = (at: number | null, line: (at: number) => StoryLine): readonly StoryLine[] =>
  at === null ? [] : [line(at)];

function arrival({ callStory, closedReasons }: Messages, cdr: Cdr): readonly StoryLine[] {
  const lines: StoryLine[] = [main(cdr.startedAt, callStory.arrived(presentNumber(cdr.calledNumber)))];
  lines.push(...when(cdr.responderAnsweredAt, (at) => detail(at, callStory.responder)));
  const promptNames: Readonly<Record<string, string>> = callStory.promptNames;
  for (const { prompt, at, heardMs, complete } of cdr.prompts) {
    const name = promptNames[prompt] ?? prompt;
    const tell = complete ? callStory.heard : callStory.heardPart;
    // The record has the end of hearing; the story tells when it began.
    lines.push(detail(at - heardMs, tell(name, sayDuration(heardMs))));
  }
  for (const { key, at, choice } of cdr.flowPath) {
    if (key === null) continue;
    lines.push(detail(at, choice === undefined ? callStory.pressed(key) : callStory.chose(key, choice)));
  }
  lines.push(
    ...when(cdr.consentAt, (at) =>
      detail(at, cdr.consent === 'refused' ? callStory.consentRefused : callStory.consentGiven),
    ),
  );
  for (const { at, kind } of cdr.selfServices ?? []) lines.push(main(at, callStory.served[kind]));
  if (cdr.closedReason !== null) {
    const at = cdr.closedAt ?? cdr.flowPath.at(-1)?.at ?? cdr.responderAnsweredAt ?? cdr.startedAt;
    lines.push(main(at, callStory.foundClosed(closedReasons[cdr.closedReason])));
  }
  return lines;
}

function waiting(
  { callStory }: Messages,
  cdr: Cdr,
  entry: Cdr['queueEntries'][number],
  names: StoryNames,
): readonly StoryLine[] {
  const estimates = entry.estimates.map(({ at, position, estimateSeconds, fromSeconds }) => {
    if (estimateSeconds === null) return detail(at, callStory.estimate(position, null));
    return fromSeconds === undefined
      ? detail(at, callStory.estimate(position, sayDuration(estimateSeconds * 1000)))
      : detail(at, callStory.estimateRange(position, fromSeconds / 60, estimateSeconds / 60));
  });
  const overflows = (entry.overflows ?? []).map(({ at, rule, action }) =>
    main(
      at,
      callStory.overflowed(
        rule,
        action.kind === 'otherGroup'
          ? callStory.overflowGroup(names.queue(action.queue))
          : action.kind === 'outside'
            ? callStory.overflowOutside(names.contact(action.contact))
            : callStory.overflowOffers[action.what],
      ),
    ),
  );
  const left =
    entry.leftBecause === 'abandoned'
      ? callStory.leftQueue
      : entry.leftBecause === 'voiceMessage'
        ? callStory.leftForMessage
        : entry.leftBecause === 'failed'
          ? callStory.queueFailed
          : null;
  return [
    main(entry.queuedAt, callStory.queued(names.queue(entry.queueId))),
    ...estimates,
    ...overflows,
    ...(left === null ? [] : [main(entry.leftAt ?? cdr.endedAt ?? entry.queuedAt, left)]),
  ];
}

function ringing({ callStory }: Messages, offer: CdrOffer, names: StoryNames): readonly StoryLine[] {
  const agent = names.agent(offer.agentId);
  const result = offer.result === null ? null : callStory.offerResults[offer.result];
  return [
    detail(offer.madeAt, callStory.offered(agent, offer.phone)),
    ...(result === null || offer.endedAt === null ? [] : [main(offer.endedAt, result(agent))]),
  ];
}

function conversation({ callStory }: Messages, cdr: Cdr, names: StoryNames): readonly StoryLine[] {
  const { humanAnsweredAt, talkEndedAt, agentId } = cdr;
  const lines: StoryLine[] = [];
  const first = cdr.talks?.find(({ notBuilt }) => notBuilt !== true);
  const outsideFirst = cdr.outside?.some(({ answeredAt }) => answeredAt === humanAnsweredAt) ?? false;
  if (humanAnsweredAt !== null && !outsideFirst) {
    const queuedAt = cdr.queueEntries[0]?.queuedAt ?? cdr.startedAt;
    const answeredBy = first?.agentId ?? agentId;
    const agent = answeredBy === null ? callStory.deletedAgent : names.agent(answeredBy);
    lines.push(main(humanAnsweredAt, callStory.answered(agent, sayDuration(humanAnsweredAt - queuedAt))));
    if (wasRecorded(cdr, humanAnsweredAt)) lines.push(detail(humanAnsweredAt, callStory.recordingStarts));
  }
  for (const hold of cdr.holds) {
    lines.push(detail(hold.startedAt, callStory.held), ...when(hold.endedAt, (at) => detail(at, callStory.resumed)));
  }
  for (const { by, asked, contactId, startedAt, answeredAt, joinedAt, endedAt, result } of cdr.consults ?? []) {
    const name = contactId === undefined ? names.agent(asked ?? '') : names.contact(contactId);
    const whom = contactId === undefined ? name : callStory.toContact(name);
    const ends = contactId === undefined ? callStory.consultEnds : callStory.consultOutsideEnds;
    const end = result === null ? null : ends[result];
    lines.push(
      detail(startedAt, callStory.consultRings(names.agent(by), whom)),
      ...when(answeredAt, (at) => detail(at, callStory.consultAnswered(whom))),
      ...when(joinedAt, (at) => main(at, callStory.conference(whom))),
      ...(end === null ? [] : when(endedAt, (at) => detail(at, end(name)))),
    );
  }
  for (const { kind, by, to, at } of cdr.transfers) {
    const target =
      to.kind === 'queue'
        ? callStory.toQueue(names.queue(to.queueId))
        : to.kind === 'agent'
          ? names.agent(to.agentId)
          : callStory.toContact(names.contact(to.contactId));
    const tell = kind === 'blind' ? callStory.blindTransfer : callStory.attendedTransfer;
    lines.push(main(at, tell(names.agent(by), target)));
  }
  for (const { contactId, asked, dialledAt, answeredAt, endedAt, result } of cdr.outside ?? []) {
    const contact = names.contact(contactId);
    const end = result === null ? null : callStory.outsideEnds[result];
    // That it rang and who answered was told with the consult.
    const began = asked
      ? []
      : [
          detail(dialledAt, callStory.outsideRings(contact)),
          ...when(answeredAt, (at) => main(at, callStory.outsideAnswered(contact))),
        ];
    lines.push(...began, ...(end === null ? [] : when(endedAt, (at) => main(at, end(contact)))));
  }
  // Who answered first was told above.
  for (const talk of cdr.talks ?? []) {
    const agent = names.agent(talk.agentId);
    if (talk.notBuilt === true) {
      lines.push(main(talk.startedAt, callStory.talkNotBuilt(agent)));
      continue;
    }
    const joined = cdr.consults?.some(({ joinedAt }) => joinedAt === talk.startedAt) ?? false;
    if (talk !== first && !joined) lines.push(main(talk.startedAt, callStory.talkGoesOn(agent)));
    if (talk.endedAt !== null && talk.endedAt !== talkEndedAt)
      lines.push(main(talk.endedAt, callStory.talkOfAgentEnded(agent, sayDuration(talk.endedAt - talk.startedAt))));
  }
  for (const { startedAt } of cdr.recordings ?? [])
    if (startedAt !== humanAnsweredAt) lines.push(detail(startedAt, callStory.recordingStarts));
  for (const { cameLateAt = null } of cdr.recordings ?? [])
    lines.push(...when(cameLateAt, (at) => detail(at, callStory.recordingCameLate)));
  const talkMs = humanAnsweredAt === null ? 0 : (talkTimeOf(cdr) ?? 0);
  lines.push(...when(talkEndedAt, (at) => main(at, callStory.talkEnded(sayDuration(talkMs)))));
  return lines;
}

/** In records from before transfers the call has one recording, from the human answer. */
function wasRecorded({ recordings, recordingId }: Cdr, at: number): boolean {
  if (recordings === undefined || recordings.length === 0) return recordingId !== null;
  return recordings.some(({ startedAt }) => startedAt === at);
}

function ending({ callStory }: Messages, cdr: Cdr): readonly StoryLine[] {
  const message = cdr.recordings?.find(({ recordingId }) => recordingId === cdr.messageId);
  return [
    ...(message === undefined ? [] : [main(message.startedAt, callStory.messageLeft)]),
    ...when(cdr.endedAt, (at) => main(at, callStory.endedBy[cdr.hangUpSide ?? 'unknown'])),
    ...when(cdr.wrapUpEndedAt, (at) => detail(at, callStory.wrapUpEnded)),
  ];
}
