import test from 'ava';
import { readConfiguration } from '../../sql/line/read-configuration.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { fieldsOf } from './fixture/form-fields.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

const path = '/izbira-s-tipkami';

test('[R1.5] a supervisor arranges what callers choose from by keys, and the line has it in that order', async (t) => {
  await withWeb(async (web) => {
    const supervisor = visit(web);
    await supervisor.signIn('nadzornik');
    const { _csrf, ...fields } = fieldsOf(await (await supervisor.get(path)).text());
    t.is(fields['storitev_osebna-izkaznica_mesto'], '1');
    t.is(fields['storitev_sprememba-imena_mesto'], '');
    const changed = {
      ...fields,
      'storitev_osebna-izkaznica_mesto': '20',
      'storitev_sprememba-imena_mesto': '1',
      'storitev_sprememba-imena_sl': ' Sprememba  osebnega imena ',
      'storitev_potni-list_mesto': '',
      kraj_logatec_mesto: '',
    };
    t.is((await supervisor.post(path, changed)).status, 303);
    const setting = await readSetting(web.db, 'selfService');
    t.deepEqual(setting?.services.at(0), { id: 'sprememba-imena', sl: 'Sprememba osebnega imena' });
    t.is(setting?.services.at(-1)?.id, 'osebna-izkaznica');
    t.deepEqual(
      setting?.places.map(({ id }) => id),
      ['ljubljana', 'litija'],
    );
    const { selfService } = await readConfiguration(web.db);
    t.like(selfService?.services[0], { service: 'sprememba-imena', names: { sl: 'Sprememba osebnega imena' } });
    t.is(selfService?.places[1]?.names.sl, 'Upravna enota Litija');
    t.is((await web.db('audit_entry').where({ action: 'keyMenuArranged' })).length, 1);
    // A service that is retired is not said any more, and the line goes on.
    await web.db('service').where({ id: 'sprememba-imena' }).update({ retired_at: new Date() });
    t.false(
      (await readConfiguration(web.db)).selfService?.services.some(({ service }) => service === 'sprememba-imena'),
    );
  });
});

test('[R1.5] a position that is taken or none, and a name that can not be said, are told and nothing is lost', async (t) => {
  await withWeb(async (web) => {
    const supervisor = visit(web);
    await supervisor.signIn('nadzornik');
    const { _csrf, ...fields } = fieldsOf(await (await supervisor.get(path)).text());
    const before = await readSetting(web.db, 'selfService');
    for (const [wrong, words] of [
      [{ 'storitev_potni-list_mesto': '1' }, 'Potni list: mesto 1 je že zasedeno.'],
      [{ kraj_litija_mesto: 'prvo' }, 'Upravna enota Litija: vpišite mesto od 1 do 99'],
      [{ 'storitev_potni-list_sl': 'Potni list 2' }, 'Potni list: ime za telefon so besede'],
    ] as const) {
      const refused = await supervisor.post(path, { ...fields, ...wrong });
      t.is(refused.status, 422);
      const page = await refused.text();
      t.true(page.includes(words), words);
      const [[name, typed] = ['', '']] = Object.entries(wrong);
      t.is(fieldsOf(page)[name], typed);
    }
    t.deepEqual(await readSetting(web.db, 'selfService'), before);
    // Without lists at all the line is configured as before there were any.
    await web.db('setting').where({ key: 'selfService' }).delete();
    t.is((await readConfiguration(web.db)).selfService, undefined);
  });
});
