import test from 'ava';
import { exampleOf } from '../../messages/examples.ts';
import { renderMessage } from '../../messages/render.ts';
import { messageKinds, messageLanguages } from '../../sql/messages/message.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, withPage } from './fixture/browser.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

test.serial(
  '[R4.5] [R4.6] every e-mail reads well on a phone, and axe finds nothing; nothing is loaded from anywhere',
  async (t) => {
    await withWeb(async (web) => {
      await withPage(web, async (page) => {
        const asked: string[] = [];
        page.on('request', (request) => void asked.push(request.url()));
        await page.setViewportSize({ width: 360, height: 800 });
        for (const kind of messageKinds) {
          for (const language of messageLanguages) {
            const mail = renderMessage({
              kind,
              channel: 'email',
              language,
              payload: exampleOf(kind, language, 2),
              template: null,
              sender: { name: 'Klicni center UeNaročanje', email: 'narocanje@example.si' },
              to: 'ana@example.si',
              now: 0,
            });
            if (mail.channel !== 'email') return t.fail();
            await page.setContent(mail.html);
            t.deepEqual(await violationsOf(page), [], `${kind} ${language}`);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            t.true(wide <= 0, `${kind} ${language} is ${wide} px too wide`);
          }
        }
        t.deepEqual(asked, []);
      });
    });
  },
);
