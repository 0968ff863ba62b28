import test from 'ava';
import type { Page } from 'playwright-core';
import { answered } from '../sql/cdr-fixture.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, phone, signIn, textOf, withPage } from './fixture/browser.ts';
import { agentView, lineView, ringing, talking, wallboardView, wrappingUp } from './fixture/views.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
const waitForFocus = (page: Page, id: string) =>
  page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
/** The island has taken the page over when its own switch is there. */
const islandReady = (page: Page) => page.getByLabel('Zvok ob novem klicu').waitFor();

test.serial(
  '[R2.5] the offer is on the screen at once: number, language, wait; title, focus and a sentence change with it',
  async (t) => {
    await withWeb(async (web) => {
      web.engine.showAgent(agentView());
      await withPage(web, async (page, troubles) => {
        await signIn(page, 'agent1');
        await islandReady(page);
        t.is(await page.title(), 'Konzola – UeNaročanje');
        await page.evaluate(() => Object.assign(globalThis, { sameSite: true }));

        const begun = performance.now();
        web.engine.showAgent(ringing());
        await page.getByRole('heading', { name: 'Dvignite slušalko telefona' }).waitFor();
        const took = performance.now() - begun;
        t.true(took < 1_000, `${took} ms`);
        await page.getByText('041 234 567').waitFor();
        t.regex(await textOf(page.locator('.call-facts')), /slovenščina[\s\S]*0:4\d|slovenščina[\s\S]*0:5\d/);
        t.is(await page.title(), 'Zvoni! – Konzola – UeNaročanje');
        await waitForFocus(page, 'klic');
        await page
          .locator('#oznanilo', { hasText: /Nov klic\. Jezik: slovenščina\. Čaka že \d+ s\./ })
          .waitFor({ state: 'attached' });
        t.deepEqual(await violationsOf(page), []);

        web.engine.showAgent(talking());
        await page.getByText('Pogovor se snema').waitFor();
        t.is(await page.title(), 'Pogovor – Konzola – UeNaročanje');
        web.engine.showAgent(wrappingUp());
        await page.getByText(/Konča se sama čez/).waitFor();
        await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'kategorija');
        t.true(await page.evaluate(() => 'sameSite' in globalThis));
        t.deepEqual(troubles, []);
      });
    });
  },
);

test.serial('[R2.7] what was noted is saved while it is written, and nothing that comes back undoes it', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(talking());
    await withPage(web, async (page) => {
      await signIn(page, 'agent1');
      await islandReady(page);
      const saved = web.engine.nextCommand();
      await page.getByLabel('Zapis').fill('Potni list za otroka');
      t.like(await saved, { type: 'DescribeCall', callId: 'call-1', notes: 'Potni list za otroka', disposition: null });
      await page.getByText('Shranjeno.').waitFor();
      // The engine's view comes back with what was saved, while the agent writes on.
      await page.getByLabel('Zapis').pressSequentially(' in zase');
      web.engine.showAgent(talking({ notes: 'Potni list za otroka', disposition: 'drugo' }));
      web.engine.showAgent(wrappingUp({ notes: 'Potni list za otroka', disposition: 'drugo' }));
      await page.getByText(/Konča se sama čez/).waitFor();
      t.is(await page.getByLabel('Zapis').inputValue(), 'Potni list za otroka in zase');
      t.is(await focused(page), 'zapis');

      await page.getByLabel('prenaročanje').check();
      await page.getByLabel('Naslednji korak').fill('Poslati seznam prilog');
      await page.getByRole('button', { name: 'Shrani in dokončaj' }).click();
      while (!web.engine.commands.some(({ command }) => command.type === 'FinishWrapUp'))
        await web.engine.nextCommand();
      const described = web.engine.commands
        .map(({ command }) => command)
        .findLast(({ type }) => type === 'DescribeCall');
      t.deepEqual(described, {
        type: 'DescribeCall',
        agentId: 'agent1',
        callId: 'call-1',
        disposition: 'prenarocanje',
        notes: 'Potni list za otroka in zase',
        nextStep: 'Poslati seznam prilog',
      } as never);
    });
  });
});

