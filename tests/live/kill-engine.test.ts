import test from 'ava';
import type { Cdr } from '../../engine/core/cdr.ts';
import type { AgentId, CallId } from '../../engine/core/ids.ts';
import type { SipCall } from '../../main/demonstration/sip-call.ts';
import { secondsOfTone, tone, toneShare } from '../../main/demonstration/sound.ts';
import { isYetToCome, nothingIsLeft } from './aftermath.ts';
import { withMortalLine } from './mortal-line.ts';

const callerTone = 440;
const agentTone = 1_000;
const secretTone = 1_600;

/** Both sides hear each other, from now on, for so long. */
const talk = (caller: SipCall, agent: SipCall, forMs: number) =>
  Promise.all([caller.media.hears(agentTone, forMs), agent.media.hears(callerTone, forMs)]);

test.serial(
  '[R9.2] [R1.2] killed in language choice and consent: both are said again, and consent is only what was heard',
  async (t) => {
    await withMortalLine(async (line) => {
      const inConsent = await line.caller('041000001', { play: tone(callerTone, 60) });
      await line.told('CallStarted', ({ callerNumber }) => callerNumber === '38641000001');
      const leaves = await line.caller('041000002');
      await line.told('FlowNodeLeft', ({ node }) => node === 'hours');
      const { callId: leaver } = await line.told('CallStarted', ({ callerNumber }) => callerNumber === '38641000002');
      await line.told('FlowNodeLeft', ({ node, callId }) => node === 'hours' && callId === leaver);
      const inLanguage = await line.caller('041000003', { play: tone(callerTone, 60) });
      await line.told('ResponderAnswered', ({ callId }) => callId !== leaver);
      await line.told('CallStarted', ({ callerNumber }) => callerNumber === '38641000003');
      const killedAt = Date.now();
      await line.killEngine();
      await leaves.hangUp();
      const { spawnedAt } = await line.startEngine();
      const view = await line.wallboard(
        ({ line: { asteriskConnected }, queues }) => asteriskConnected && queues[0]?.waiting === 2,
      );
      t.like(view.today, { offered: 3, abandoned: 1 });
      const phone = await line.phone('101', { answer: { afterMs: 100 }, play: tone(agentTone, 60) });
      await line.atWork(phone);
      const first = await phone.nextCall();
      await talk(inConsent, first, 500);
      await inConsent.hangUp();
      await phone.dial('*15');
      await talk(inLanguage, await phone.nextCall(), 500);
      await inLanguage.hangUp();
      await phone.dial('*15');
      const [consent, left, language] = await line.closedCalls(3);
      t.like(consent, { outcome: 'answered', consent: 'given', callerNumber: '38641000001' });
      t.like(left, { outcome: 'abandoned', consent: null, hangUpSide: 'caller' });
      t.like(language, { outcome: 'answered', consent: 'given', languageBy: 'default' });
      const asked = (consent?.prompts ?? []).filter(({ prompt }) => prompt === 'consent');
      t.deepEqual(
        asked.map(({ complete }) => complete),
        [false, true],
      );
      t.true(
        (asked[0]?.heardMs ?? 0) <= killedAt - (consent?.startedAt ?? 0),
        'nothing is claimed of the time without an engine',
      );
      t.is(consent?.consentHeardMs, asked[1]?.heardMs);
      t.true((consent?.consentAt ?? 0) > spawnedAt, 'consent is of the whole hearing');
      const welcomed = (language?.prompts ?? []).filter(({ prompt }) => prompt === 'welcome');
      t.deepEqual(
        welcomed.map(({ complete }) => complete),
        [false, true],
      );
      await nothingIsLeft(line, t);
    });
  },
);

