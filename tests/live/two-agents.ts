import type { Command } from '../../engine/core/commands.ts';
import type { AgentId, CallId } from '../../engine/core/ids.ts';
import type { ReceivedCall } from '../../main/demonstration/sip-call.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { until } from '../until.ts';
import type { LiveLine } from './live-line.ts';
import type { Party } from './who-hears.ts';

export const agent1 = 'agent1' as AgentId;
export const agent2 = 'agent2' as AgentId;

/** The work after a talk is over at once, so that an agent is seen to be free. */
export const noWrapUp = {
  prepare: async (db: LiveLine['db']): Promise<void> => void (await db('queue').update({ wrap_up_seconds: 0 })),
};

/** The caller talks with agent 1, and agent 2 has come to work since. Each says a tone of his own. */
export async function talkingOfTwo(line: LiveLine, answerAfterMs = 100) {
  const first = await line.phone('101', { answer: { afterMs: 100 }, play: tone(1_000, 120) });
  await line.atWork(first);
  const call = await placeCall({ sip: line.asterisk.sip, from: '041123456', to: '015551234', play: tone(700, 120) });
  const received = await first.nextCall();
  const agent: Party = { name: 'agent', hertz: 1_000, media: received.media };
  const view = await line.agent(agent1, ({ state }) => state === 'talking');
  const callId = view.call?.callId as CallId;
  const second = await line.phone('102', { answer: { afterMs: answerAfterMs }, play: tone(1_600, 120) });
  await line.atWork(second);
  // A phone that has not quite hung up after its code can not be rung, and whoever asks for it is refused.
  await until('the second phone has hung up', async () =>
    (await codesDialled(line, second.user)).every(({ over }) => over),
  );
  const ask = (command: { type: string } & Record<string, unknown>) =>
    line.command({ agentId: agent1, callId, ...command } as unknown as Command);
  return {
    call,
    caller: { name: 'caller', hertz: 700, media: call.media } satisfies Party,
    agent,
    first,
    /** The first agent's side of the call. */
    received,
    press: (keys: string) => pressAll(received, keys),
    second,
    colleague: async (): Promise<Party & { press(keys: string): Promise<void> }> => {
      const asked = await second.nextCall();
      return { name: 'colleague', hertz: 1_600, media: asked.media, press: (keys) => pressAll(asked, keys) };
    },
    ask,
  };
}

/** What a phone dialled besides calls, as far as the journal tells, and whether that is over. */
async function codesDialled({ db }: LiveLine, phone: string): Promise<readonly { readonly over: boolean }[]> {
  const { rows } = await db.raw<{ rows: { over: boolean }[] }>(
    `select exists (
       select from journal_event as ended where ended.type = 'LegEnded' and ended.event ->> 'legId' = coded.event ->> 'legId'
     ) as over
     from journal_event as coded where coded.type = 'FeatureCodeDialled' and coded.event ->> 'phone' = ?`,
    [phone],
  );
  // To sign in, and to be ready.
  return rows.length >= 2 ? rows : [{ over: false }];
}

/** One key after the other, as a finger does. */
async function pressAll({ media }: ReceivedCall, keys: string): Promise<void> {
  for (const key of keys) await media.press(key);
}