test.serial('[R2.7] what could not be saved is said and stays in the form', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(wrappingUp());
    web.engine.answerWith(() => ({ ok: false, refusal: 'unknownDisposition' }));
    await withPage(web, async (page) => {
      await signIn(page, 'agent1');
      await islandReady(page);
      await page.getByLabel('Zapis').fill('Ne izgubi me');
      await page.getByRole('button', { name: 'Shrani in dokončaj' }).click();
      await page.getByText('Te kategorije ni na seznamu. Izberite drugo.').waitFor();
      await page.getByText('Še ni shranjeno.').waitFor();
      t.is(await page.getByLabel('Zapis').inputValue(), 'Ne izgubi me');
    });
  });
});

test.serial('[R2.8] recording is paused and resumed from the console, and its state is always in words', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(talking());
    await withPage(web, async (page) => {
      await signIn(page, 'agent1');
      await islandReady(page);
      const paused = web.engine.nextCommand();
      await page.getByRole('button', { name: 'Ustavi snemanje' }).click();
      t.deepEqual(await paused, { type: 'PauseRecording', agentId: 'agent1', callId: 'call-1' } as never);
      web.engine.showAgent(talking({ recording: { recordingId: 'recording-1' as never, muted: true, silent: false } }));
      await page.getByText('Snemanje je ustavljeno').waitFor();
      const resumed = web.engine.nextCommand();
      await page.getByRole('button', { name: 'Nadaljuj snemanje' }).click();
      t.like(await resumed, { type: 'ResumeRecording' });
      web.engine.showAgent(talking({ recording: null, consent: 'refused' }));
      await page.getByText('Klicatelj je snemanje zavrnil').waitFor();
      t.is(await page.getByRole('button', { name: /snemanje/ }).count(), 0);
    });
  });
});

test.serial('[R2.6] the caller is put on hold and taken back', async (t) => {
  await withWeb(async (web) => {
    await withPage(web, async (page) => {
      web.engine.showAgent(talking());
      await signIn(page, 'agent1', '/konzola');
      const held = web.engine.nextCommand();
      await page.getByRole('button', { name: 'Zadrži klic' }).click();
      t.deepEqual(await held, { type: 'HoldCaller', agentId: 'agent1', callId: 'call-1' } as never);
      web.engine.showAgent({ ...talking(), state: 'onHold' });
      await page.getByRole('heading', { name: 'Klic zadržan' }).waitFor();
      t.deepEqual(await violationsOf(page), []);
      const resumed = web.engine.nextCommand();
      await page.getByRole('button', { name: 'Nadaljuj pogovor' }).click();
      t.like(await resumed, { type: 'ResumeCaller' });
    });
  });
});

