import type { EngineEvent } from '../../core/events.ts';
import {
  type Instant,
  instant,
  type LegId,
  type PhoneUser,
  type PlaybackId,
  type RecordingId,
} from '../../core/ids.ts';
import type { FreshIds } from './fresh-ids.ts';
import { readLegQuality } from './quality.ts';

/**
 * The ARI events that the application asks for; its eventFilter drops the others before they are sent, which is about
 * half of them.
 *
 * ContactStatusChange and its like are not here: they need a subscription to the phones' endpoints, and Asterisk then
 * sends every event of every leg twice (measured on 22.10.1). Device states say the same of a phone and cost little.
 * Nor is ChannelHangupRequest, three of which a call would have: the end follows it at once, and is the far side's when
 * we have not asked for it (core/leg.ts).
 */
export const wantedEvents = [
  'StasisStart',
  'ChannelStateChange',
  'ChannelDestroyed',
  'ChannelDtmfReceived',
  'ChannelHold',
  'ChannelUnhold',
  'ChannelTransfer',
  'PlaybackFinished',
  'RecordingFinished',
  'RecordingFailed',
  'DeviceStateChanged',
  'ApplicationReplaced',
  // Answers to requests pass the same filter as events.
  'RESTResponse',
] as const;

/** An event of a known type without what such an event has. */
export class AriMessageMalformed extends Error {
  override readonly name = 'AriMessageMalformed';
}

/**
 * Asterisk's JSON message as our event, or null when it means nothing to the engine.
 *
 * The checks are by hand, not by a schema, because this runs for every event: the parsed message is read in place and
 * only what we keep is copied (0.02 µs for a state change; the same by zod 0.17 µs, its JSON.parse 1.3 µs).
 *
 * `at` is the clock of the receiving engine, not the message's own time-stamp. Events of timers and people carry the
 * engine's clock, and in a journal with two clocks an effect could stand before its cause; the difference within one
 * machine is the socket's delay, under a millisecond. How long a call had waited before it arrived (`arrivedAt`) is the
 * difference of two of Asterisk's own time-stamps, so it is right even when its clock is not ours.
 *
 * A leg that we made (StasisStart with "offer" or "dialled") is answered by its StasisStart: from then on it takes commands. Its
 * ChannelStateChange to Up comes before and is left out, so that there is one LegAnswered. A leg that came in is
 * answered by its ChannelStateChange.
 *
 * @throws AriMessageMalformed
 */
export function decodeAri(message: unknown, at: Instant, fresh: FreshIds): EngineEvent | null {
  const event = record(message, 'message');
  switch (event.type) {
    case 'StasisStart':
      return decodeStart(event, at, fresh);
    case 'ChannelStateChange': {
      const channel = record(event.channel, 'channel');
      if (channel.state === 'Ringing') return { type: 'LegRang', at, legId: legIdOf(channel) };
      if (channel.state === 'Up' && isInStasis(channel)) return { type: 'LegAnswered', at, legId: legIdOf(channel) };
      return null;
    }
    case 'ChannelHold':
      return { type: 'LegHeld', at, legId: legIdOf(record(event.channel, 'channel')) };
    case 'ChannelUnhold':
      return { type: 'LegResumed', at, legId: legIdOf(record(event.channel, 'channel')) };
    case 'ChannelTransfer':
      return decodeTransfer(event, at);
    case 'ChannelDestroyed': {
      const channel = record(event.channel, 'channel');
      const cause = whole(event.cause, 'cause');
      // A BYE without a Reason leaves the cause at 0, "not defined"; the end of an answered leg by BYE is a normal one.
      const told = cause === 0 && channel.state === 'Up' ? normalClearing : cause;
      return { type: 'LegEnded', at, legId: legIdOf(channel), cause: told };
    }
    case 'ChannelDtmfReceived':
      // Asterisk tells of a key when it is let go; there is no event of its being pressed.
      return {
        type: 'DigitPressed',
        at,
        legId: legIdOf(record(event.channel, 'channel')),
        digit: text(event.digit, 'digit'),
      };
    case 'PlaybackFinished': {
      // It comes once for a whole list of media. 'failed': the leg hung up meanwhile, or the last file is missing.
      const playback = record(event.playback, 'playback');
      const result = playback.state === 'done' ? 'finished' : 'failed';
      return { type: 'PlaybackEnded', at, playbackId: text(playback.id, 'playback.id') as PlaybackId, result };
    }
    case 'RecordingFinished':
    case 'RecordingFailed': {
      const recording = record(event.recording, 'recording');
      const talking = recording.talking_duration;
      return {
        type: 'RecordingEnded',
        at,
        recordingId: text(recording.name, 'recording.name') as RecordingId,
        result: event.type === 'RecordingFinished' ? 'finished' : 'failed',
        seconds: typeof recording.duration === 'number' && recording.duration > 0 ? recording.duration : 0,
        ...(typeof talking === 'number' && talking >= 0 ? { talkingSeconds: talking } : {}),
      };
    }
    case 'DeviceStateChanged':
      return decodeDeviceState(record(event.device_state, 'device_state'), at);
    default:
      return null;
  }
}

/**
 * The quality of a leg's audio, which comes with the message of its end. Null in every other message, and for a leg that
 * was never answered: it had no audio.
 */
