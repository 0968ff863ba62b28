import test from 'ava';
import { defaultFlow } from '../../dialplan/default-flow.ts';
import type { CallFact, Fact } from '../../engine/core/facts.ts';
import { loudness, tone } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { until } from '../until.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';

const agentTone = 1_000;

/** Waits until the journal tells such a fact. */
async function told(line: LiveLine, is: (fact: CallFact) => boolean): Promise<void> {
  await until('the journal tells it', async () => {
    const rows = await line.db('journal_event').select<{ facts: Fact[] }[]>('facts');
    return rows.some(({ facts }) => facts.some((fact) => 'callId' in fact && is(fact as CallFact)));
  });
}

const left = (line: LiveLine, node: string) => told(line, (fact) => fact.type === 'FlowNodeLeft' && fact.node === node);

test('[R1.4] [R1.5] [R2.5] [R2.7] keys lead through the menus to information and to an agent who sees the way', async (t) => {
  await withLiveLine(
    async (line) => {
      const phone = await line.phone('101', { answer: { afterMs: 300 }, play: tone(agentTone, 60) });
      await line.atWork(phone);
      const call = await placeCall({ sip: line.asterisk.sip, from: '041123456', to: '015551234' });
      await left(line, 'consent');
      await call.media.press('1');
      await left(line, 'begin');
      // No key of this menu: that is said, and the menu again.
      await call.media.press('7');
      await told(line, (fact) => fact.type === 'PromptHeard' && fact.prompt === 'optionBooking' && !fact.complete);
      await call.media.press('4');
      await left(line, 'menu');
      await call.media.press('1');
      await left(line, 'information');
      // The hours of the line are heard to their end before the next key.
      const before = call.media.heard().length;
      await told(line, (fact) => fact.type === 'PromptHeard' && fact.prompt === 'openingHours' && fact.complete);
      t.true(loudness(call.media.heard().subarray(before)) > 0.01, 'the hours were spoken');
      await call.media.press('#');
      await left(line, 'openingHours');
      await call.media.press('2');
      await told(line, (fact) => fact.type === 'FlowNodeLeft' && fact.choice === 'potrebni dokumenti');
      await call.media.press('2');
      await left(line, 'documents');
      await call.media.press('0');
      await call.media.hears(agentTone, 1_000);
      const view = await line.agent('agent1', ({ state }) => state === 'talking');
      const path = ['delovni čas in dokumenti', 'delovni čas', 'potrebni dokumenti', 'potni list', 'svetovalec'];
      t.deepEqual(view.call?.menuPath, path);
      t.is(view.call?.disposition, 'priloge');
      await call.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { outcome: 'answered', topic: 'documents', disposition: 'priloge' });
      t.deepEqual(
        cdr?.flowPath.flatMap(({ choice }) => choice ?? []),
        path,
      );
      t.true(cdr?.prompts.some(({ prompt }) => prompt === 'invalidKey'));
      t.is((await line.db('call').first('disposition')).disposition, 'priloge');
    },
    { flow: defaultFlow, prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0 })) },
  );
});