test.serial('[R2.1] a whole shift by keyboard alone', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(agentView({ state: 'signedOut', since: null }));
    await withPage(web, async (page, troubles) => {
      await page.goto('/');
      await page.keyboard.press('Tab');
      t.is(await page.evaluate(() => document.activeElement?.textContent), 'Skoči na vsebino');
      await page.keyboard.press('Enter');
      t.is(await focused(page), 'vsebina');
      await page.getByLabel('Uporabniško ime').focus();
      await page.keyboard.type('agent1');
      await page.keyboard.press('Tab');
      await page.keyboard.type('geslo za agent1');
      await page.keyboard.press('Enter');
      await islandReady(page);

      const next = async (press: () => Promise<void>) => {
        const command = web.engine.nextCommand();
        await press();
        return command;
      };
      await page.getByRole('button', { name: 'Prijava na delo' }).focus();
      t.like(await next(() => page.keyboard.press('Enter')), { type: 'SignIn' });
      web.engine.showAgent(agentView({ state: 'paused', reason: 'signedIn' }));
      await page.getByText('po prijavi').waitFor();
      // The button is gone; the keyboard is not thrown back to the top.
      await waitForFocus(page, 'moje-stanje');
      t.like(await next(() => page.keyboard.press('F2')), { type: 'BecomeReady' });
      web.engine.showAgent(agentView());
      await page.getByText('Pripravljeni ste.').waitFor();
      await page.keyboard.press('F4');
      t.is(await focused(page), 'razlog');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      t.like(await next(() => page.keyboard.press('Enter')), { type: 'Pause', reason: 'odmor' });
      web.engine.showAgent(talking());
      await page.getByText('Pogovor se snema').waitFor();
      t.like(await next(() => page.keyboard.press('F8')), { type: 'PauseRecording' });
      await page.keyboard.press('F9');
      t.is(await focused(page), 'zapis');
      t.like(await next(() => page.keyboard.type('Zapis')), { type: 'DescribeCall', notes: 'Zapis' });
      web.engine.showAgent(wrappingUp({ notes: 'Zapis' }));
      await page.getByText(/Konča se sama čez/).waitFor();
      t.like(await next(() => page.keyboard.press('F10')), { type: 'DescribeCall' });
      while (!web.engine.commands.some(({ command }) => command.type === 'FinishWrapUp'))
        await web.engine.nextCommand();

      // Everything that can be reached shows that it is.
      web.engine.showAgent(wrappingUp());
      for (let step = 0; step < 25; step += 1) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(() => {
          const element = document.activeElement;
          if (element === null || element === document.body) return 'none';
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const around =
            element.closest('label') === null ? null : getComputedStyle(element.closest('label') as Element);
          const visible = outlineStyle !== 'none' && outlineWidth !== '0px';
          return visible || (around !== null && around.outlineStyle !== 'none') ? 'seen' : element.outerHTML;
        });
        t.true(seen === 'seen' || seen === 'none', seen);
      }
      t.deepEqual(troubles, []);
    });
  });
});

test.serial('[R2.2] a wish during the call is confirmed, for it takes effect only after it', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(talking());
    await withPage(web, async (page) => {
      await signIn(page, 'agent1');
      await islandReady(page);
      await page.keyboard.press('F4');
      await page.getByRole('button', { name: 'Po klicu na premor' }).click();
      await page.getByText('Zabeleženo. Velja po koncu tega klica.').waitFor();
      t.like(web.engine.commands.at(-1)?.command, { type: 'Pause', reason: 'malica' });
    });
  });
});

test.serial('[R2.1] an unreachable phone comes with what to do, a refusal with its reason', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(agentView({ state: 'signedOut', since: null, phoneReachable: false }));
    web.engine.answerWith(() => ({ ok: false, refusal: 'phoneUnreachable' }));
    await withPage(web, async (page) => {
      await signIn(page, 'agent1');
      await page.getByText('Preverite, ali je telefon vklopljen in ali na zaslonu kaže vašo številko.').waitFor();
      await islandReady(page);
      await page.getByRole('button', { name: 'Prijava na delo' }).click();
      await page.getByText('Vaš telefon ni dosegljiv.').waitFor();
      web.engine.answerWith(null);
      await page.getByRole('button', { name: 'Prijava na delo' }).click();
      await page.getByText('Klicni center ni odgovoril. Preverite stanje na strani').waitFor();
      t.pass();
    });
  });
});

test.serial('[R9.2] a lost Asterisk and a lost engine are said on the console, and the page recovers', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    web.engine.showAgent(agentView());
    await withPage(web, async (page) => {
      await signIn(page, 'agent1');
      await islandReady(page);
      web.engine.showWallboard(wallboardView({ line: lineView({ asteriskConnected: false }) }));
      await page
        .getByRole('alert')
        .getByText(/Ni povezave s telefonsko centralo od/)
        .waitFor();
      await web.engine.goAway();
      await page
        .getByRole('alert')
        .getByText(/Ni povezave s klicnim centrom od/)
        .waitFor();
      await page.locator('.console.stale').waitFor();
      t.deepEqual(await violationsOf(page), []);
      await page.getByRole('button', { name: 'Na premor' }).click();
      await page.getByText('zato zahteva ni bila poslana').waitFor();
      web.engine.showWallboard(wallboardView());
      await web.engine.comeBack();
      await page.locator('.console:not(.stale)').waitFor();
      await page.getByText('Linija je odprta').waitFor();
      t.is(await textOf(page.getByRole('alert')), '');
    });
  });
});

