import { missingCase } from '../../core/decision.ts';
import type { OnCallEffect } from '../../core/effects.ts';
import type { BridgeId, CallId, LegId, PlaybackId } from '../../core/ids.ts';
import type { RestAnswer, RestRequest } from './rest.ts';

/** What Asterisk does for the engine. A recording is sealed by the shell itself, when its file is finished. */
export type AriEffect = Exclude<OnCallEffect, { readonly type: 'SealRecording' }>;

export function isAriEffect(effect: OnCallEffect): effect is AriEffect {
  return effect.type !== 'SealRecording';
}

/**
 * An effect, or what takes the place of some: two legs that are put in the same bridge one after the other, which
 * Asterisk takes in one request, and music for who waits without a bridge (late-holds.ts).
 */
export type AriTask = AriEffect | PutLegsInBridge | Music;

export type PutLegsInBridge = {
  readonly type: 'PutLegsInBridge';
  readonly callId: CallId;
  readonly bridgeId: BridgeId;
  readonly legIds: readonly LegId[];
} & Marks;

export type Music = { readonly callId: CallId; readonly legId: LegId } & (
  | { readonly type: 'PlayMusic' }
  | { readonly type: 'StopMusic' }
);

/** The same tasks, those that go into one request together. */
export function together(asked: readonly AriTask[]): readonly AriTask[] {
  const tasks: AriTask[] = [];
  for (const effect of asked) {
    const last = tasks.at(-1);
    if (effect.type === 'PutLegInBridge' && last !== undefined && isSameBridge(last, effect)) {
      const { callId, bridgeId, legId } = effect;
      if (legsOf(last).includes(legId)) continue;
      tasks[tasks.length - 1] = {
        type: 'PutLegsInBridge',
        callId,
        bridgeId,
        legIds: [...legsOf(last), legId],
        ...marksOf(effect),
      };
    } else tasks.push(effect);
  }
  return tasks;
}

type Marks = { readonly again?: true; readonly rebuilt?: true };

function marksOf({ again, rebuilt }: Marks): Marks {
  return { ...(again ? { again } : {}), ...(rebuilt ? { rebuilt } : {}) };
}

function isSameBridge(task: AriTask, { callId, bridgeId }: AriEffect & { type: 'PutLegInBridge' }): boolean {
  return legsOf(task).length > 0 && task.callId === callId && 'bridgeId' in task && task.bridgeId === bridgeId;
}

/** Who is put in a bridge by a task. */
export function legsOf(task: AriTask): readonly LegId[] {
  if (task.type === 'PutLegsInBridge') return task.legIds;
  return task.type === 'PutLegInBridge' ? [task.legId] : [];
}

/** What a task was made of: what fails is told of these. */
export function effectsOf(task: AriTask): readonly AriEffect[] {
  // Without its music a call goes on.
  if (task.type === 'PlayMusic' || task.type === 'StopMusic') return [];
  if (task.type !== 'PutLegsInBridge') return [task];
  const { callId, bridgeId, legIds } = task;
  return legIds.map((legId) => ({ type: 'PutLegInBridge', callId, bridgeId, legId, ...marksOf(task) }));
}

/** What must be known to put an effect into requests. */
export type RequestContext = {
  readonly application: string;
  /** PlayUtterances only: media URIs in the order of speech. */
  readonly media: readonly string[];
  /** Null for a bridge that we know nothing of; it is taken for a mixing one. */
  readonly kindOf: (bridgeId: BridgeId) => 'holding' | 'mixing' | null;
  /** Was music started for this leg? */
  readonly hearsMusic: (legId: LegId) => boolean;
  /** Who hears music in this holding bridge. */
  readonly heldIn: (bridgeId: BridgeId) => readonly LegId[];
  /** What is being said to this leg. */
  readonly playbacksOf: (legId: LegId) => readonly PlaybackId[];
};

/** The phone's own end of the ring, a little after the core's timer, in case nobody is there to stop it. */
const ringGraceSeconds = 5;

