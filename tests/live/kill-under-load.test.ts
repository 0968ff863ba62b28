import test from 'ava';
import { defaultFlow } from '../../dialplan/default-flow.ts';
import type { Flow } from '../../dialplan/flow.ts';
import type { AgentId, CallId, QueueId } from '../../engine/core/ids.ts';
import type { ReceivedCall, SipCall } from '../../main/demonstration/sip-call.ts';
import type { RegisteredPhone } from '../../main/demonstration/test-phone.ts';
import { listCallbacks } from '../../sql/callbacks/list-callbacks.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import { shortFlow } from '../short-flow.ts';
import { nothingIsLeft } from './aftermath.ts';
import { addAgents, callInCrowds } from './crowd.ts';
import { type MortalLine, withMortalLine } from './mortal-line.ts';

/** Citizens who are just rung, who talk already, and who are still to be called. */
const callbacks = { ringing: 2, talking: 2, owed: 5 };
const made = callbacks.ringing + callbacks.talking + callbacks.owed;
const held = 5;
const talkers = 24 + held;
const silent = 5;
const waiting = 112;
const ended = 4;
const arriving = 36;
const inMenu = 16;
const calls = talkers + silent + waiting + ended + arriving + inMenu;

/** The short flow, and by key 3 a menu that waits long for the next one. */
const flow: Flow = {
  first: shortFlow.first,
  nodes: {
    ...shortFlow.nodes,
    language: { ...nodeOf('language'), keys: { '3': { next: 'menu', language: 'sl' } } },
    menu: {
      ...nodeOf('menu'),
      keys: { '1': { next: 'queue', said: 'optionBooking' }, '0': { next: 'queue' }, '*': { next: 'menu' } },
      listenSeconds: 60,
    },
  },
};

function nodeOf(name: string): Flow['nodes'][string] & { kind: 'choice' } {
  const node = defaultFlow.nodes[name];
  if (node?.kind !== 'choice') throw new Error(`${name} is no choice of the flow`);
  return node;
}

const isCitizen = (number: string): boolean => number.startsWith('38641900');

/** Who stands there to be called back: each has a number of their own. */
async function promise(line: MortalLine, count: number, from: number): Promise<void> {
  for (let index = from; index < from + count; index += 1) {
    const callerNumber = `04190000${index}`;
    await line.command({
      type: 'AddCallback',
      callerNumber,
      queueId: 'narocanje' as QueueId,
      language: 'sl',
      notes: '',
    });
  }
}