test.serial('[R2.5] a finished call appears among the last ones by itself', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(wrappingUp());
    await withPage(web, async (page) => {
      await signIn(page, 'agent1');
      await islandReady(page);
      await page.getByText('Danes še niste imeli klica.').waitFor();
      web.engine.showAgent(agentView());
      await page.getByText('Pripravljeni ste.').waitFor();
      await web.storeCalls(answered('call-1'));
      await page.locator('.last-calls').getByText('040 111 222').waitFor();
      await page.getByRole('link', { name: /Odpri klic ob 9\.00/ }).click();
      await page.getByRole('heading', { name: 'Klic 23. 11. 2026 ob 9.00' }).waitFor();
      t.pass();
    });
  });
});

for (const viewport of [phone, desk]) {
  test.serial(
    `[R2.1] the console in every state at ${viewport.width}: nothing to the side, axe finds nothing`,
    async (t) => {
      await withWeb(async (web) => {
        await web.storeCalls(answered('call-9'));
        await withPage(
          web,
          async (page) => {
            await signIn(page, 'agent1');
            const states = [
              agentView({ state: 'signedOut', since: null, phoneReachable: false }),
              agentView(),
              agentView({ state: 'paused', reason: 'noAnswer' }),
              ringing(),
              talking(),
              wrappingUp({ disposition: 'priloge', notes: 'Zapis '.repeat(50), nextStep: 'Korak' }),
            ];
            for (const view of states) {
              web.engine.showAgent(view);
              await page.locator(`.my-state.state-${view.state}`).waitFor();
              t.deepEqual(await violationsOf(page), [], view.state);
              t.is(
                await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
                0,
                view.state,
              );
            }
          },
          { viewport },
        );
      });
    },
  );
}

test.serial('[R2.1] the whole console without script: every step a form', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(agentView({ state: 'signedOut', since: null }));
    await withPage(
      web,
      async (page, troubles) => {
        await signIn(page, 'agent1');
        await page.getByRole('button', { name: 'Prijava na delo' }).click();
        web.engine.showAgent(agentView());
        t.regex(await page.content(), /<meta http-equiv="refresh" content="5">/);
        await page.getByRole('link', { name: 'Osveži stran' }).click();
        await page.getByLabel('Razlog za premor').selectOption('sestanek');
        await page.getByRole('button', { name: 'Na premor' }).click();
        web.engine.showAgent(talking());
        await page.getByRole('link', { name: 'Osveži stran' }).click();
        t.notRegex(await page.content(), /http-equiv="refresh"/);
        await page.getByRole('button', { name: 'Ustavi snemanje' }).click();
        await page.getByLabel('Zapis').fill('Brez skripte');
        await page.getByRole('button', { name: 'Shrani' }).click();
        await page.getByText('Shranjeno.').waitFor();
        web.engine.showAgent(wrappingUp({ notes: 'Brez skripte' }));
        web.engine.answerWith((command) =>
          command.type === 'FinishWrapUp' ? { ok: false, refusal: 'notInWrapUp' } : { ok: true },
        );
        await page.getByRole('link', { name: 'Osveži stran' }).click();
        await page.getByLabel('težave s portalom').check();
        await page.getByLabel('Zapis').fill('Brez skripte, dopolnjeno');
        await page.getByRole('button', { name: 'Shrani in dokončaj' }).click();
        await page.getByText('Obdelava klica je že končana.').waitFor();
        // What was typed is still there.
        t.is(await page.getByLabel('Zapis').inputValue(), 'Brez skripte, dopolnjeno');
        t.true(await page.getByLabel('težave s portalom').isChecked());
        web.engine.answerWith(() => ({ ok: true }));
        await page.getByRole('button', { name: 'Shrani in dokončaj' }).click();
        await page.waitForURL('**/konzola');
        t.deepEqual(
          web.engine.commands.map(({ command }) => command.type),
          [
            'SignIn',
            'Pause',
            'PauseRecording',
            'DescribeCall',
            'DescribeCall',
            'FinishWrapUp',
            'DescribeCall',
            'FinishWrapUp',
          ],
        );
        t.deepEqual(
          troubles.filter((trouble) => !trouble.includes('409')),
          [],
        );
      },
      { script: false },
    );
  });
});
