import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { assureVisit } from '../../sql/calendar/assure-visit.ts';
import { bookVisit } from './fixture/booked-visit.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test('[R1.5] [R3.9] who has said by telephone keys that they will come is shown to the clerk, with when and how', async (t) => {
  await withWeb(async (web) => {
    const { day, visits } = await bookVisit(web.db);
    const appointmentId = visits[0]!.appointmentId;
    const clerk = visit(web);
    await clerk.signIn('skrbnik');
    const pages = async () => [
      await (await clerk.get(`/obiski/${appointmentId}`)).text(),
      await (await clerk.get(`/danes?lokacija=litija&dan=${day}`)).text(),
    ];
    const before = await pages();
    t.true(before.every((page) => page.includes('Žiga Čuček')));
    t.false(before.some((page) => /[Pp]rihod potrjen/.test(page)));
    const actor = { channel: 'telephone', userId: null, callId: null } as const;
    const deed = { now: instant(Date.now()), actor, announce: async () => undefined };
    t.deepEqual(await assureVisit(web.db, deed, appointmentId), { outcome: 'assured', repeated: false });
    const [one = '', list = ''] = await pages();
    t.regex(one, /Prihod potrjen/);
    t.regex(one, /Uporabnik je potrdil, da bo prišel/);
    t.regex(one, /telefonski meni/);
    t.regex(list, /prihod potrjen/);
  });
});
