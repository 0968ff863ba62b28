import { isArranging, offersCallback } from './arranging.ts';
import type { Call } from './call.ts';
import { takeOverPlace } from './callbacks.ts';
import type { QueueConfiguration } from './configuration.ts';
import { nextWideningAt } from './distribution.ts';
import { type BridgeId, type CallId, later, type QueueEntryId, type QueueId, type Skill } from './ids.ts';
import type { QueueEntry } from './queue-entry.ts';
import { playSpeech, startSpeech } from './speech.ts';
import { estimateToTell, utterEstimate } from './spoken-estimate.ts';
import { isStranded } from './stranded.ts';
import { timerId } from './timers.ts';
import { topicOf } from './topic.ts';
import { utter } from './utterances.ts';
import { offerOf } from './voice-message.ts';
import type { Work } from './work.ts';

/** Each entry waits in a holding bridge of its own, named after it and never used again. */
export function holdingBridge(entryId: QueueEntryId): BridgeId {
  return `hold-${entryId}` as BridgeId;
}

/** The caller takes a place by the ticket: the first arrival in a queue, kept ever after. */
export function enterQueue(work: Work, callId: CallId, queueId: QueueId): void {
  const call = work.callOf(callId);
  // A queue that was taken out of the configuration meanwhile: the caller waits in the first that there is.
  const queue = work.queueOf(queueId) ?? work.configuration.queues[0];
  if (call === undefined) return;
  if (queue === undefined) return work.endCall(callId, 'failed', 'line', 41);
  const { legId } = call;
  const entryCount = call.entryCount + 1;
  const own = entryOf(work, call, queue);
  const { entryId, ticketAt } = own;
  // Who is owed a callback and calls in has its place; the wait runs from their own arrival.
  const entry = { ...own, ticketAt: takeOverPlace(work, call, ticketAt) };
  work.amendCall(callId, { entryCount, ticketAt });
  work.world.entries.set(entryId, entry);
  standInLine(work, entry);
  work.call(callId, { type: 'queued', entryId });
  const position = positionOf(work, entry);
  const placeAt = entry.ticketAt === ticketAt ? {} : { placeAt: entry.ticketAt };
  work.tell({ type: 'EntryQueued', callId, entryId, queueId: queue.id, ticketAt, position, ...placeAt });
  work.do({ type: 'CreateBridge', callId, bridgeId: holdingBridge(entryId), kind: 'holding' });
  work.do({ type: 'PutLegInBridge', callId, bridgeId: holdingBridge(entryId), legId });
  work.startTimer(timerId({ purpose: 'announce', id: entryId }), later(work.at, queue.announceEverySeconds * 1000));
  awaitWidening(work, entryId);
  work.arrivals.push(entryId);
  work.dispatchWanted = true;
}

/** The place that this caller takes in a queue now, or would take. What was chosen in the menu may ask for more (R1.4). */
export function entryOf(work: Work, call: Call, queue: QueueConfiguration): QueueEntry {
  const { callId, language } = call;
  const topic = topicOf(work.configuration, call.cdr);
  const skills = new Set<Skill>([...queue.skills, ...((topic?.skills ?? []) as Skill[]), `jezik:${language}` as Skill]);
  return {
    state: 'waiting',
    entryId: `${callId}-q${call.entryCount + 1}` as QueueEntryId,
    callId,
    queueId: queue.id,
    language,
    skills: [...skills],
    priority: queue.priority + (topic?.priority ?? 0),
    ticketAt: call.ticketAt ?? work.at,
    queuedAt: work.at,
    ...(call.cdr.humanAnsweredAt === null ? {} : { afterTalk: true as const }),
  };
}

/** Where somebody would stand who is not in the line yet; 1 for who would be served next. */
export function placeOf(work: Work, entry: QueueEntry): number {
  const { line, entries } = work.world;
  return 1 + line.filter((entryId) => isBefore(entries.get(entryId), entry)).length;
}

function isBefore(one: QueueEntry | undefined, other: QueueEntry): boolean {
  return one !== undefined && one.queueId === other.queueId && servedBefore(one, other);
}

