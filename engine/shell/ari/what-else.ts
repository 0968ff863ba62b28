import type { FoundRecording } from '../../core/events.ts';
import { type Instant, instant, type RecordingId } from '../../core/ids.ts';
import type { CallPlane } from './call-plane.ts';
import type { AriOptions } from './port.ts';
import { succeeded } from './rest.ts';

/** What an inventory of channels and bridges does not say. */
export type WhatElse = { readonly startedAt: Instant | null; readonly recordings: readonly FoundRecording[] };

/**
 * Asked over the call plane: ari-client ends its thread at a 404, which is the answer for a recording that is over.
 * @throws Error when Asterisk does not answer
 */
export async function askWhatElse(
  callPlane: Pick<CallPlane, 'request'>,
  recordings: AriOptions['recordings'],
): Promise<WhatElse> {
  const inSpool = (recordingId: RecordingId): number | null => recordings?.secondsInSpool(recordingId) ?? null;
  // Of those that were given up most are not there, and Asterisk need not be asked.
  const late = (recordings?.late() ?? []).filter((recordingId) => inSpool(recordingId) !== null);
  const believed = [...(recordings?.running() ?? []), ...late];
  const [startedAt, ...found] = await Promise.all([
    askWhenStarted(callPlane),
    ...believed.map(async (recordingId): Promise<FoundRecording> => {
      if (await isLive(callPlane, recordingId)) return { recordingId, state: 'running', seconds: 0 };
      const seconds = inSpool(recordingId);
      return seconds === null
        ? { recordingId, state: 'missing', seconds: 0 }
        : { recordingId, state: 'finished', seconds };
    }),
  ]);
  return { startedAt, recordings: found };
}

/** Null when it does not say. */
async function askWhenStarted(callPlane: Pick<CallPlane, 'request'>): Promise<Instant | null> {
  const answer = await callPlane.request({ method: 'GET', uri: 'asterisk/info?only=status' });
  const told = /"startup_time"\s*:\s*"([^"]+)"/.exec(succeeded(answer) ? answer.body : '')?.[1] ?? '';
  const startedAt = Date.parse(told);
  return Number.isNaN(startedAt) ? null : instant(startedAt);
}

async function isLive(callPlane: Pick<CallPlane, 'request'>, recordingId: RecordingId): Promise<boolean> {
  const answer = await callPlane.request({ method: 'GET', uri: `recordings/live/${encodeURIComponent(recordingId)}` });
  if (answer.status === 404) return false;
  if (succeeded(answer)) return true;
  throw new Error(`Asterisk does not say whether a recording runs (${answer.status}).`);
}
