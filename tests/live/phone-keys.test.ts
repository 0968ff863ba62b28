import test from 'ava';
import { secondsOfTone } from '../../main/demonstration/sound.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';
import { agent1, agent2, noWrapUp, talkingOfTwo } from './two-agents.ts';
import { whoHears } from './who-hears.ts';

/** What agents asked for on their phones, in order, as the journal has it. */
async function keyedIn(line: LiveLine): Promise<readonly string[]> {
  const { rows } = await line.db.raw<{ rows: { type: string }[] }>(`
    select fact -> 'command' ->> 'type' as type
    from journal_event, jsonb_array_elements(facts) fact
    where journal_event.type = 'DigitPressed' and fact ->> 'type' = 'CommandCarriedOut' and fact -> 'by' ->> 'kind' = 'phone'
    order by sequence
  `);
  return rows.map(({ type }) => type);
}

async function nothingIsLeft(line: LiveLine, t: { is(a: unknown, b: unknown, message: string): void }): Promise<void> {
  t.is((await line.asterisk.command('bridge show all')).trim().split('\n').length, 1, 'no bridge is left');
}

test.serial(
  '[R2.6] [R2.10] a phone gives the caller to a colleague by its keys, and he gives the caller to the queue',
  async (t) => {
    await withLiveLine(async (line) => {
      const { call, caller, agent, received, press, colleague, second } = await talkingOfTwo(line, 300);
      const talk = { caller: 'agent', agent: 'caller' };
      t.deepEqual(await whoHears([caller, agent], talk), talk);
      await press('*3102#');
      const end = await received.ended;
      t.is(end.by, 'them', 'the line puts the first phone down');
      const other = await colleague();
      const together = { caller: 'colleague', colleague: 'caller' };
      t.deepEqual(await whoHears([caller, other], together), together);
      await line.agent(agent1, ({ state }) => state === 'ready');
      // The colleague's own code, on the own phone: the first agent is the only one who is free.
      await other.press('*31#');
      const back = await line.agent(agent1, ({ state }) => state === 'talking');
      t.truthy(back.call);
      t.is(second.calls.length, 1);
      await call.media.hears(1_000, 500);
      await call.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { outcome: 'answered', agentId: agent1, hangUpSide: 'caller', hangUpCause: 16 });
      t.deepEqual(
        cdr?.talks?.map(({ agentId }) => agentId),
        [agent1, agent2, agent1],
      );
      t.deepEqual(
        cdr?.transfers.map(({ kind, by, to }) => [kind, by, to.kind]),
        [
          ['blind', agent1, 'agent'],
          ['blind', agent2, 'queue'],
        ],
      );
      t.is(cdr?.queueEntries.length, 3);
      t.is(new Set(cdr?.queueEntries.map(({ ticketAt }) => ticketAt)).size, 1, 'the ticket of the first arrival stays');
      t.is(cdr?.recordings?.length, 3, 'each talk has its recording');
      t.deepEqual(await keyedIn(line), ['TransferCall', 'TransferCall']);
      await nothingIsLeft(line, t);
    }, noWrapUp);
  },
);

test.serial(
  '[R2.6] [R2.10] a phone asks a colleague, takes the caller back, asks again and hands over by its keys',
  async (t) => {
    await withLiveLine(async (line) => {
      const { call, caller, agent, press, colleague } = await talkingOfTwo(line, 1_500);
      await press('*2102#');
      const ringing = { caller: 'music', agent: 'ringing' };
      t.deepEqual(await whoHears([caller, agent], ringing), ringing, 'while it rings');
      const other = await colleague();
      const asking = { caller: 'music', agent: 'colleague', colleague: 'agent' };
      t.deepEqual(await whoHears([caller, agent, other], asking), asking, 'asking');
      await press('*4');
      const parked = { caller: 'agent', agent: 'caller', colleague: 'music' };
      t.deepEqual(await whoHears([caller, agent, other], parked), parked, 'toggled');
      await press('*6');
      await line.agent(agent2, ({ state }) => state === 'ready');
      const talk = { caller: 'agent', agent: 'caller' };
      t.deepEqual(await whoHears([caller, agent], talk), talk, 'the caller is taken back');
      await press('*2102#');
      const again = await colleague();
      await line.agent(agent1, ({ call: shown }) => shown?.consult?.state === 'asking');
      await press('*5');
      const all = { caller: 'agent + colleague', agent: 'caller + colleague', colleague: 'caller + agent' };
      t.deepEqual(await whoHears([caller, agent, again], all), all, 'all three');
      await press('*7');
      const together = { caller: 'colleague', colleague: 'caller' };
      t.deepEqual(await whoHears([caller, again], together), together, 'handed over');
      await line.agent(agent1, ({ state }) => state === 'ready');
      await call.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { outcome: 'answered', agentId: agent2, hangUpSide: 'caller' });
      t.deepEqual(
        cdr?.consults?.map(({ result }) => result),
        ['released', 'completed'],
      );
      t.is(cdr?.queueEntries.length, 1, 'the caller never stood in the line again');
      t.is(cdr?.holds.length, 2);
      t.true(cdr?.holds.every(({ endedAt }) => endedAt !== null));
      t.deepEqual(await keyedIn(line), [
        'ConsultAgent',
        'SwapParties',
        'ReturnToCaller',
        'ConsultAgent',
        'JoinParties',
        'CompleteTransfer',
      ]);
      await nothingIsLeft(line, t);
    }, noWrapUp);
  },
);

test.serial(
  '[R2.6] on hold by the phone’s own key; keys mean the same there, and a wrong code is told to the agent alone',
  async (t) => {
    await withLiveLine(async (line) => {
      const { call, caller, agent, received, press, colleague } = await talkingOfTwo(line, 300);
      t.is(await received.hold(true), 200);
      await line.agent(agent1, ({ state }) => state === 'onHold');
      const held = { caller: 'music' };
      t.deepEqual(await whoHears([caller], held), held, 'the caller hears music');
      await press('*2102#');
      await line.agent(agent1, ({ call: shown }) => shown?.consult === null);
      t.is(await received.hold(false), 200);
      await line.agent(agent1, ({ state }) => state === 'talking');
      const talk = { caller: 'agent', agent: 'caller' };
      t.deepEqual(await whoHears([caller, agent], talk), talk);
      const before = call.media.heard().length;
      await press('*3999#');
      t.deepEqual(await whoHears([caller, agent], talk), talk, 'nothing changed');
      t.true(secondsOfTone(call.media.heard().subarray(before), 1_000) > 0.5, 'the caller hears the agent meanwhile');
      t.is(await received.hold(true), 200);
      await line.agent(agent1, ({ state }) => state === 'onHold');
      await press('*3102#');
      const other = await colleague();
      const together = { caller: 'colleague', colleague: 'caller' };
      t.deepEqual(await whoHears([caller, other], together), together, 'given away from the hold');
      await call.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { outcome: 'answered', agentId: agent2 });
      t.is(cdr?.holds.length, 2);
      t.true(cdr?.holds.every(({ endedAt }) => endedAt !== null));
      t.deepEqual(await keyedIn(line), ['TransferCall']);
      await nothingIsLeft(line, t);
    }, noWrapUp);
  },
);
