import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { blockTime } from '../../sql/calendar/block-time.ts';
import { addOfficeException } from '../../sql/calendar/office-rules.ts';
import type { ServiceId } from '../../sql/calendar/words.ts';
import { allTags, tagsOf, untaggedTexts, withDocument } from '../reports/pdf-structure.ts';
import { textOf } from '../reports/read-pdf.ts';
import { bookVisit } from './fixture/booked-visit.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

/** What a reader sees, on one line. */
const seen = (html: string): string =>
  html
    .replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/[\s\u00a0]+/g, ' ');

test('[R3.7] the day of a place: who comes, what is free, breaks, and blocked time with its note', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId, visits } = await bookVisit(web.db);
    const at = visits[0]?.startsAt ?? 0;
    const blocked = await blockTime(web.db, {
      counterId,
      from: instant(at + 3_600_000),
      until: instant(at + 4_500_000),
      note: 'sestanek',
      now: instant(Date.now()),
    });
    t.is(blocked.outcome, 'blocked');
    const manager = visit(web);
    await manager.signIn('vodja');
    const answer = await manager.get(`/urnik?lokacija=litija&dan=${day}`);
    t.is(answer.status, 200);
    const page = await answer.text();
    const text = seen(page);
    t.true(text.includes('9.00–9.15 Žiga Čuček Osebna izkaznica'), text);
    t.true(text.includes('8.00–9.00 prosto'));
    const own = `/obiski/${visits[0]?.appointmentId}`;
    t.true(page.includes(`href="${own}"`));
    t.is((await manager.get(own)).status, 200);
    t.true(text.includes('10.00–10.15 zaprto za termine: sestanek'));
    t.regex(text, /1[12]\.[03]0–12\.[03]0 odmor/);
    t.true(text.includes('1 obisk, prosto'));
    t.false(text.includes('vozičkom') || text.includes('041 123 456') || text.includes('+38641123456'));
    t.regex(page, /<a aria-current="page" href="\/urnik"|<a href="\/urnik" aria-current="page"/);
    const [seenEntry] = await web.db('audit_entry').where({ user_id: 'vodja', action: 'scheduleSeen' });
    t.is(seenEntry.subject, `litija/${day}`);
    t.deepEqual(seenEntry.details, { view: 'day', names: true, visits: 1 });

    const nameless = seen(await (await manager.get(`/urnik?lokacija=litija&dan=${day}&imena=ne`)).text());
    t.true(nameless.includes('9.00–9.15 Osebna izkaznica'));
    t.false(nameless.includes('Čuček') || nameless.includes('sestanek'));
    t.is((await web.db('audit_entry').where({ action: 'scheduleSeen' })).length, 1, 'no names, nothing to write down');

    const week = seen(await (await manager.get(`/urnik?lokacija=litija&dan=${day}&pogled=teden`)).text());
    t.true(week.includes('9.00–9.15 Žiga Čuček'));
    const ofCounter = await manager.get(`/urnik?lokacija=litija&dan=${day}&pogled=teden&okence=${counterId}`);
    t.regex(seen(await ofCounter.text()), /9\.00–9\.15 Žiga Čuček Osebna izkaznica \d{3} \d{3} \d{4}/);
  });
});

test('[R3.5] [R3.7] by service: its visits, and free time counted in its slots', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId } = await bookVisit(web.db);
    const manager = visit(web);
    await manager.signIn('vodja');
    const of = async (service: string) =>
      seen(
        await (await manager.get(`/urnik?lokacija=litija&dan=${day}&okence=${counterId}&storitev=${service}`)).text(),
      );
    const own = await of('osebna-izkaznica');
    t.true(own.includes('9.00–9.15 Žiga Čuček'));
    const minutes = Number(
      (await web.db('service').where({ id: 'osebna-izkaznica' }).first('duration_minutes')).duration_minutes,
    );
    t.is(minutes, 15);
    t.true(own.includes('8.00–9.00 4 prosti termini'), own);
    const other = await of('potni-list');
    t.true(other.includes('0 obiskov'));
    t.false(other.includes('8.00–9.00 prosto'));
    const nobody = await of('sklenitev-zakonske-zveze' as ServiceId);
    t.true(nobody.includes('Za ta izbor ni okenca'));
  });
});

test('[R3.3] [R3.7] a closed day says why, and who is booked in it stands there still', async (t) => {
  await withWeb(async (web) => {
    const { day } = await bookVisit(web.db);
    await addOfficeException(web.db, {
      scope: { of: 'location', locationId: 'litija' },
      kind: 'closed',
      firstDay: day,
      lastDay: day,
      from: null,
      to: null,
      notice: { sl: 'Zaprto zaradi selitve arhiva.' },
      announcedFrom: null,
      note: '',
    });
    const manager = visit(web);
    await manager.signIn('vodja');
    const text = seen(await (await manager.get(`/urnik?lokacija=litija&dan=${day}`)).text());
    t.true(text.includes('selitve arhiva.'));
    t.true(text.includes('9.00–9.15 Žiga Čuček'));
    t.false(text.includes('prosto 6 h'));
  });
});

