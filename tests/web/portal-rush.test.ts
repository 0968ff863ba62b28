import test from 'ava';
import { bookerAt } from './fixture/booker.ts';
import { countVisits } from './fixture/citizen.ts';
import { withWeb } from './fixture/web.ts';

const people = 500;
const places = 40;

test('[R3.8] [R4.7] 500 people fight for 40 slots over HTTP: 40 win, everybody else gets three others', async (t) => {
  await withWeb(
    async (web) => {
      const list = await (await bookerAt(web).get('/narocanje/potni-list/litija?pogled=seznam')).text();
      const wanted = [...list.matchAll(/name="termin" value="([^"]+)"/g)]
        .map(([, slot]) => slot ?? '')
        // Not a whole day: part of each is kept for clerks, so that its last times are offered and then taken back.
        .filter((_, place) => place % 2 === 0)
        .slice(0, places);
      t.is(wanted.length, places);
      const counted = new Map<number, number>();
      const winners: { readonly booker: ReturnType<typeof bookerAt>; readonly details: string }[] = [];
      let slowest = 0;
      await Promise.all(
        Array.from({ length: people }, async (_, person) => {
          // Each from an address of their own, as people are.
          const booker = bookerAt(web, `198.51.${person >> 8}.${person & 255}`);
          const { path, form } = await booker.times();
          const startedAt = performance.now();
          const answer = await booker.choose(path, form, wanted[person % wanted.length] ?? '');
          slowest = Math.max(slowest, performance.now() - startedAt);
          counted.set(answer.status, (counted.get(answer.status) ?? 0) + 1);
          if (answer.status === 303) winners.push({ booker, details: answer.headers.get('location') ?? '' });
          else {
            const others = [...(await answer.text()).matchAll(/name="termin" value="([^"]+)"/g)];
            t.is(others.length, 3);
          }
        }),
      );
      t.deepEqual(Object.fromEntries(counted), { 303: wanted.length, 409: people - wanted.length });
      t.deepEqual(await countVisits(web), { booked: 0, held: wanted.length });
      const booked = await Promise.all(
        winners.map(async ({ booker, details }, winner) => {
          const form = await booker.details(details);
          return (await booker.post(details, { ...form, eposta: `zmagovalec${winner}@example.si` })).status;
        }),
      );
      t.deepEqual(new Set(booked), new Set([303]));
      t.deepEqual(await countVisits(web), { booked: wanted.length, held: 0 });
      t.log(`${people} people, the slowest answer after ${Math.round(slowest)} ms`);
    },
    { proxy: true },
  );
});
