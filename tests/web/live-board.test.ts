import test from 'ava';
import type { Page } from 'playwright-core';
import type { Calibration } from '../../engine/core/calibration.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, phone, signIn, textOf, wall, withPage } from './fixture/browser.ts';
import { busyToday, lineView, now, wallboardView } from './fixture/views.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const tile = (page: Page, name: string) => page.locator('.tile', { hasText: name }).locator('.tile-value');
/** Marks the page, so that a page loaded again would be noticed. */
const mark = (page: Page) => page.evaluate(() => Object.assign(globalThis, { sameSite: true }));
const isMarked = (page: Page) => page.evaluate(() => 'sameSite' in globalThis);

test.serial('[R2.9] the wallboard changes while it is looked at, without being loaded again', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    await withPage(web, async (page, troubles) => {
      await signIn(page, 'nadzornik');
      await page.waitForURL('**/stena');
      await mark(page);
      t.is(await textOf(tile(page, 'V čakalni vrsti')), '0');
      await page.getByText('Danes še ni bilo klicev.').waitFor();

      web.engine.showWallboard(wallboardView({ waiting: 2, oldestSeconds: 63, today: busyToday() }));
      await tile(page, 'V čakalni vrsti').getByText('2').waitFor();
      await page.locator('.tile', { hasText: 'Najdlje čaka' }).getByText('več kot 20 s').waitFor();
      // The longest wait counts on by itself.
      await page.locator('.tile', { hasText: 'Najdlje čaka' }).getByText('1:05', { exact: true }).waitFor();
      t.is(await textOf(tile(page, 'Sprejeti klici')), String(busyToday().answered));
      t.is(await textOf(tile(page, 'Raven storitve')), '73\u00a0%');
      await page.locator('#oznanilo', { hasText: 'V čakalni vrsti je klicatelj.' }).waitFor({ state: 'attached' });
      t.true(await isMarked(page));
      t.deepEqual(troubles, []);
    });
  });
});

test.serial(
  '[R2.9] agents stand by state with their time in it, the reason of a pause and a phone that is away',
  async (t) => {
    await withWeb(async (web) => {
      const view = wallboardView();
      web.engine.showWallboard({
        ...view,
        agents: view.agents.map((agent) => (agent.state === 'ready' ? { ...agent, phoneReachable: false } : agent)),
      });
      await withPage(web, async (page) => {
        await signIn(page, 'narocnik', '/stena');
        const rows = await page.locator('.agent-row').allInnerTexts();
        t.deepEqual(
          rows.map((row) => row.split('\n')[0]),
          ['Ana Žagar', 'Matej Črnigoj', 'Špela Košir'],
        );
        t.regex(rows[0] ?? '', /V pogovoru[\s\S]*3:[1-5]\d/);
        t.regex(rows[1] ?? '', /Na voljo[\s\S]*telefon ni dosegljiv/);
        t.regex(rows[2] ?? '', /Premor: malica[\s\S]*25:[0-5]\d/);
        t.regex(await textOf(page.locator('.state-counts')), /Ni na delu\s+1/);
      });
    });
  },
);

test.serial(
  '[R2.9] a lost engine is said with its time, old numbers stand grey and still, and all returns by itself',
  async (t) => {
    await withWeb(async (web) => {
      web.engine.showWallboard(wallboardView({ waiting: 1, oldestSeconds: 5 }));
      await withPage(web, async (page) => {
        await signIn(page, 'nadzornik');
        await tile(page, 'V čakalni vrsti').getByText('1').waitFor();
        await web.engine.goAway();
        await page
          .getByRole('alert')
          .getByText(/Ni povezave s klicnim centrom od \d+\.\d\d\. Podatki so zastareli\./)
          .waitFor();
        await page.locator('.board.stale').waitFor();
        await page.getByText('Stanje linije ni znano').waitFor();
        t.deepEqual(await violationsOf(page), []);
        await web.engine.comeBack();
        web.engine.showWallboard(wallboardView({ waiting: 4, oldestSeconds: 5 }));
        await tile(page, 'V čakalni vrsti').getByText('4').waitFor();
        t.is(await page.locator('.board.stale').count(), 0);
        await page.locator('#oznanilo', { hasText: 'Povezava je spet vzpostavljena.' }).waitFor({ state: 'attached' });
      });
    });
  },
);