/** An effect as ARI requests, to be sent one after the other. Pure. */
export function requestsOf(effect: AriTask, context: RequestContext): readonly RestRequest[] {
  switch (effect.type) {
    case 'AnswerLeg':
      return [{ method: 'POST', uri: `channels/${part(effect.legId)}/answer` }];
    case 'HangUpLeg':
      return [{ method: 'DELETE', uri: `channels/${part(effect.legId)}?reason_code=${effect.cause}` }];
    case 'LeaveLegToPlan':
      return [
        { method: 'POST', uri: `channels/${part(effect.legId)}/continue?context=waiting&extension=s&priority=1` },
      ];
    case 'AnswerRefer': {
      const states = effect.accepted ? 'channel_answered' : 'channel_declined';
      // Of a phone that asked for no news (RFC 4488) there is nothing to tell.
      const uri = `channels/${part(effect.legId)}/transfer_progress?states=${states}`;
      return [{ method: 'POST', uri, optional: true }];
    }
    case 'PlayUtterances': {
      const media = context.media.map(part).join(',');
      const query = `media=${media}&playbackId=${part(effect.playbackId)}`;
      return [{ method: 'POST', uri: `channels/${part(effect.legId)}/play?${query}` }];
    }
    case 'StopPlayback':
      return [{ method: 'DELETE', uri: `playbacks/${part(effect.playbackId)}` }];
    case 'CreateBridge': {
      // proxy_media: packets pass Asterisk and are counted, whatever modules this Asterisk has (R2.10).
      const type = effect.kind === 'holding' ? 'holding' : 'mixing,proxy_media';
      return [{ method: 'POST', uri: `bridges?type=${type}&bridgeId=${part(effect.bridgeId)}` }];
    }
    case 'PutLegInBridge':
    case 'PutLegsInBridge':
      return putLegsInBridge(effect.bridgeId, legsOf(effect), context);
    case 'PlayMusic':
    case 'StopMusic':
      return [
        {
          method: effect.type === 'PlayMusic' ? 'POST' : 'DELETE',
          uri: `channels/${part(effect.legId)}/moh`,
          optional: true,
        },
      ];
    case 'DestroyBridge':
      return destroyBridge(effect.bridgeId, context);
    case 'RingPhone': {
      const query = [
        `endpoint=PJSIP/${part(effect.phone)}`,
        `app=${part(context.application)}`,
        `appArgs=${part(`offer,${effect.offerId}`)}`,
        `channelId=${part(effect.legId)}`,
        `timeout=${Math.ceil(effect.ringSeconds) + ringGraceSeconds}`,
        `callerId=${part(presentedCaller(effect.callerNumber))}`,
        // What trunks speak stands first in the offer, so that nothing is converted between the two legs.
        'formats=alaw,ulaw',
      ].join('&');
      const ring: RestRequest = { method: 'POST', uri: `channels?${query}` };
      return effect.heardBy === undefined ? [ring] : [ring, ringingToneTo(effect.heardBy)];
    }
    case 'DialNumber': {
      const query = [
        // The number goes into the request line alone: the place of registration has the address of the company.
        `endpoint=${part(`PJSIP/${dialled(effect.number)}@${trunkName(effect.trunk)}`)}`,
        `app=${part(context.application)}`,
        `appArgs=${part(`dialled,${effect.legId}`)}`,
        `channelId=${part(effect.legId)}`,
        `timeout=${Math.ceil(effect.ringSeconds) + ringGraceSeconds}`,
        `callerId=${part(presentedCaller(effect.callerNumber))}`,
        'formats=alaw,ulaw',
      ].join('&');
      const dial: RestRequest = { method: 'POST', uri: `channels?${query}` };
      return effect.heardBy === null ? [dial] : [dial, ringingToneTo(effect.heardBy)];
    }
    case 'StartRecording': {
      const query = `name=${part(effect.recordingId)}&format=wav&ifExists=fail`;
      return [{ method: 'POST', uri: `bridges/${part(effect.bridgeId)}/record?${query}` }];
    }
    case 'RecordMessage': {
      const { legId, recordingId, longestSeconds, silenceSeconds } = effect;
      const query = [
        `name=${part(recordingId)}`,
        'format=wav&ifExists=fail',
        `maxDurationSeconds=${longestSeconds}&maxSilenceSeconds=${silenceSeconds}`,
      ].join('&');
      const record: RestRequest = { method: 'POST', uri: `channels/${part(legId)}/record?${query}` };
      // Music that was started in a queue would go on beside the caller's words.
      const quiet: RestRequest = { method: 'DELETE', uri: `channels/${part(legId)}/moh`, optional: true };
      return context.hearsMusic(legId) ? [quiet, record] : [record];
    }
    case 'DiscardRecording':
      return [{ method: 'DELETE', uri: `recordings/stored/${part(effect.recordingId)}` }];
    case 'MuteRecording':
      return [{ method: 'POST', uri: `recordings/live/${part(effect.recordingId)}/mute` }];
    case 'UnmuteRecording':
      return [{ method: 'DELETE', uri: `recordings/live/${part(effect.recordingId)}/mute` }];
    case 'StopRecording':
      return [{ method: 'POST', uri: `recordings/live/${part(effect.recordingId)}/stop` }];
    default:
      return missingCase(effect);
  }
}

function ringingToneTo({ legId, playbackId }: { readonly legId: LegId; readonly playbackId: PlaybackId }): RestRequest {
  const tone = `media=${part(`tone:${ringingTone}`)}&playbackId=${part(playbackId)}`;
  return { method: 'POST', uri: `channels/${part(legId)}/play?${tone}`, optional: true };
}

/**
 * Music belongs to the leg: a holding bridge is silent by itself, and music started for the whole bridge costs a channel
 * more. It makes way for a playback and goes on after it, but it also goes on in a mixing bridge, where the caller
 * would hear it in place of the agent; so it is stopped before the leg moves there.
 *
 * What is being said to the leg is cut. Asterisk would move the leg only at its end, and hold up every other command on
 * the socket until then (both measured on 22.10.1: 2.9 s of a prompt of 3 s).
 */
