import test from 'ava';
import type { Cdr } from '../../engine/core/cdr.ts';
import type { QueueId, RecordingId } from '../../engine/core/ids.ts';
import { readShippedSequence } from '../../sql/line/read-shipped-sequence.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { abandoned, at } from '../sql/cdr-fixture.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, phone, signIn, withPage } from './fixture/browser.ts';
import { visit } from './fixture/visitor.ts';
import type { TestWeb } from './fixture/web.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const messageId = 'call-1-recording' as RecordingId;
const cdr = (): Cdr => ({ ...abandoned('call-1'), outcome: 'voiceMessage' });

async function withMessage(work: (web: TestWeb, audio: Buffer) => Promise<void>): Promise<void> {
  await withWeb(async (web) => {
    await web.storeCalls(cdr());
    const audio = await web.storeRecording(cdr());
    const { callId } = cdr();
    await storeJournalBatch(web.db, [
      {
        sequence: (await readShippedSequence(web.db)) + 1,
        event: { type: 'RecordingEnded', at: at(60), recordingId: messageId, result: 'finished', seconds: 118.5 },
        facts: [
          { type: 'VoiceMessageLeft', at: at(60), callId, messageId, queueId: 'narocanje' as QueueId, seconds: 118.5 },
        ],
      },
    ]);
    await work(web, audio);
  });
}

test.serial(
  '[R1.7] [R2.8] agents and supervisors see and hear messages, each playback is written down; others do not',
  async (t) => {
    await withMessage(async (web, audio) => {
      for (const user of ['agent1', 'nadzornik'] as const) {
        const visitor = visit(web);
        await visitor.signIn(user);
        const page = await (await visitor.get('/sporocila')).text();
        t.regex(page, /Odprta sporočila \(1\)/);
        t.regex(page, /Naročanje UE Ljubljana/);
        t.is(page.includes('/klici/call-1'), user === 'nadzornik');
        const heard = await visitor.get(`/sporocila/${messageId}/posnetek`);
        t.true(Buffer.from(await heard.arrayBuffer()).equals(audio));
      }
      const played = await web.db('audit_entry').where({ action: 'recordingPlayed' }).orderBy('id').pluck('user_id');
      t.deepEqual(played, ['agent1', 'nadzornik']);
      const client = visit(web);
      await client.signIn('narocnik');
      t.is((await client.get('/sporocila')).status, 403);
      t.is((await client.get(`/sporocila/${messageId}/posnetek`)).status, 403);
      t.is((await client.post(`/sporocila/${messageId}/zakljuci`, { odgovor: 'calledBack' })).status, 403);
      const agent = visit(web);
      await agent.signIn('agent1');
      t.is((await agent.get('/sporocila/unknown/posnetek')).status, 404);
    });
  },
);

test.serial(
  '[R1.7] an agent says what was done; the engine is told in that name, and a message closed already is refused',
  async (t) => {
    await withMessage(async (web) => {
      const visitor = visit(web);
      await visitor.signIn('agent1');
      const unchosen = await visitor.post(`/sporocila/${messageId}/zakljuci`, { zapis: 'Klical nazaj.' });
      t.is(unchosen.status, 422);
      t.regex(await unchosen.text(), /Klical nazaj\./, 'what was typed stays');
      const closed = await visitor.post(`/sporocila/${messageId}/zakljuci`, {
        odgovor: 'calledBack',
        zapis: 'Dogovorjen termin.',
      });
      t.is(closed.status, 303);
      t.deepEqual(web.engine.commands.at(-1), {
        by: { kind: 'person', userId: 'agent1', role: 'agent' },
        command: { type: 'CloseVoiceMessage', messageId, answer: 'calledBack', notes: 'Dogovorjen termin.' },
      });
      const after = await (await visitor.get(closed.headers.get('location') ?? '')).text();
      t.regex(after, /Sporočilo je zaključeno\./);
      t.regex(after, /Ni odprtih sporočil\./, 'also before the journal has told the database');
      web.engine.answerWith(() => ({ ok: false, refusal: 'messageClosed' }));
      const again = await visitor.post(`/sporocila/${messageId}/zakljuci`, { odgovor: 'notNeeded', zapis: '' });
      t.is(again.status, 409);
      t.regex(await again.text(), /že zaključeno/);
      t.false(web.log.some((line) => line.includes('Dogovorjen')));
    });
  },
);

for (const [name, viewport] of Object.entries({ phone, desk })) {
  test.serial(`[R1.7] the page at ${name} size is accessible, by keyboard too`, async (t) => {
    await withMessage(async (web) => {
      await withPage(
        web,
        async (page, troubles) => {
          await signIn(page, 'agent1', '/sporocila');
          t.deepEqual(await violationsOf(page), []);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          t.true(width <= viewport.width, `${width}`);
          const shots = process.env.SHOTS_FOLDER;
          if (shots !== undefined) await page.screenshot({ path: `${shots}/messages-${name}.png`, fullPage: true });
          await page.getByLabel('Klicatelj ni dosegljiv').check();
          await page.getByRole('button', { name: 'Zaključi sporočilo' }).press('Enter');
          await page.getByText('Sporočilo je zaključeno.').waitFor();
          t.deepEqual(troubles, []);
        },
        { viewport },
      );
    });
  });
}