test('[R9.2] [R2.10] [R1.4] [R1.11] killed with 200 calls in all phases, menus, holds and callbacks among them: it serves again within seconds, and every call is told once', async (t) => {
  let users: readonly string[] = [];
  await withMortalLine(
    async (line) => {
      const phones: RegisteredPhone[] = [];
      for (const user of users) phones.push(await line.phone(user, { answer: 'onDemand' }));
      const talks = new Map<RegisteredPhone, ReceivedCall>();
      let draining = false;
      const answer = (phone: RegisteredPhone, call: ReceivedCall): void => {
        call.answer();
        talks.set(phone, call);
        void call.ended.then(() => talks.get(phone) === call && talks.delete(phone));
        // Citizens hang up themselves.
        if (draining && !isCitizen(call.number)) setTimeout(() => void call.hangUp(), 200);
      };
      const ringing: [RegisteredPhone, ReceivedCall][] = [];
      const serve = async (phone: RegisteredPhone, picksUp: boolean): Promise<never> => {
        for (;;) {
          const call = await phone.nextCall();
          if (picksUp || draining) answer(phone, call);
          else ringing.push([phone, call]);
        }
      };
      for (const [index, phone] of phones.entries()) void serve(phone, index >= silent);

      const begun = callbacks.ringing + callbacks.talking;
      const company = await line.company(() =>
        draining ? { answer: { afterMs: 50 }, hangUpAfterMs: 300 } : { answer: 'onDemand' },
      );
      for (const phone of phones.slice(-begun)) await line.atWork(phone);
      await promise(line, begun, 0);
      const citizens: ReceivedCall[] = [];
      while (citizens.length < begun) citizens.push(await company.nextCall());
      for (const citizen of citizens.slice(0, callbacks.talking)) citizen.answer();
      const { today: before } = await line.wallboard(
        ({ agents }) => agents.filter(({ state }) => state === 'talking').length === begun,
      );
      for (const phone of phones.slice(0, -begun)) await line.atWork(phone);

      const { sip } = line.asterisk;
      const first = await callInCrowds(sip, '0410', talkers + silent + waiting + ended, 20);
      const crowds = [first];
      try {
        await line.wallboard(
          ({ queues, today }) =>
            today.answered === before.answered + talkers && queues[0]?.waiting === silent + waiting + ended,
        );
        const talkersOf = (from: number, count: number): ReceivedCall[] =>
          phones.slice(silent + from, silent + from + count).map((phone) => talks.get(phone) as ReceivedCall);
        for (const call of talkersOf(held, ended)) void call.hangUp();
        await line.wallboard(({ today }) => today.answered === before.answered + talkers + ended);
        for (const { user } of phones.slice(silent, silent + held)) {
          const agentId = line.agentOf(user) as AgentId;
          const { call } = await line.agent(agentId, ({ state }) => state === 'talking');
          if (call === null) throw new Error(`${user} talks with nobody`);
          await line.command({ type: 'HoldCaller', agentId, callId: call.callId });
        }
        await promise(line, callbacks.owed, begun);
        const hesitant: SipCall[] = [];
        for (let index = 0; index < inMenu; index += 1) {
          const caller = await line.caller(`0412000${10 + index}`);
          hesitant.push(caller);
          void caller.answered.then(() => caller.media.press('3'));
        }
        const past = new Set<CallId>();
        await line.told(
          'FlowNodeLeft',
          ({ callId, node, key }) => node === 'language' && key === '3' && past.add(callId).size === inMenu,
        );
        const second = await callInCrowds(sip, '0411', arriving, 8);
        crowds.push(second);
        const { agents, callbacks: owed } = await line.wallboard(
          ({ today }) => today.offered === before.offered + calls - 3,
        );
        t.is(agents.filter(({ state }) => state === 'onHold').length, held);
        t.is(owed.open, made);
        for (const call of talkersOf(held + ended, ended)) void call.hangUp();
        await line.killEngine();

        const { spawnedAt } = await line.startEngine();
        await line.wallboard(({ line: { asteriskConnected } }) => asteriskConnected);
        draining = true;
        for (const caller of hesitant) await caller.media.press('0');
        for (const citizen of citizens.slice(callbacks.talking)) citizen.answer();
        for (const citizen of citizens) setTimeout(() => void citizen.hangUp(), 300);
        for (const [phone, call] of ringing) answer(phone, call);
        for (const call of talks.values()) if (!isCitizen(call.number)) void call.hangUp();
        const cdrs = await line.closedCalls(calls + made);
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
        t.is(new Set(cdrs.map(({ callId }) => callId)).size, calls + made);
        const inbound = cdrs.filter(({ direction }) => direction !== 'outbound');
        for (const { startedAt, queueEntries, humanAnsweredAt, talkEndedAt, endedAt } of inbound) {
          const times = [startedAt, queueEntries[0]?.ticketAt, humanAnsweredAt, talkEndedAt, endedAt];
          t.deepEqual(
            times,
            times.toSorted((a, b) => (a ?? 0) - (b ?? 0)),
          );
        }
        t.is(cdrs.filter(({ holds }) => holds.length === 1).length, held, 'each hold is told once');
        t.true(cdrs.every(({ holds }) => holds.every(({ endedAt }) => endedAt !== null)));
        const led = inbound.filter(({ flowPath }) => flowPath.some(({ node, key }) => node === 'menu' && key === '0'));
        t.is(led.length, inMenu, 'each key is heard');
        t.is(new Set(company.calls.map(({ dialled }) => dialled)).size, made);
        t.is(company.calls.length, made, 'nobody was dialled twice');
        const closed = await listCallbacks(line.db, { open: false, limit: 20 });
        t.deepEqual(
          closed.map(({ outcome }) => outcome),
          Array<'reached'>(made).fill('reached'),
        );
        await nothingIsLeft(line, t);
      } finally {
        for (const crowd of crowds) await crowd.close();
      }
    },
    {
      flow,
      prepare: async (db) => {
        users = await addAgents(db, talkers + silent + callbacks.ringing + callbacks.talking);
        await db('queue').update({ wrap_up_seconds: 2, ring_seconds: 120 });
        await writeSetting(db, 'callbacks', {
          offerAfterSeconds: null,
          promisedMinutes: 60,
          tries: 3,
          againAfterMinutes: { busy: 1, noAnswer: 1, failed: 1 },
          ringSeconds: 120,
          callLostBack: true,
          callAbandonedBackAfterSeconds: null,
        });
      },
    },
  );
});