test('[R3.4] a place of another unit is not there; agents see what is taken and nobody’s name', async (t) => {
  await withWeb(async (web) => {
    const { day } = await bookVisit(web.db);
    const [manager, agent, clerk] = [visit(web), visit(web), visit(web)];
    await manager.signIn('vodja');
    await agent.signIn('agent1');
    await clerk.signIn('referent');
    for (const path of ['/urnik?lokacija=ljubljana', '/urnik.pdf?lokacija=ljubljana', '/urnik?lokacija=ni-kraja'])
      t.is((await manager.get(path)).status, 404, path);
    t.is((await clerk.get(`/urnik?lokacija=litija&dan=${day}`)).status, 404);
    t.is((await manager.get('/urnik?lokacija=gabrovka')).status, 200, 'below one’s own');
    t.false((await (await manager.get('/urnik')).text()).includes('value="ljubljana"'));
    const page = await (await agent.get(`/urnik?lokacija=litija&dan=${day}`)).text();
    t.true(seen(page).includes('9.00–9.15 Osebna izkaznica'));
    t.false(page.includes('Čuček'));
    const pdf = await (await agent.get(`/urnik.pdf?lokacija=litija&dan=${day}`)).arrayBuffer();
    t.false((await textOf(new Uint8Array(pdf))).join('').includes('Čuček'));
    t.is((await agent.get('/urnik?lokacija=litija&dan=2026-13-99&okence=x&pogled=mesec&storitev=%00')).status, 200);
  });
});

test('[R4.5] the link in a unit’s message opens its day, also for whoever must sign in first', async (t) => {
  await withWeb(async (web) => {
    const { day } = await bookVisit(web.db);
    const link = `/urnik?lokacija=litija&dan=${day}`;
    const nobody = visit(web);
    const asked = await nobody.get(link);
    t.is(asked.headers.get('location'), `/prijava?naprej=${encodeURIComponent(link)}`);
    const entrance = await (await nobody.get(asked.headers.get('location') ?? '')).text();
    const next = /name="naprej" value="([^"]+)"/.exec(entrance)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const signedIn = await nobody.signIn('vodja', { naprej: next });
    t.is(signedIn.headers.get('location'), link);
    t.true(seen(await (await nobody.get(link)).text()).includes('Žiga Čuček'));
  });
});

test('[R3.7] [R5.4] [R5.5] the schedule as PDF: text, tags, language, and a table a counter', async (t) => {
  await withWeb(async (web) => {
    const { day, visits } = await bookVisit(web.db);
    const manager = visit(web);
    await manager.signIn('vodja');
    const answer = await manager.get(`/urnik.pdf?lokacija=litija&dan=${day}&pogled=teden`);
    t.is(answer.status, 200);
    t.is(answer.headers.get('content-type'), 'application/pdf');
    t.regex(answer.headers.get('content-disposition') ?? '', /urnik_litija_\d{4}-\d{2}-\d{2}\.pdf/);
    const pdf = new Uint8Array(await answer.arrayBuffer());
    const whole = (await textOf(pdf)).join('\n');
    const reference = String(visits[0]?.reference).replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
    t.regex(whole, new RegExp(`9\\.00–9\\.15\\s+Osebna izkaznica\\s+Žiga Čuček\\s+${reference}\\s+rezervirano`));
    t.true(whole.includes('Tedenski urnik') && whole.includes('Upravna enota Litija'));
    t.true(whole.includes('osebne podatke'));
    t.false(/NaN|undefined|null|\[object/.test(whole));
    await withDocument(pdf, async (document) => {
      const { info } = (await document.getMetadata()) as { info: Record<string, unknown> };
      t.is(info.Language, 'sl-SI');
      t.regex(String(info.Title), /^Upravna enota Litija – Tedenski urnik: od /);
      const days = (await document.getOutline()).map(({ title }) => title);
      t.is(days[0]?.split(',')[0], 'ponedeljek');
      for (let page = 1; page <= document.numPages; page += 1) {
        t.deepEqual(await untaggedTexts(document, page), [], `page ${page}`);
        const roles = allTags(await tagsOf(document, page)).map(({ role }) => role);
        t.true(roles.includes('TD') && roles.includes('TH'), `page ${page}`);
      }
    });
    t.is((await web.db('audit_entry').where({ action: 'scheduleDownloaded', user_id: 'vodja' })).length, 1);
  });
});
