import type { Cdr } from '../../engine/core/cdr.ts';
import { columns, wallClock } from '../terminal.ts';

/** A call's record as a table that a newcomer can read; times are seconds since the call arrived. */
export function describeCall(cdr: Cdr): string {
  const since = (at: number | null): string => (at === null ? '–' : `${((at - cdr.startedAt) / 1000).toFixed(1)} s`);
  const [entry] = cdr.queueEntries;
  const wait = entry === undefined || cdr.humanAnsweredAt === null ? null : cdr.humanAnsweredAt - entry.queuedAt;
  return columns([
    ['call', cdr.callId],
    ['arrived', `${wallClock(cdr.startedAt)}, from ${cdr.callerNumber ?? 'a withheld number'} over ${cdr.trunk}`],
    ['responder answered', since(cdr.responderAnsweredAt)],
    ['language', `${cdr.language ?? '–'} (${cdr.languageBy ?? '–'})`],
    [
      'consent to recording',
      `${cdr.consent ?? '–'} at ${since(cdr.consentAt)}, ${cdr.consentHeardMs ?? 0} ms of the prompt heard`,
    ],
    [
      'way through the flow',
      cdr.flowPath.map(({ node, key }) => (key === null ? node : `${node} (${key})`)).join(' → '),
    ],
    ['queue', entry === undefined ? '–' : `${entry.queueId} from ${since(entry.queuedAt)} to ${since(entry.leftAt)}`],
    [
      'offers',
      cdr.offers.map(({ agentId, phone, result }) => `${agentId} at ${phone}: ${result ?? '–'}`).join(', ') || '–',
    ],
    [
      'agent answered',
      `${since(cdr.humanAnsweredAt)}${wait === null ? '' : `, after a wait of ${(wait / 1000).toFixed(1)} s`}`,
    ],
    ['recording', cdr.recordingId === null ? 'none' : `${cdr.recordingSeconds ?? 0} s, encrypted`],
    ['ended', `${since(cdr.endedAt)}, by the ${cdr.hangUpSide ?? '–'}, cause ${cdr.hangUpCause ?? '–'}`],
    ['outcome', cdr.outcome ?? '–'],
    [
      'prompts heard',
      cdr.prompts.map(({ prompt, heardMs }) => `${prompt} ${(heardMs / 1000).toFixed(1)} s`).join(', '),
    ],
  ]);
}