export function decodeQuality(message: unknown, at: Instant): EngineEvent | null {
  const event = record(message, 'message');
  if (event.type !== 'ChannelDestroyed') return null;
  const channel = record(event.channel, 'channel');
  const variables = channel.channelvars;
  if (channel.state !== 'Up' || typeof variables !== 'object' || variables === null) return null;
  const told = (variables as AriRecord).RTPAUDIOQOS;
  const quality = typeof told === 'string' ? readLegQuality(told) : null;
  return quality === null ? null : { type: 'LegQualityMeasured', at, legId: legIdOf(channel), quality };
}

function decodeStart(event: AriRecord, at: Instant, fresh: FreshIds): EngineEvent | null {
  const channel = record(event.channel, 'channel');
  const legId = legIdOf(channel);
  if (!Array.isArray(event.args)) throw new AriMessageMalformed('args: expected a list');
  const [kind, first, second, third] = event.args as readonly unknown[];
  switch (kind) {
    case 'trunk': {
      const waited = waitedMilliseconds(channel, event.timestamp, third);
      return {
        type: 'CallArrived',
        at,
        callId: fresh.callId(),
        legId,
        callerNumber: callerNumberOf(channel),
        calledNumber: text(second, 'args[2]'),
        trunk: text(first, 'args[1]'),
        ...(waited > 0 ? { arrivedAt: instant(at - waited) } : {}),
      };
    }
    case 'phone':
      return {
        type: 'FeatureCodeDialled',
        at,
        legId,
        phone: text(first, 'args[1]') as PhoneUser,
        code: text(second, 'args[2]'),
        sessionId: fresh.sessionId(),
      };
    case 'offer':
    case 'dialled':
      return { type: 'LegAnswered', at, legId };
    default:
      return null;
  }
}

/** What the transfer key can mean: a queue's digit, a phone, or one of these and a code of the directory after its star. */
const transferTarget = /^(?:\*[38])?\d{1,6}$/;

/**
 * In the place of another call (Replaces) the destination has that call's dialog beside it. Whatever else was dialled
 * leads nowhere and may be a citizen's number, which is not written down (R9.3).
 */
function decodeTransfer(event: AriRecord, at: Instant): EngineEvent {
  const referrer = record(record(event.referred_by, 'referred_by').source_channel, 'source_channel');
  const wanted = record(record(event.refer_to, 'refer_to').requested_destination, 'requested_destination');
  const { destination } = wanted;
  const to = typeof destination === 'string' && transferTarget.test(destination) ? destination : '';
  return { type: 'LegReferred', at, legId: legIdOf(referrer), to, attended: wanted.protocol_id !== undefined };
}

/** Q.850 cause 16. */
export const normalClearing = 16;

/** From a phone of ours: "PJSIP/101". Trunks, recorders and announcers have device states too. */
const phoneDevice = /^PJSIP\/(\d+)$/;

const unreachableStates: ReadonlySet<unknown> = new Set(['UNAVAILABLE', 'INVALID', 'UNKNOWN']);

function decodeDeviceState(device: AriRecord, at: Instant): EngineEvent | null {
  const phone = phoneDevice.exec(text(device.name, 'device_state.name'))?.[1];
  if (phone === undefined) return null;
  const reachable = !unreachableStates.has(device.state);
  return { type: 'PhoneReachabilityChanged', at, phone: phone as PhoneUser, reachable };
}

/** A shorter wait than this is the way through the dialplan, not the loop of a line without an engine. */
const shortestWaitMs = 1_000;

/**
 * How long the call had been with Asterisk. Its channel is as old as the call; what the plan tells as its arrival
 * (UE_ARRIVED, seconds) is older still when the call has come from another Asterisk.
 */
function waitedMilliseconds(channel: AriRecord, timestamp: unknown, told: unknown): number {
  const started = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  const created = typeof channel.creationtime === 'string' ? Date.parse(channel.creationtime) : Number.NaN;
  if (Number.isNaN(started) || Number.isNaN(created)) return 0;
  const toldAt = typeof told === 'string' && /^\d{9,11}$/.test(told) ? Number(told) * 1_000 : created;
  // UE_ARRIVED is cut to the second, so only a clear difference says something.
  const arrived = toldAt < created - shortestWaitMs ? toldAt : created;
  const waited = started - arrived;
  return waited >= shortestWaitMs ? waited : 0;
}

/** Null when it is withheld: the From of an anonymous call has no number, or says so (RFC 3323 §4.1.1.3). */
export function callerNumberOf(channel: AriRecord): string | null {
  const caller = channel.caller;
  const number = typeof caller === 'object' && caller !== null ? (caller as AriRecord).number : undefined;
  if (typeof number !== 'string' || number === '') return null;
  return /^(anonymous|unavailable|unknown|restricted)$/i.test(number) ? null : number;
}

function isInStasis(channel: AriRecord): boolean {
  const dialplan = channel.dialplan;
  return typeof dialplan === 'object' && dialplan !== null && (dialplan as AriRecord).app_name === 'Stasis';
}

function legIdOf(channel: AriRecord): LegId {
  return text(channel.id, 'channel.id') as LegId;
}

export type AriRecord = Readonly<Record<string, unknown>>;

export function record(value: unknown, name: string): AriRecord {
  if (typeof value === 'object' && value !== null) return value as AriRecord;
  throw new AriMessageMalformed(`${name}: expected an object`);
}

export function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new AriMessageMalformed(`${name}: expected text`);
}

function whole(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new AriMessageMalformed(`${name}: expected a whole number`);
}
