import test from 'ava';
import { promptKeys } from '../../prompts/catalogue.ts';
import { dateOf } from '../../web/present/time.ts';
import { answered } from '../sql/cdr-fixture.ts';
import { bookVisit } from './fixture/booked-visit.ts';
import { closeBrowser, signIn, withPage } from './fixture/browser.ts';
import { crawl } from './fixture/crawl.ts';
import { agentView, busyToday, talking, wallboardView } from './fixture/views.ts';
import { type TestUser, type TestWeb, withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

/** A day on which there is something on every page. */
async function fill(web: TestWeb): Promise<ReadonlySet<string>> {
  web.engine.showWallboard(wallboardView({ waiting: 2, oldestSeconds: 63, today: busyToday() }));
  web.engine.showAgent(agentView(talking()));
  const call = answered('call-1');
  await web.storeCalls(call);
  await web.storeRecording(call);
  await bookVisit(web.db, { locationId: 'litija' });
  await bookVisit(web.db, { locationId: 'ljubljana', name: 'Ana Novak' });
  await web.db('outside_contact').insert({
    ...{ id: 'tujci', kind: 'department', name: 'Oddelek za tujce', number: '38614781234', code: '12', lines: 2 },
  });
  await web.db('opening_exception').insert({
    ...{ date: dateOf(Date.now() + 30 * 86_400_000), periods: '[{"from":"08:00","to":"12:00"}]', note: 'inventura' },
  });
  const overflow = [
    { name: 'dolgo čakanje', when: { kind: 'waited', seconds: 300 }, action: { kind: 'offer', what: 'callback' } },
    { name: 'gneča', when: { kind: 'length', callers: 5 }, action: { kind: 'outside', contact: 'tujci' } },
  ];
  await web.db('queue').update({ overflow: JSON.stringify(overflow) });
  const ids = await Promise.all(
    ['queue', 'location', 'service', 'service_category', 'app_user'].map((table) =>
      web.db(table).pluck<string[]>('id'),
    ),
  );
  return new Set([...ids.flat(), ...promptKeys]);
}

/** Who starts where and reaches how many pages; the first sees the most. */
const people: Readonly<
  Record<string, { readonly user: TestUser | null; readonly start: string; readonly pages: number }>
> = {
  administrator: { user: 'skrbnik', start: '/', pages: 30 },
  locationManager: { user: 'vodja', start: '/', pages: 15 },
  clerk: { user: 'referent', start: '/', pages: 8 },
  agent: { user: 'agent1', start: '/', pages: 8 },
  supervisor: { user: 'nadzornik', start: '/', pages: 8 },
  client: { user: 'narocnik', start: '/', pages: 4 },
  citizen: { user: null, start: '/narocanje', pages: 30 },
};

/** What is the same for several need not be looked at by axe again. */
const looked = new Set<string>();

for (const [who, { user, start, pages }] of Object.entries(people)) {
  test.serial(
    `[R3.4] [R4.6] every page that links lead the ${who} to is there, fits a phone and a desk, axe finds nothing`,
    async (t) => {
      // The administrator's pages are forty, each looked at twice and by axe.
      t.timeout(300_000);
      await withWeb(async (web) => {
        const ids = await fill(web);
        await withPage(web, async (page, troubles) => {
          if (user !== null) await signIn(page, user);
          const crawled = await crawl(page, start, ids, looked);
          t.deepEqual(crawled.findings, []);
          t.true(crawled.pages.length >= pages, `only ${crawled.pages.length} pages: ${crawled.pages.join(' ')}`);
          t.deepEqual(troubles, []);
        });
      });
    },
  );
}