function putLegsInBridge(
  bridgeId: BridgeId,
  legIds: readonly LegId[],
  { kindOf, hearsMusic, playbacksOf }: RequestContext,
): readonly RestRequest[] {
  const cut = legIds.flatMap((legId) => playbacksOf(legId).map((playbackId) => stop(playbackId)));
  // Who is connected is the engine's to say; each told of the other would be a way through both threads for nothing.
  const query = `channel=${legIds.map(part).join(',')}&inhibitConnectedLineUpdates=true`;
  const uri = `bridges/${part(bridgeId)}/addChannel?${query}`;
  const add: RestRequest = { method: 'POST', uri };
  const music = (method: 'POST' | 'DELETE', legId: LegId): RestRequest => ({
    method,
    uri: `channels/${part(legId)}/moh`,
    optional: true,
  });
  if (kindOf(bridgeId) === 'holding') return [...cut, add, ...legIds.map((legId) => music('POST', legId))];
  const silenced = legIds.filter(hearsMusic).map((legId) => music('DELETE', legId));
  return [...cut, ...silenced, add];
}

/**
 * Who is still held leaves first. Asterisk answers a bridge's end before its legs are out, and a playback that is asked
 * for meanwhile is lost: it is not heard, and its end is never told (measured on 22.10.1, once in three calls).
 */
function destroyBridge(bridgeId: BridgeId, { heldIn, playbacksOf }: RequestContext): readonly RestRequest[] {
  const bridge = `bridges/${part(bridgeId)}`;
  const leave = heldIn(bridgeId).flatMap((legId): RestRequest[] => [
    ...playbacksOf(legId).map((playbackId) => stop(playbackId)),
    { method: 'POST', uri: `${bridge}/removeChannel?channel=${part(legId)}`, optional: true },
  ]);
  return [...leave, { method: 'DELETE', uri: bridge }];
}

function stop(playbackId: PlaybackId): RestRequest {
  return { method: 'DELETE', uri: `playbacks/${part(playbackId)}`, optional: true };
}

/** What the agent's phone shows. Anything but a number is taken for a withheld one; it came from outside. */
function presentedCaller(number: string | null): string {
  return number !== null && /^\+?[0-9*#]{1,32}$/.test(number) ? number : '"Skrita številka" <anonymous>';
}

/** The ringing tone of Slovenian exchanges (ITU-T E.180): 425 Hz, one second of five. */
const ringingTone = '425/1000,0/4000';

/** The core knows the rule; what stands in an endpoint's name is checked once more, where it would do harm. */
function dialled(number: string): string {
  if (!/^\+?[0-9]{3,17}$/.test(number)) throw new Error('A number to dial must be digits, "+" allowed in front.');
  return number;
}

function trunkName(trunk: string): string {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(trunk)) throw new Error('A trunk’s name must be of a to z, 0 to 9 and "-".');
  return `trunk-${trunk}`;
}

function part(value: string): string {
  return encodeURIComponent(value);
}

/**
 * What an answer means for the effect.
 * `gone`: the thing left before the request came, which happens daily; its own event tells the core.
 */
export type Verdict = 'done' | 'gone' | 'failed';

/**
 * The statuses that mean "gone" beside success, by effect. They were measured on 22.10.1: 404 for a channel, playback,
 * recording or bridge that is not there, 409 for a channel that is there but has left the application, which it does
 * just before its end; addChannel says 400 and 422 for the same.
 */
const goneStatuses: Readonly<Record<AriTask['type'], readonly number[]>> = {
  AnswerLeg: [404, 409],
  HangUpLeg: [404],
  LeaveLegToPlan: [404, 409],
  AnswerRefer: [404, 409],
  PlayUtterances: [404, 409],
  StopPlayback: [404, 409],
  CreateBridge: [],
  PutLegInBridge: [400, 422],
  // Of two of whom one is gone neither is put there: the talk that they should have had is over by that.
  PutLegsInBridge: [400, 422],
  PlayMusic: [404, 409],
  StopMusic: [404, 409],
  // Asterisk answers a bridge's end before it is done; until then the bridge is there and takes nothing.
  DestroyBridge: [404, 409],
  RingPhone: [],
  DialNumber: [],
  StartRecording: [],
  RecordMessage: [404, 409],
  DiscardRecording: [404],
  // Nobody speaks into a recording that has ended, so there is nothing to hide or to bring back.
  MuteRecording: [404],
  UnmuteRecording: [404],
  // Stopped before: Asterisk still writes the end of the file, and then tells so.
  StopRecording: [404, 409],
};

export function verdictOn(effect: AriTask, answer: RestAnswer): Verdict {
  if (answer.status >= 200 && answer.status < 300) return 'done';
  // After a restart the core may ask again for a bridge that is there; that is what it wanted.
  if (effect.type === 'CreateBridge' && answer.status === 409) return 'done';
  return goneStatuses[effect.type].includes(answer.status) ? 'gone' : 'failed';
}
