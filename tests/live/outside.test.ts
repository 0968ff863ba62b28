import test from 'ava';
import { tone } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { until } from '../until.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';
import { agent1, talkingOfTwo } from './two-agents.ts';
import { whoHears } from './who-hears.ts';

const officeTone = 1_300;
const office = {
  id: 'tujci',
  kind: 'department',
  name: 'Oddelek za tujce',
  number: '38614781234',
  code: '12',
  lines: 1,
};

/** The directory has one number; with a rule of overflow it is dialled while nobody is at work. */
const prepare =
  (overflow: readonly object[] = []) =>
  async (db: LiveLine['db']): Promise<void> => {
    await db('outside_contact').insert(office);
    await db('queue').update({ wrap_up_seconds: 0, overflow: JSON.stringify(overflow) });
  };

const noChannel = (line: LiveLine): Promise<void> =>
  until('no channel is left', async () => /0 active channels/.test(await line.asterisk.command('core show channels')));

test.serial(
  '[R2.6] [R2.10] [R9.4] given to a number outside by the keys of the phone: who hears whom, and the record',
  async (t) => {
    await withLiveLine(
      async (line) => {
        const company = await line.company(() => ({ answer: 'onDemand', play: tone(officeTone, 120) }));
        const { call, caller, press, received } = await talkingOfTwo(line);
        await line.command({ type: 'Pause', agentId: 'agent2' as never, reason: 'malica' });
        await press('*899#');
        await press('*812#');
        t.is((await received.ended).by, 'them');
        const refused = await company.nextCall();
        t.is(refused.dialled, '+38614781234');
        t.is(refused.number, '+38615551234', 'they see the line’s number');
        const ringing = { caller: 'ringing' };
        t.deepEqual(await whoHears([caller], ringing), ringing);
        await line.command({ type: 'Pause', agentId: agent1, reason: 'malica' });
        refused.refuse(486);
        const back = { caller: 'music' };
        t.deepEqual(await whoHears([caller], back), back, 'busy: the caller waits on');
        await line.wallboard(({ queues }) => queues[0]?.waiting === 1);

        await line.command({ type: 'BecomeReady', agentId: agent1 });
        const view = await line.agent(agent1, ({ state }) => state === 'talking');
        const callId = view.call?.callId ?? ('' as never);
        const to = { kind: 'outside', contactId: office.id as never } as const;
        t.deepEqual(await line.command({ type: 'TransferCall', agentId: agent1, callId, to }), { ok: true });
        const answered = await company.nextCall();
        answered.answer();
        const there = { name: 'office', hertz: officeTone, media: answered.media };
        const together = { caller: 'office', office: 'caller' };
        t.deepEqual(await whoHears([caller, there], together), together);
        await answered.hangUp();
        t.is((await call.ended).by, 'them');
        const [cdr] = await line.closedCalls(1);
        t.like(cdr, { outcome: 'answered', agentId: agent1, hangUpSide: 'outside', hangUpCause: 16 });
        t.deepEqual(
          cdr?.outside?.map(({ contactId, by, result }) => [contactId, by, result]),
          [
            [office.id, agent1, 'busy'],
            [office.id, agent1, 'reached'],
          ],
        );
        t.is(cdr?.talks?.length, 2);
        t.is(cdr?.recordings?.length, 2, 'what was said outside is not recorded');
        t.is(new Set(cdr?.queueEntries.map(({ ticketAt }) => ticketAt)).size, 1);
        t.is(Object.keys(cdr?.quality ?? {}).length >= 3, true, 'the leg outside is measured, too');
        const row = await line
          .db('call')
          .where({ id: cdr?.callId ?? '' })
          .first();
        const seconds = ({ startedAt, endedAt }: { startedAt: number; endedAt: number | null }) =>
          (endedAt ?? 0) - startedAt;
        const there2 = cdr?.outside?.[1];
        const expected =
          (cdr?.talks ?? []).reduce((sum, talk) => sum + seconds(talk), 0) +
          ((there2?.endedAt ?? 0) - (there2?.answeredAt ?? 0));
        t.is(Number(row.talk_ms), Math.round(expected));
        await noChannel(line);
        t.is((await line.asterisk.command('bridge show all')).trim().split('\n').length, 1, 'no bridge is left');
      },
      { prepare: prepare() },
    );
  },
);

test.serial(
  '[R1.10] [R9.4] nobody is at work: the other number is dialled, the next caller keeps the place until an agent comes',
  async (t) => {
    const rule = { name: 'nihče', when: { kind: 'noAgent' }, action: { kind: 'outside', contact: office.id } };
    await withLiveLine(
      async (line) => {
        const company = await line.company(() => ({ answer: 'onDemand', play: tone(officeTone, 120) }));
        const comes = (from: string) =>
          placeCall({ sip: line.asterisk.sip, from, to: '015551234', play: tone(440, 120) });
        const first = await comes('041000001');
        const rung = await company.nextCall();
        rung.answer();
        await Promise.all([first.media.hears(officeTone, 500), rung.media.hears(440, 500)]);
        await line.wallboard(({ today }) => today.answered === 1 && today.overflowed === 1);
        const second = await comes('041000002');
        await line.wallboard(({ queues }) => queues[0]?.waiting === 1);
        t.is(company.calls.length, 1, 'the one line there is taken');
        await first.hangUp();
        t.is((await rung.ended).by, 'them');
        const next = await company.nextCall();
        next.refuse(603);
        const phone = await line.phone('101', { answer: { afterMs: 100 }, play: tone(1_000, 120) });
        await line.atWork(phone);
        await second.media.hears(1_000, 500);
        await second.hangUp();
        const cdrs = await line.closedCalls(2);
        t.deepEqual(
          cdrs.map(({ outcome, agentId, outside = [], queueEntries }) => [
            outcome,
            agentId,
            outside.map(({ rule: name, result }) => [name, result]),
            queueEntries.length,
          ]),
          [
            ['answered', null, [['nihče', 'reached']], 1],
            ['answered', agent1, [['nihče', 'rejected']], 1],
          ],
        );
        t.is(company.calls.length, 2, 'once for each caller');
        await noChannel(line);
      },
      { prepare: prepare([rule]) },
    );
  },
);
