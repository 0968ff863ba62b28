import test from 'ava';
import { citizenLanguages, pathIn } from '../../web/portal/language.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, withPage } from './fixture/browser.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const narrow = { width: 320, height: 640 };

test('[R4.4] [R4.6] help, accessibility and privacy read well in four languages, on a phone and on a desk', async (t) => {
  await withWeb(async (web) => {
    for (const viewport of [narrow, desk]) {
      await withPage(
        web,
        async (page, troubles) => {
          for (const language of citizenLanguages) {
            for (const path of ['/pomoc', '/dostopnost', '/zasebnost']) {
              await page.goto(pathIn(language, path));
              t.is(await page.locator('html').getAttribute('lang'), language);
              t.deepEqual(await violationsOf(page), [], `${language} ${path}`);
              const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
              t.false(wide, `${language} ${path} is wider than ${viewport.width}`);
            }
          }
          // The switch leads to the same page in the other language.
          await page.goto('/zasebnost');
          await page.getByRole('link', { name: 'Magyar' }).click();
          t.is(new URL(page.url()).pathname, '/hu/zasebnost');
          t.deepEqual(troubles, []);
        },
        { viewport },
      );
    }
  });
});

test('[R4.6] what is not there is said in the language of the address', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    for (const [path, words] of [
      ['/narocanje/a/b/c/d', 'Te strani ni'],
      ['/en/nothing', 'There is no such page'],
      ['/it', 'Questa pagina non esiste'],
      ['/hu/zasebnost/x', 'Nincs ilyen oldal'],
    ] as const) {
      const answer = await visitor.get(path);
      t.is(answer.status, 404, path);
      t.true((await answer.text()).includes(words), path);
    }
    // Pages that only inform need no cookie at all.
    await visitor.get('/zasebnost');
    t.deepEqual([...visitor.cookies.keys()], []);
  });
});
