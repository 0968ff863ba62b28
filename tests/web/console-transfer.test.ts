import test from 'ava';
import type { Page } from 'playwright-core';
import type { ConsultView } from '../../engine/core/views.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, phone, signIn, textOf, withPage } from './fixture/browser.ts';
import { ringing, talking, withTargets } from './fixture/views.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const islandReady = (page: Page) => page.getByLabel('Zvok ob novem klicu').waitFor();
const consult = (state: ConsultView['state'], part: ConsultView['part'] = 'asks'): ConsultView => ({
  part,
  name: 'Matej Črnigoj',
  state,
});
const asked = { agentId: 'agent1', callId: 'call-1' };

test.serial('[R2.6] a colleague or a queue is picked, and the command says which', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(withTargets());
    await withPage(web, async (page, troubles) => {
      await signIn(page, 'agent1');
      await islandReady(page);
      const options = await page.getByLabel('Svetovalec', { exact: true }).locator('option').allTextContents();
      t.deepEqual(options, ['Izberite svetovalca', 'Matej Črnigoj – Na voljo', 'Žiga Šuštar – V pogovoru']);
      t.true(await page.locator('#svetovalec option[value=agent3]').isDisabled(), 'who talks can not be asked');
      t.deepEqual(await page.getByLabel('Vrsta', { exact: true }).locator('option').allTextContents(), [
        'Naročanje (v vrsti: 3)',
        'Druga raven',
      ]);
      t.deepEqual(await violationsOf(page), []);
      await page.getByLabel('Svetovalec', { exact: true }).selectOption('agent2');
      const question = web.engine.nextCommand();
      await page.getByRole('button', { name: 'Posvetuj se' }).click();
      t.deepEqual(await question, { type: 'ConsultAgent', ...asked, asked: 'agent2' } as never);
      const given = web.engine.nextCommand();
      await page.getByRole('button', { name: 'Preveži', exact: true }).click();
      t.deepEqual(await given, {
        type: 'TransferCall',
        ...asked,
        to: { kind: 'agent', agentId: 'agent2' },
      } as never);
      await page.getByLabel('Vrsta', { exact: true }).selectOption('druga');
      const queued = web.engine.nextCommand();
      await page.getByRole('button', { name: 'Preveži v vrsto' }).click();
      t.deepEqual(await queued, {
        type: 'TransferCall',
        ...asked,
        to: { kind: 'queue', queueId: 'druga' },
      } as never);
      t.deepEqual(troubles, []);
      web.engine.answerWith(() => ({ ok: false, refusal: 'agentNotFree' }));
      await page.getByRole('button', { name: 'Posvetuj se' }).click();
      await page.getByText('Izbrani svetovalec zdaj ni na voljo. Izberite drugega ali vrsto.').waitFor();
    });
  });
});

test.serial('[R2.6] the question is live: who hears whom in words, and only what is possible', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(withTargets());
    await withPage(web, async (page) => {
      await signIn(page, 'agent1');
      await islandReady(page);
      const shows = async (state: ConsultView['state'], sentence: string, buttons: string[]) => {
        web.engine.showAgent({ ...withTargets({ consult: consult(state) }), state: 'onHold' });
        await page.getByText(sentence).waitFor();
        t.deepEqual(await page.locator('#obrazec-posvet button').allTextContents(), buttons);
        t.is(await page.locator('#obrazec-zadrzanje').count(), 0, 'who hears whom is decided in the question');
        t.deepEqual(await violationsOf(page), []);
      };
      await shows('ringing', 'Zvoni: Matej Črnigoj. Klicatelj posluša glasbo.', ['Nazaj h klicatelju', 'Predaj klic']);
      await shows('asking', 'Posvet: Matej Črnigoj. Klicatelj posluša glasbo in vaju ne sliši.', [
        'Nazaj h klicatelju',
        'Preklopi na klicatelja',
        'Konferenca',
        'Predaj klic',
      ]);
      for (const [button, type] of [
        ['Preklopi na klicatelja', 'SwapParties'],
        ['Konferenca', 'JoinParties'],
        ['Predaj klic', 'CompleteTransfer'],
        ['Nazaj h klicatelju', 'ReturnToCaller'],
      ] as const) {
        const wanted = web.engine.nextCommand();
        await page.getByRole('button', { name: button }).click();
        t.deepEqual(await wanted, { type, ...asked } as never);
      }
      await shows('parked', 'Govorite s klicateljem. Glasbo posluša: Matej Črnigoj.', [
        'Nazaj h klicatelju',
        'Preklopi na svetovalca',
        'Konferenca',
        'Predaj klic',
      ]);
      await shows('joined', 'Konferenca: klicatelj, Matej Črnigoj in vi.', ['Nazaj h klicatelju', 'Predaj klic']);
      const office = { ...consult('parked'), name: 'Oddelek za tujce', outside: true } as const;
      web.engine.showAgent(withTargets({ consult: office }));
      await page.getByText('Glasbo posluša: Oddelek za tujce.').waitFor();
      await page.getByRole('button', { name: 'Preklopi na zunanjo številko' }).waitFor();
      const recording = { recordingId: 'r' as never, muted: false, silent: true };
      web.engine.showAgent(withTargets({ recording, consult: { ...office, state: 'joined' } }));
      await page.getByText('Konferenca z zunanjo številko se ne snema.').waitFor();
      t.deepEqual(await violationsOf(page), []);
    });
  });
});

