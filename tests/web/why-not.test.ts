import test from 'ava';
import { addOfficeException } from '../../sql/calendar/office-rules.ts';
import type { CounterId } from '../../sql/calendar/words.ts';
import { dateOf, presentTime } from '../../web/present/time.ts';
import { bookAt, freeTimes } from './fixture/counter-visit.ts';
import { managerOf } from './fixture/manager.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test('[R3.5] each time of a day says why it is not free, to agents of all places and to managers of their own', async (t) => {
  await withWeb(async (web) => {
    const [counterId] = (await web.db('counter').where({ location_id: 'litija' }).orderBy('id').pluck('id')) as [
      CounterId,
    ];
    const slots = await freeTimes(web.db, { counterId, service: 'potni-list' });
    const [slot] = slots;
    if (slot === undefined) return t.fail();
    await bookAt(web.db, slot, 'potni-list');
    const agent = visit(web);
    await agent.signIn('agent1');
    const ask = async (changes: Record<string, string> = {}): Promise<string> => {
      const query = {
        storitev: 'potni-list',
        lokacija: 'litija',
        dan: dateOf(slot.startsAt),
        pot: 'clerk',
        ...changes,
      };
      return (await agent.get(`/zakaj-ni-prosto?${new URLSearchParams(query)}`)).text();
    };
    t.true((await (await agent.get('/zakaj-ni-prosto')).text()).includes('Storitev'));
    const page = await ask();
    t.regex(page, new RegExp(`>${presentTime(slot.startsAt)}–[0-9.]+</th><td>\\s*naročen obisk`));
    t.true(page.includes('prosto'));
    t.is((await agent.get('/zakaj-ni-prosto?dan=jutri')).status, 422);
    await addOfficeException(web.db, {
      scope: { of: 'counter', counterId },
      kind: 'closed',
      firstDay: dateOf(slot.startsAt),
      lastDay: dateOf(slot.startsAt),
      from: null,
      to: null,
      notice: { sl: 'Zaprto zaradi inventure.' },
      announcedFrom: null,
      note: '',
    });
    t.true((await ask()).includes('6.00–20.00') && (await ask()).includes('Zaprto zaradi inventure.'));
    t.true((await ask({ lokacija: 'gabrovka' })).includes('ne opravlja nobeno okence'));
    const manager = await managerOf(web, 'logatec');
    const other = await (
      await manager.get(`/zakaj-ni-prosto?storitev=potni-list&lokacija=litija&dan=${dateOf(slot.startsAt)}`)
    ).text();
    t.false(other.includes('Litija') || other.includes('inventure'));
  });
});
