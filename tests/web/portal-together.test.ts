import test from 'ava';
import { rows } from '../../sql/rows.ts';
import { bookerAt } from './fixture/booker.ts';
import { withWeb } from './fixture/web.ts';

/** The slots behind the first button of a page of times. */
const firstChoice = (page: string): string => /name="termin" value="([^"]+)"/.exec(page)?.[1] ?? '';

test('[R4.1] [R4.3] with several visits chosen every place shows the first time with room for all of them', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const one = await (await booker.get('/narocanje/potni-list')).text();
    t.regex(one, /Koliko obiskov\?/);
    const { path, slots } = await booker.times();
    const startsAt = Number((slots[0] ?? '').split('@')[1]);
    // At Litija all but the very first time of that day, and all of the next three weeks, are taken by somebody.
    const taken = await rows(
      web.db,
      `insert into appointment (counter_id, during, state, block_note)
       select period.counter_id, tstzrange(greatest(lower(stretch), :busyFrom), upper(stretch)), 'blocked', 'zasedeno'
       from open_period as period
       join counter on counter.id = period.counter_id and counter.location_id = 'litija'
       cross join lateral unnest(period.free) as stretch
       where upper(stretch) > :busyFrom and lower(stretch) < cast(:busyFrom as timestamptz) + interval '21 days'
       returning id`,
      { busyFrom: new Date(startsAt + 15 * 60_000) },
    );
    t.true(taken.length > 0);
    // The other counters of that first moment are taken too.
    await rows(
      web.db,
      `insert into appointment (counter_id, during, state, block_note)
       select id, tstzrange(:from, :until), 'blocked', 'zasedeno'
       from counter where location_id = 'litija' and id <> :own
       on conflict do nothing returning id`,
      {
        from: new Date(startsAt),
        until: new Date(startsAt + 15 * 60_000),
        own: Number((slots[0] ?? '').split('@')[0]),
      },
    );

    const single = await (await booker.get(path)).text();
    t.is(firstChoice(single), slots[0] ?? '');
    const three = await (await booker.get(`${path}?obiskov=3`)).text();
    const chosen = firstChoice(three).split(',');
    t.is(chosen.length, 3);
    const found = Number(chosen[0]?.split('@')[1]);
    t.true(found > startsAt + 20 * 86_400_000, 'three weeks later');
    // The list of places says the same day, carries the number on, and can be asked in every language.
    const list = await (await booker.get('/narocanje/potni-list?obiskov=3')).text();
    t.regex(list, /s prostorom za 3\u00a0obiske/);
    t.regex(list, /\/narocanje\/potni-list\/litija\?oddaja=[\w-]{12}&amp;obiskov=3/);
    const days = Math.round((found - startsAt) / 86_400_000);
    const shown = [...list.matchAll(/čez (\d+)\u00a0dn/g)].map(([, number]) => Number(number));
    t.true(
      shown.some((number) => Math.abs(number - days) <= 3),
      `${days} among ${shown.join(', ')}`,
    );
    for (const language of ['en', 'it', 'hu'])
      t.is((await booker.get(`/${language}/narocanje/potni-list?obiskov=2`)).status, 200);
    // Nothing free at all is said, whatever number is asked for.
    await rows(
      web.db,
      `insert into appointment (counter_id, during, state, block_note)
       select period.counter_id, stretch, 'blocked', 'zasedeno'
       from open_period as period cross join lateral unnest(period.free) as stretch
       where upper(stretch) > now() returning id`,
    );
    t.regex(await (await booker.get(`${path}?obiskov=3`)).text(), /Tu trenutno ni prostih terminov/);
    t.regex(await (await booker.get('/narocanje/potni-list?obiskov=3')).text(), /ni prostega termina nikjer/);
    t.is((await booker.get('/narocanje/potni-list?obiskov=9999')).status, 200);
    t.is((await booker.get('/narocanje/potni-list?obiskov=x')).status, 200);
  });
});
