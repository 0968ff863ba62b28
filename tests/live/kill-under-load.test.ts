import test from 'ava';
import type { ReceivedCall } from '../../main/demonstration/sip-call.ts';
import type { RegisteredPhone } from '../../main/demonstration/test-phone.ts';
import { nothingIsLeft } from './aftermath.ts';
import { addAgents, callInCrowds } from './crowd.ts';
import { withMortalLine } from './mortal-line.ts';

const talkers = 24;
const silent = 5;
const waiting = 90;
const ended = 4;
const arriving = 30;
const calls = talkers + silent + waiting + ended + arriving;

test('[R9.2] [R2.10] killed with 150 calls in all phases: it serves again within seconds, and every call is told once', async (t) => {
  let users: readonly string[] = [];
  await withMortalLine(
    async (line) => {
      const phones: RegisteredPhone[] = [];
      for (const user of users) phones.push(await line.phone(user, { answer: 'onDemand' }));
      for (const phone of phones) await line.atWork(phone);
      const talks = new Set<ReceivedCall>();
      let draining = false;
      const answer = (call: ReceivedCall): void => {
        call.answer();
        talks.add(call);
        void call.ended.then(() => talks.delete(call));
        if (draining) setTimeout(() => void call.hangUp(), 200);
      };
      const ringing: ReceivedCall[] = [];
      const serve = async (phone: RegisteredPhone, picksUp: boolean): Promise<never> => {
        for (;;) {
          const call = await phone.nextCall();
          if (picksUp || draining) answer(call);
          else ringing.push(call);
        }
      };
      for (const [index, phone] of phones.entries()) void serve(phone, index < talkers);

      const { sip } = line.asterisk;
      const first = await callInCrowds(sip, '0410', calls - arriving, 20);
      const crowds = [first];
      try {
        await line.wallboard(
          ({ queues, today }) => today.answered === talkers && queues[0]?.waiting === silent + waiting + ended,
        );
        for (const call of [...talks].slice(0, ended)) void call.hangUp();
        await line.wallboard(({ today }) => today.answered === talkers + ended);
        const second = await callInCrowds(sip, '0411', arriving, 8);
        crowds.push(second);
        await line.wallboard(({ today }) => today.offered === calls - 3);
        for (const call of [...talks].slice(0, ended)) void call.hangUp();
        await line.killEngine();

        const { spawnedAt } = await line.startEngine();
        await line.wallboard(({ line: { asteriskConnected } }) => asteriskConnected);
        draining = true;
        for (const call of ringing) answer(call);
        for (const call of talks) void call.hangUp();
        const cdrs = await line.closedCalls(calls);
        t.deepEqual(await Promise.all(crowds.map(({ wentWell }) => wentWell)), [true, true], 'no caller was dropped');

        const [connected] = (await line
          .db('journal_event')
          .where({ type: 'AsteriskConnected' })
          .orderBy('sequence', 'desc')
          .limit(1)
          .pluck('at')) as number[];
        const [served] = cdrs
          .flatMap(({ offers }) => offers.map(({ madeAt }) => madeAt))
          .filter((at) => at > spawnedAt)
          .sort((a, b) => a - b);
        const toConnected = (connected ?? Number.NaN) - spawnedAt;
        t.log(
          `Asterisk taken up ${toConnected} ms after the start of the process, the first offer ${(served ?? 0) - spawnedAt} ms`,
        );
        t.true(toConnected < 10_000);
        t.deepEqual(new Set(cdrs.map(({ outcome }) => outcome)), new Set(['answered']));
        t.is(new Set(cdrs.map(({ callId }) => callId)).size, calls);
        for (const { startedAt, queueEntries, humanAnsweredAt, talkEndedAt, endedAt } of cdrs) {
          const times = [startedAt, queueEntries[0]?.ticketAt, humanAnsweredAt, talkEndedAt, endedAt];
          t.deepEqual(
            times,
            times.toSorted((a, b) => (a ?? 0) - (b ?? 0)),
          );
        }
        await nothingIsLeft(line, t);
      } finally {
        for (const crowd of crowds) await crowd.close();
      }
    },
    {
      prepare: async (db) => {
        users = await addAgents(db, talkers + silent);
        await db('queue').update({ wrap_up_seconds: 2, ring_seconds: 120 });
      },
    },
  );
});
