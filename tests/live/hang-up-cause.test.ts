import test from 'ava';
import { offerResultOf } from '../../engine/core/hang-up-cause.ts';
import type { CallId } from '../../engine/core/ids.ts';
import { withPhone } from '../../main/demonstration/test-phone.ts';
import { namesOf, phoneUser, withLine } from './ari-line.ts';
import { passwordOf } from './own-asterisk.ts';

/** What a phone may answer to being rung, and what comes of the offer. Causes are as Asterisk 22 makes them. */
const rows: readonly (readonly [status: number, cause: number, verdict: ReturnType<typeof offerResultOf>])[] = [
  [403, 21, 'rejected'],
  [404, 1, 'unreachable'],
  [405, 127, 'failed'],
  [408, 18, 'noAnswer'],
  [410, 22, 'unreachable'],
  [415, 127, 'failed'],
  [480, 19, 'noAnswer'],
  [484, 28, 'unreachable'],
  [486, 17, 'busy'],
  [488, 58, 'failed'],
  [500, 38, 'failed'],
  [501, 29, 'failed'],
  [502, 27, 'unreachable'],
  [503, 34, 'failed'],
  [504, 102, 'unreachable'],
  [600, 17, 'busy'],
  [603, 21, 'rejected'],
  [604, 1, 'unreachable'],
  [606, 58, 'failed'],
];

test("[R2.2] [R2.10] each of a phone's refusals, through a real Asterisk, to its verdict", async (t) => {
  await withLine(async ({ asterisk, ari, heard, known }) => {
    const phone = { sip: asterisk.sip, user: '101', password: passwordOf('101'), answer: 'onDemand' as const };
    await withPhone(phone, async ({ nextCall }) => {
      for (const [status, cause, verdict] of rows) {
        const callId = `refused-${status}` as CallId;
        const { agentLeg: legId, offer: offerId } = namesOf(callId);
        known.add(legId);
        ari.perform([
          { callId, type: 'RingPhone', legId, offerId, phone: phoneUser('101'), callerNumber: null, ringSeconds: 20 },
        ]);
        // The phone's own menu of refusals is shorter; on the wire it is a status like any other.
        (await nextCall()).refuse(status as 486);
        const ended = await heard.next('LegEnded', (event) => event.legId === legId);
        t.deepEqual([status, ended.cause, offerResultOf(ended.cause)], [status, cause, verdict]);
      }
    });
  });
});