test.serial(
  '[R1.8] [R2.9] how far told waits can be relied on is said with its meaning, or why none are told',
  async (t) => {
    await withWeb(async (web) => {
      const view = wallboardView({ today: busyToday() });
      const withEstimates = (estimates: Partial<Calibration>) => ({
        ...view,
        queues: view.queues.map((queue) => ({ ...queue, estimates: { ...queue.estimates, ...estimates } })),
      });
      web.engine.showWallboard(view);
      for (const viewport of [phone, desk, wall]) {
        await withPage(
          web,
          async (page) => {
            web.engine.showWallboard(view);
            await signIn(page, 'nadzornik');
            const note = page.locator('.board-estimates').first();
            t.is(
              await textOf(note),
              'Napovedi čakanja: uresničene 109 od zadnjih 120 (90\u00a0%), polovica odstopa za največ 38 s.',
            );
            await page
              .getByText('Napoved je uresničena, če svetovalec odgovori najpozneje v povedanem času.')
              .waitFor();
            t.deepEqual(await violationsOf(page), []);
            const isWide = () =>
              page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
            t.false(await isWide(), `${viewport.width} px`);
            web.engine.showWallboard(withEstimates({ silence: 'poorlyCalibrated', kept: 60 }));
            await note.getByText('zadnje napovedi prepogosto prekratke; uresničene 60 od zadnjih 120').waitFor();
            web.engine.showWallboard(withEstimates({ silence: 'tooLittleKnown', kept: 0, spoken: 0 }));
            await note.getByText('preverjenih čakanj premalo').waitFor();
          },
          { viewport },
        );
      }
    });
  },
);

test.serial('[R2.9] a lost Asterisk is said, while the engine’s numbers stay fresh', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    await withPage(web, async (page) => {
      await signIn(page, 'nadzornik');
      web.engine.showWallboard(wallboardView({ line: lineView({ asteriskConnected: false }) }));
      await page
        .getByRole('alert')
        .getByText(/Ni povezave s telefonsko centralo od \d+\.\d\d/)
        .waitFor();
      t.is(await page.locator('.board.stale').count(), 0);
      const asteriskHangs = { since: now(), resources: ['bridges'] } as const;
      web.engine.showWallboard(wallboardView({ line: lineView({ asteriskHangs }) }));
      await page
        .getByRole('alert')
        .getByText(/Del telefonske centrale se ne odziva od \d+\.\d\d/)
        .waitFor();
      t.is(await page.locator('.board.stale').count(), 0);
      web.engine.showWallboard(wallboardView());
      await page.locator('.trouble[data-part=none]').waitFor({ state: 'attached' });
    });
  });
});

test.serial('[R2.9] a lost web server is said, and an ended session asks to sign in', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    await withPage(web, async (page) => {
      await signIn(page, 'nadzornik');
      await page.locator('.chart, .board-empty').first().waitFor();
      await web.close();
      await page
        .getByRole('alert')
        .getByText(/Ni povezave s strežnikom od \d+\.\d\d/)
        .waitFor();
      t.pass();
    });
  });
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    await withPage(web, async (page) => {
      await signIn(page, 'nadzornik');
      await page.locator('.agent-row').first().waitFor();
      await web.db('web_session').delete();
      await page.reload();
      t.is(new URL(page.url()).pathname, '/prijava');
    });
  });
});

test.serial('[R2.9] the line closed and opened is shown with its end and its reason', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    await withPage(web, async (page) => {
      await signIn(page, 'nadzornik');
      await page.getByText('Linija je odprta').waitFor();
      const until = Date.now() + 600_000;
      web.engine.showWallboard(
        wallboardView({
          line: lineView({ open: false, closedReason: 'supervisor', overriddenUntil: until as never }),
        }),
      );
      await page.getByText(/do \d+\.\d\d \(izredno zaprta\)|do .* ob \d+\.\d\d \(izredno zaprta\)/).waitFor();
      await page.locator('#oznanilo', { hasText: 'Linija je zaprta' }).waitFor({ state: 'attached' });
      t.pass();
    });
  });
});

test.serial('[R1.6] a supervisor opens and closes the line from the page, until when they say', async (t) => {
  await withWeb(async (web) => {
    const overridden = lineView({
      open: false,
      closedReason: 'supervisor',
      overriddenUntil: (Date.now() + 60_000) as never,
    });
    web.engine.showWallboard(wallboardView({ line: overridden }));
    await withPage(web, async (page) => {
      await signIn(page, 'nadzornik');
      await page.getByRole('link', { name: 'Upravljaj linijo' }).click();
      await page.getByLabel('za 2 uri').check();
      await page.getByRole('button', { name: 'Odpri linijo' }).click();
      await page.getByText('Linija je izredno odprta.').waitFor();
      await page.getByLabel('do dneva in ure spodaj').check();
      await page.getByLabel('Dan in ura').fill('2031-06-02T20:00');
      await page.getByRole('button', { name: 'Zapri linijo' }).click();
      await page.getByText('Linija je izredno zaprta.').waitFor();
      await page.getByRole('button', { name: 'Sledi delovnemu času' }).click();
      await page.getByText('Linija spet sledi delovnemu času.').waitFor();
      const [open, close, follow] = web.engine.commands.map(({ command }) => command);
      t.is(open?.type, 'OpenLine');
      t.true(open?.type === 'OpenLine' && Math.abs(open.until - Date.now() - 7_200_000) < 60_000);
      t.deepEqual(close, { type: 'CloseLine', until: Date.UTC(2031, 5, 2, 18) } as never);
      t.deepEqual(follow, { type: 'FollowOpeningHours' });

      web.engine.answerWith(() => ({ ok: false, refusal: 'instantPassed' }));
      await page.getByRole('button', { name: 'Odpri linijo' }).click();
      await page.getByRole('alert').getByText('Ta čas je že minil. Izberite poznejšega.').waitFor();
      await page.getByLabel('do dneva in ure spodaj').check();
      await page.getByRole('button', { name: 'Odpri linijo' }).click();
      await page.getByRole('alert').getByText('Izberite dan in uro').waitFor();
      await web.engine.goAway();
      await page.getByLabel('za 1 uro').check();
      await page.getByRole('button', { name: 'Odpri linijo' }).click();
      await page.getByText('zato zahteva ni bila poslana').waitFor();
    });
  });
});