test.serial('[R9.2] [R2.4] killed while one rings and others wait: it rings on, places and tickets stay', async (t) => {
  await withMortalLine(
    async (line) => {
      const phone = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 90) });
      const hasty = await line.phone('103', { answer: 'onDemand', play: tone(agentTone, 90) });
      await line.atWork(phone);
      await line.atWork(hasty);
      const paused = await line.phone('102', { answer: 'never' });
      await line.atWork(paused, 'malica');
      const callers: SipCall[] = [];
      for (const [index, from] of ['041000001', '041000002', '041000003'].entries()) {
        callers.push(await line.caller(from, { play: tone(callerTone, 90) }));
        await line.wallboard(({ today }) => today.offered === index + 1);
      }
      await line.wallboard(({ queues }) => queues[0]?.waiting === 3);
      const [ringing, hastyRinging] = await Promise.all([phone.nextCall(), hasty.nextCall()]);
      const before = await line.wallboard(
        ({ agents }) => agents.filter(({ state }) => state === 'offered').length === 2,
      );
      t.is(before.agents[1]?.reason, 'malica');

      await line.killEngine();
      const late = await line.caller('041000004', { play: tone(callerTone, 90) });
      t.true(await late.answered, 'the line answers without an engine');
      // Asterisk can not keep a phone that is picked up while there is nobody to say what it is for.
      hastyRinging.answer();
      await hastyRinging.ended;
      t.true(await isYetToCome(ringing.ended), 'the phone rings on');
      const { spawnedAt } = await line.startEngine();
      const rungAgain = await hasty.nextCall();
      rungAgain.answer();
      await talk(callers[1] as SipCall, rungAgain, 500);
      t.true(await isYetToCome(ringing.ended), 'the phone still rings');
      ringing.answer();
      await talk(callers[0] as SipCall, ringing, 500);
      const view = await line.wallboard(({ queues, today }) => queues[0]?.waiting === 2 && today.answered === 2);
      t.like(view.agents[1], { state: 'paused', reason: 'malica', since: before.agents[1]?.since });
      t.true((view.queues[0]?.oldestTicketAt ?? 0) < spawnedAt, 'the ticket is the first arrival');

      await ringing.hangUp();
      for (const caller of [callers[2] as SipCall, late]) {
        const next = await phone.nextCall();
        next.answer();
        await talk(caller, next, 300);
        await next.hangUp();
        await caller.ended;
      }
      await rungAgain.hangUp();
      const cdrs = await line.closedCalls(4);
      t.deepEqual(
        cdrs.map(({ callerNumber, outcome }) => [callerNumber, outcome]),
        ['38641000001', '38641000002', '38641000003', '38641000004'].map((number) => [number, 'answered']),
      );
      for (const { queueEntries, humanAnsweredAt } of cdrs.slice(0, 3)) {
        t.is(queueEntries.length, 1);
        t.true((queueEntries[0]?.ticketAt ?? 0) < spawnedAt && (humanAnsweredAt ?? 0) > spawnedAt);
      }
      t.deepEqual(
        cdrs.map(({ offers }) => offers.map(({ result }) => result)),
        [['answered'], ['failed', 'answered'], ['answered'], ['answered']],
      );
      await nothingIsLeft(line, t);
    },
    { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0, ring_seconds: 60 })) },
  );
});

