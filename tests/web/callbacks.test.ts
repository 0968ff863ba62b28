import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { morning } from '../sql/callback-morning.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, phone, signIn, withPage } from './fixture/browser.ts';
import { tooWide } from './fixture/fits.ts';
import { agentView, callView, wallboardView } from './fixture/views.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const ago = (seconds: number) => instant(Date.now() - seconds * 1000);
const aCallback = {
  callbackId: 'a-cb' as never,
  reason: 'asked',
  askedAt: ago(600),
  promisedBy: ago(-3600),
  earlierTries: 1,
  notes: 'prosi za termin v Litiji',
  stage: 'dialling',
} as const;

test.serial('[R1.11] whoever answers sees what is owed and what came of it, and closes or adds by hand', async (t) => {
  await withWeb(async (web) => {
    await storeJournalBatch(web.db, morning());
    const visitor = visit(web);
    await visitor.signIn('agent1');
    const html = await (await visitor.get('/povratni-klici')).text();
    for (const text of ['01 478 12 34', 'vpisano ročno', 'prosi za klic', '041 000 001', 'zasedeno', 'urejeno drugače'])
      t.true(html.includes(text), text);
    t.true(html.indexOf('01 478 12 34') < html.indexOf('041 000 001'), 'the open ones stand first');
    t.regex(html, /href="\/klici\/first"/, 'the call in which it was asked for is one click away');

    const add = { stevilka: '041 123 456', vrsta: 'narocanje', jezik: 'sl', opomba: 'potni list' };
    const added = await visitor.post('/povratni-klici', add);
    t.is(added.status, 303);
    t.is(added.headers.get('location'), '/povratni-klici?opravljeno=dodan');
    t.deepEqual(web.engine.commands.at(-1), {
      by: { kind: 'person', userId: 'agent1', role: 'agent' },
      command: {
        type: 'AddCallback',
        callerNumber: '041 123 456',
        queueId: 'narocanje' as never,
        language: 'sl',
        notes: 'potni list',
      },
    });
    web.engine.answerWith(() => ({ ok: false, refusal: 'callbackOpen' }));
    const refused = await visitor.post('/povratni-klici', add);
    t.is(refused.status, 409);
    const again = await refused.text();
    t.regex(again, /Ta številka že čaka na povratni klic\./);
    t.regex(again, /value="041 123 456"/, 'what was written stays');
    web.engine.answerWith(() => ({ ok: true }));
    const id = /name="klic" value="([^"]+)"/.exec(html)?.[1] ?? '';
    await visitor.post('/povratni-klici/zakljuci', { klic: id, izid: 'cancelled', opomba: 'ni več potrebno' });
    t.like(web.engine.commands.at(-1)?.command, { type: 'CloseCallback', callbackId: id, outcome: 'cancelled' });
    const retried = await visitor.post('/povratni-klici/znova', { klic: id, izid: 'reached', opomba: 'ni odgovora' });
    t.is(retried.headers.get('location'), '/povratni-klici?opravljeno=znova');
    t.deepEqual(web.engine.commands.at(-1)?.command, {
      type: 'RetryCallback',
      callbackId: id as never,
      notes: 'ni odgovora',
    });
    web.engine.showAgent(
      agentView({ state: 'talking', call: callView({ callback: { ...aCallback, stage: 'talking' } }) }),
    );
    const consolePage = await (await visitor.get('/konzola')).text();
    t.regex(consolePage, /action="\/konzola\/povratni-klic"/);
    await visitor.post('/konzola/povratni-klic', { klic: 'a-cb' });
    t.like(web.engine.commands.at(-1)?.command, { type: 'RetryCallback', callbackId: 'a-cb' });
    t.false(
      web.log.some((line) => /478 ?12|041 ?123|potni list/.test(line)),
      'nothing of it is in the log',
    );
  });
});

for (const viewport of [phone, desk]) {
  test.serial(
    `[R1.11] [R2.5] list, console and wallboard at ${viewport.width}: nothing to the side, axe finds nothing`,
    async (t) => {
      await withWeb(async (web) => {
        await storeJournalBatch(web.db, morning());
        web.engine.showAgent(agentView({ state: 'talking', since: ago(4), call: callView({ callback: aCallback }) }));
        web.engine.showWallboard(wallboardView({ callbacks: { open: 3, inLine: 1, oldestPromiseAt: ago(120) } }));
        await withPage(
          web,
          async (page) => {
            const check = async (name: string): Promise<void> => {
              t.deepEqual(await violationsOf(page), [], name);
              t.is(await tooWide(page), null, name);
            };
            await signIn(page, 'agent1');
            await page.getByText('Uporabniku zvoni').waitFor();
            await page.getByText('2. poskus').waitFor();
            await check('konzola');
            await page.goto(`${web.url}/povratni-klici`);
            await page.getByText('Zaključi').first().click();
            await check('povratni-klici');
            await page.context().clearCookies();
            await signIn(page, 'nadzornik');
            await page.locator('.tile', { hasText: 'Povratni klici' }).getByText('najstarejša obljuba').waitFor();
            await check('stena');
          },
          { viewport },
        );
      });
    },
  );
}