/** Runs in the page: the tiles that something else is drawn over. */
function whatIsCovered(): string[] {
  return [...document.querySelectorAll<HTMLElement>('.tile')].flatMap((tile) => {
    tile.scrollIntoView();
    const { left, bottom } = tile.getBoundingClientRect();
    return tile.contains(document.elementFromPoint(left + 20, bottom - 5)) ? [] : [tile.textContent];
  });
}

/** Runs in the page: the values that do not find room in their tile. */
function whatIsTooWide(): string[] {
  return [...document.querySelectorAll<HTMLElement>('.tile-value')].flatMap((value) => {
    const range = document.createRange();
    range.selectNodeContents(value.querySelector('[aria-hidden]') ?? value);
    const roomRight = value.closest('.tile')?.getBoundingClientRect().right ?? 0;
    return range.getBoundingClientRect().right < roomRight ? [] : [value.textContent];
  });
}

for (const [name, viewport] of Object.entries({ phone, desk, wall })) {
  test.serial(`[R2.9] the wallboard on a ${name}: every value finds room in its tile`, async (t) => {
    await withWeb(async (web) => {
      const slow = { offered: 1_250, answered: 1_250, answeredInTime: 1_250, answerWaitMs: 1_250 * 754_000 };
      web.engine.showWallboard(
        wallboardView({ waiting: 188, oldestSeconds: 3_754, today: { ...busyToday(), ...slow, abandoned: 0 } }),
      );
      await withPage(
        web,
        async (page) => {
          await signIn(page, 'nadzornik');
          await page.locator('canvas').waitFor();
          t.is(await textOf(tile(page, 'Raven storitve')), '100\u00a0%');
          t.regex(await textOf(tile(page, 'Povprečno čakanje')), /^12:34/);
          t.deepEqual(await page.evaluate(whatIsTooWide), []);
        },
        { viewport },
      );
    });
  });

  test.serial(`[R2.9] the wallboard on a ${name}: nothing to the side, axe finds nothing`, async (t) => {
    await withWeb(async (web) => {
      web.engine.showWallboard(wallboardView({ waiting: 3, oldestSeconds: 95, today: busyToday() }));
      await withPage(
        web,
        async (page, troubles) => {
          await signIn(page, 'nadzornik');
          await page.locator('canvas').waitFor();
          t.deepEqual(await violationsOf(page), []);
          const over = await page.evaluate(() => {
            const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
            return [scrollWidth - clientWidth, scrollHeight - clientHeight];
          });
          t.is(over[0], 0);
          if (name !== 'phone') t.is(over[1], 0);
          t.deepEqual(await page.evaluate(whatIsCovered), []);
          if (name === 'wall') {
            // Five metres: 25 mm on a screen of 55 inches are 40 pixels.
            const sizes = await page
              .locator('.tile-value')
              .evaluateAll((values) => values.map((value) => Number.parseFloat(getComputedStyle(value).fontSize)));
            t.true(
              sizes.every((size) => size >= 56),
              sizes.join(),
            );
          }
          t.deepEqual(troubles, []);
        },
        { viewport },
      );
    });
  });
}

test.serial('[R2.9] the chart has its numbers as a table, by keyboard', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView({ today: busyToday() }));
    await withPage(web, async (page) => {
      await signIn(page, 'nadzornik');
      await page.locator('canvas').waitFor();
      t.is(await page.locator('table').isVisible(), false);
      await page.locator('main summary').focus();
      await page.keyboard.press('Enter');
      t.deepEqual(await page.locator('tbody tr').first().locator('td, th').allInnerTexts(), ['8.00', '7', '6', '1']);
      t.deepEqual(await violationsOf(page), []);
    });
  });
});

test.serial('[R2.9] without script the wallboard is a page that loads itself again, with the table open', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView({ waiting: 3, oldestSeconds: 95, today: busyToday() }));
    await withPage(
      web,
      async (page, troubles) => {
        await signIn(page, 'nadzornik');
        t.is(await textOf(tile(page, 'V čakalni vrsti')), '3');
        t.true(await page.locator('table').isVisible());
        t.regex(await page.content(), /<meta http-equiv="refresh" content="10">/);
        t.deepEqual(troubles, []);
      },
      { script: false },
    );
  });
});
