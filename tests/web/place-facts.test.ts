import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { issueLink } from '../../sql/calendar/links.ts';
import { bookVisit } from './fixture/booked-visit.ts';
import { withWeb } from './fixture/web.ts';

test('[R3.1] [R4.5] citizens read how to get to a place, whom to ask and in which languages they are served', async (t) => {
  await withWeb(async (web) => {
    await web
      .db('location')
      .where({ id: 'litija' })
      .update({
        email: 'ue.litija@example.si',
        website: 'https://ue-litija.example.si',
        languages: ['sl', 'it'],
        directions: JSON.stringify({ sl: 'Vhod z dvorišča <levo>.', en: 'Entrance from the yard.' }),
      });
    const { visits } = await bookVisit(web.db);
    const now = instant(Date.now());
    const link = { purpose: 'view', appointmentId: visits[0]!.appointmentId } as const;
    const token = await issueLink(web.db, link, { now, expiresAt: instant(now + 86_400_000) });
    const read = async (path: string) => await (await fetch(new URL(path, web.url))).text();
    for (const path of [`/obisk/${token}`, '/narocanje/osebna-izkaznica/litija']) {
      const page = await read(path);
      t.true(page.includes('Vhod z dvorišča &lt;levo'), path);
      t.true(page.includes('href="mailto:ue.litija@example.si"'), path);
      t.true(page.includes('href="https://ue-litija.example.si"'), path);
      t.true(page.includes('slovenščina, italijanščina'), path);
      const english = await read(`/en${path}`);
      t.true(english.includes('Entrance from the yard.') && english.includes('Slovenian, Italian'), `/en${path}`);
    }
    // What no unit has written leaves no empty row.
    await web
      .db('location')
      .where({ id: 'litija' })
      .update({ email: '', website: 'javascript:alert(1)', directions: '{}' });
    const bare = await read(`/obisk/${token}`);
    t.notRegex(bare, /Kako do nas|mailto:|href="javascript/);
  });
});