test.serial('[R2.6] function keys: hold, picker, toggle; all without a mouse', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(withTargets());
    await withPage(web, async (page) => {
      await signIn(page, 'agent1');
      await islandReady(page);
      const held = web.engine.nextCommand();
      await page.keyboard.press('F6');
      t.like(await held, { type: 'HoldCaller' });
      await page.keyboard.press('F7');
      t.is(await page.evaluate(() => document.activeElement?.id), 'svetovalec');
      await page.keyboard.press('M');
      await page.keyboard.press('Tab');
      const question = web.engine.nextCommand();
      await page.keyboard.press('Enter');
      t.like(await question, { type: 'ConsultAgent', asked: 'agent2' });
      web.engine.showAgent(withTargets({ consult: consult('asking') }));
      await page.locator('#obrazec-posvet').waitFor();
      const toggled = web.engine.nextCommand();
      await page.keyboard.press('F6');
      t.like(await toggled, { type: 'SwapParties' });
      await page.keyboard.press('F7');
      t.is(await page.evaluate(() => document.activeElement?.textContent), 'Nazaj h klicatelju');
    });
  });
});

test.serial('[R2.5] [R2.6] the colleague sees who asks, about which call, and what was written', async (t) => {
  await withWeb(async (web) => {
    const view = ringing();
    const earlier = [{ name: 'Ana Žagar', notes: 'Potni list za otroka', nextStep: '' }];
    const call = view.call && { ...view.call, earlier, consult: consult('ringing', 'isAsked') };
    web.engine.showAgent({ ...view, call });
    await withPage(web, async (page) => {
      await signIn(page, 'agent1');
      await islandReady(page);
      await page.getByText('Prošnja za posvet: Matej Črnigoj.').waitFor();
      t.regex(await textOf(page.locator('.earlier-notes')), /Prejšnji zapis: Ana Žagar[\s\S]*Potni list za otroka/);
      web.engine.showAgent(talking({ answeredAt: null, recording: null, consult: consult('asking', 'isAsked') }));
      await page.getByText('Posvet: Matej Črnigoj. Klicatelj posluša glasbo in vaju ne sliši.').waitFor();
      t.is(await page.locator('#obrazec-posvet, #obrazec-zadrzanje, #obrazec-opis, .transfer').count(), 0);
      t.deepEqual(await violationsOf(page), []);
    });
  });
});

for (const [name, size] of [
  ['a telephone', phone],
  ['a desk', desk],
] as const) {
  test.serial(`[R2.6] picker and question fit on ${name}`, async (t) => {
    await withWeb(async (web) => {
      web.engine.showAgent(withTargets());
      await withPage(
        web,
        async (page) => {
          await signIn(page, 'agent1');
          await islandReady(page);
          for (const view of [withTargets(), withTargets({ consult: consult('asking') })]) {
            web.engine.showAgent(view);
            await page.locator(view.call?.consult ? '#obrazec-posvet' : '.transfer').waitFor();
            t.is(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), 0);
            t.deepEqual(await violationsOf(page), []);
          }
        },
        { viewport: size },
      );
    });
  });
}

test.serial('[R2.6] without script the same forms do the same', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(withTargets());
    await withPage(
      web,
      async (page) => {
        await signIn(page, 'agent1', '/konzola');
        await page.getByLabel('Svetovalec', { exact: true }).selectOption('agent2');
        const question = web.engine.nextCommand();
        await page.getByRole('button', { name: 'Posvetuj se' }).click();
        t.deepEqual(await question, { type: 'ConsultAgent', ...asked, asked: 'agent2' } as never);
        await page.waitForURL(/konzola/);
      },
      { script: false },
    );
  });
});