/** The next moment at which less is asked of an agent for this caller. */
export function awaitWidening(work: Work, entryId: QueueEntryId): void {
  const entry = work.world.entries.get(entryId);
  const queue = entry && work.queueOf(entry.queueId);
  const at = entry && queue ? nextWideningAt(queue, entry, work.at) : null;
  if (at !== null) work.startTimer(timerId({ purpose: 'widen', id: entryId }), at);
}

/** Said at once on arrival: that it connects when a phone rings already, otherwise where one stands. */
export function greetArrival(work: Work, entryId: QueueEntryId): void {
  const entry = work.world.entries.get(entryId);
  if (entry === undefined) return;
  // Where it rings already the caller hears that.
  if (entry.state === 'ringingOutside') return;
  if (entry.state === 'offered') say(work, entry, utter(work.configuration, entry.language, 'connecting', {}));
  else announcePlace(work, entry, 'allAgentsBusy');
}

/** Said again from time to time while the caller waits. */
export function announceAgain(work: Work, entryId: QueueEntryId): void {
  const entry = work.world.entries.get(entryId);
  const queue = entry && work.queueOf(entry.queueId);
  if (entry === undefined || queue === undefined) return;
  work.startTimer(timerId({ purpose: 'announce', id: entryId }), later(work.at, queue.announceEverySeconds * 1000));
  // While a phone rings the wait may be over any moment; nothing is said over that.
  if (isStranded(work.world, entry.callId)) return;
  if (entry.state === 'waiting' && !isArranging(work, entry.callId)) announcePlace(work, entry, 'keepWaiting');
}

function announcePlace(work: Work, entry: QueueEntry, opening: 'allAgentsBusy' | 'keepWaiting'): void {
  const { configuration } = work;
  const queue = work.queueOf(entry.queueId);
  const call = work.callOf(entry.callId);
  if (queue === undefined || call === undefined) return;
  const position = positionOf(work, entry);
  const told = call.cdr.queueEntries.find(({ entryId }) => entryId === entry.entryId)?.estimates ?? [];
  const estimate = estimateToTell(work.world, configuration, queue, entry, told);
  const { language } = entry;
  say(work, entry, [
    ...utter(configuration, language, opening, {}),
    ...utter(configuration, language, 'position', { position }),
    ...utterEstimate(configuration, language, estimate),
    ...(offersCallback(work, call) ? utter(configuration, language, 'callbackOffer', {}) : []),
    ...offerOf(work, entry),
  ]);
  work.tell({ type: 'EstimateSpoken', callId: entry.callId, entryId: entry.entryId, position, ...estimate });
}

function say(work: Work, entry: QueueEntry, utterances: ReturnType<typeof utter>): void {
  const call = work.callOf(entry.callId);
  if (call === undefined || utterances.length === 0) return;
  const speech = startSpeech(work, entry.callId, utterances);
  work.call(entry.callId, { type: 'announce', speech });
  playSpeech(work, call, speech);
}

/** Answers the place in the queue. Keeps the line in the order of priority and tickets; who comes latest usually stands last, so it is looked for from there. */
export function standInLine(work: Work, entry: QueueEntry): number {
  const { line, entries } = work.world;
  let place = line.length;
  while (place > 0) {
    const before = entries.get(line[place - 1] as QueueEntryId);
    if (before === undefined || servedBefore(before, entry)) break;
    place -= 1;
  }
  line.splice(place, 0, entry.entryId);
  return positionOf(work, entry);
}

function servedBefore(one: QueueEntry, other: QueueEntry): boolean {
  return one.priority === other.priority ? one.ticketAt <= other.ticketAt : one.priority > other.priority;
}

/** The wait is over: the entry leaves the line and its announcements stop. */
export function leaveLine(work: Work, entryId: QueueEntryId): void {
  const place = work.world.line.indexOf(entryId);
  if (place >= 0) work.world.line.splice(place, 1);
  work.stopTimer(timerId({ purpose: 'announce', id: entryId }));
  work.stopTimer(timerId({ purpose: 'widen', id: entryId }));
  work.stopTimer(timerId({ purpose: 'overflow', id: entryId }));
}

/** 1 for who is served next; callers for whom a phone rings still count. */
export function positionOf(work: Work, entry: QueueEntry): number {
  let position = 1;
  for (const entryId of work.world.line) {
    if (entryId === entry.entryId) return position;
    if (work.world.entries.get(entryId)?.queueId === entry.queueId) position += 1;
  }
  return position;
}