test.serial('[R9.2] [R2.8] [R2.2] killed in talks, recorded and muted, as a talk ends, and in wrap-up', async (t) => {
  await withMortalLine(
    async (line) => {
      const users = ['101', '102', '103', '104'];
      const phones = [];
      for (const user of users) {
        const phone = await line.phone(user, { answer: { afterMs: 50 }, play: tone(agentTone, 120) });
        await line.atWork(phone);
        phones.push(phone);
      }
      const callers = new Map<string, SipCall>();
      for (const number of users)
        callers.set(number, await line.caller(`041000${number}`, { play: tone(callerTone, 120) }));
      const desks = await Promise.all(
        phones.map(async (phone) => {
          const agent = await phone.nextCall();
          const number = agent.number.slice(-3);
          const caller = callers.get(number) as SipCall;
          await talk(caller, agent, 500);
          const agentId = line.agentOf(phone.user) as AgentId;
          const { call } = await line.agent(agentId, ({ state }) => state === 'talking');
          return { caller, agent, agentId, callId: call?.callId as CallId, callerNumber: `38641000${number}` };
        }),
      );
      const [recorded, muted, ending, wrapping] = [0, 1, 2, 3].map((index) => desks[index] as Desk) as [
        Desk,
        Desk,
        Desk,
        Desk,
      ];
      const asked = { agentId: muted.agentId, callId: muted.callId };
      t.deepEqual(await line.command({ type: 'PauseRecording', ...asked }), { ok: true });
      void muted.agent.media.play(tone(secretTone, 60));
      await muted.caller.media.hears(secretTone, 500);
      await wrapping.caller.hangUp();
      const wrapUp = await line.agent(wrapping.agentId, ({ state }) => state === 'wrapUp');

      const leaving = ending.agent.hangUp();
      await line.killEngine();
      const killedAt = Date.now();
      await leaving;
      await Promise.all([
        talk(recorded.caller, recorded.agent, 1_500),
        muted.caller.media.hears(secretTone, 1_500),
        muted.agent.media.hears(callerTone, 1_500),
      ]);
      await line.startEngine();
      const view = await line.wallboard(({ line: { asteriskConnected } }) => asteriskConnected);
      const stateOf = ({ agentId }: Desk) => view.agents.find(({ id }) => id === agentId)?.state;
      t.deepEqual([recorded, muted, ending, wrapping].map(stateOf), ['talking', 'talking', 'wrapUp', 'wrapUp']);
      const again = await line.agent(wrapping.agentId, () => true);
      t.is(again.wrapUpEndsAt, wrapUp.wrapUpEndsAt, 'wrap-up has what was left of it');
      await Promise.all([talk(recorded.caller, recorded.agent, 500), muted.caller.media.hears(secretTone, 500)]);
      void muted.agent.media.play(tone(agentTone, 60));
      t.deepEqual(await line.command({ type: 'ResumeRecording', ...asked }), { ok: true });
      await muted.caller.media.hears(agentTone, 2_000);
      await Promise.all([recorded.agent.hangUp(), muted.agent.hangUp()]);

      const closed = await line.closedCalls(4);
      const of = (desk: Desk) => closed.filter(({ callerNumber }) => callerNumber === desk.callerNumber);
      for (const desk of desks) {
        t.is(of(desk).length, 1);
        t.like(of(desk)[0], { outcome: 'answered', consent: 'given', agentId: desk.agentId });
      }
      const soundOf = (desk: Desk) => line.recording(of(desk)[0]?.recordingId ?? '');
      const talkSeconds = ({ talkEndedAt, humanAnsweredAt }: Cdr) =>
        ((talkEndedAt ?? 0) - (humanAnsweredAt ?? 0)) / 1000;
      const whole = (await soundOf(recorded)).length / 8_000;
      t.true(Math.abs(whole - talkSeconds(of(recorded)[0] as Cdr)) < 1, `${whole} s are recorded`);
      const silenced = await soundOf(muted);
      t.true(Math.abs(silenced.length / 8_000 - talkSeconds(of(muted)[0] as Cdr)) < 1);
      t.true(secondsOfTone(silenced, secretTone) === 0, 'what was said while muted is nowhere, nor over the kill');
      t.true(toneShare(silenced.subarray(-8_000), agentTone) > 0.1, 'and it is recorded again afterwards');
      const cut = of(ending)[0] as Cdr;
      t.true((cut.talkEndedAt ?? 0) >= killedAt - 1_000, 'it ended as the engine was killed, or while it was away');
      t.true((await soundOf(ending)).length > 0, 'its recording was kept and sealed');
      t.true(Math.abs((of(wrapping)[0]?.wrapUpEndedAt ?? 0) - (wrapUp.wrapUpEndsAt ?? 0)) < 1_000);
      await nothingIsLeft(line, t);
    },
    { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 12 })) },
  );
});

type Desk = {
  readonly caller: SipCall;
  readonly agent: SipCall;
  readonly agentId: AgentId;
  readonly callId: CallId;
  readonly callerNumber: string;
};
