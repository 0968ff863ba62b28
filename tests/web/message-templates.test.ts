import test from 'ava';
import { saveTemplate } from '../../sql/messages/templates.ts';
import { signedIn } from './fixture/desk.ts';
import { fieldsOf } from './fixture/form-fields.ts';
import { withWeb } from './fixture/web.ts';

const at = { kind: 'evacuationProposal', channel: 'sms', language: 'sl' } as const;
const path = '/posta/predloge/evacuationProposal/sms/sl';

test('[R4.5] a stored text that lacks what its messages say since then is told of, where it stands and on the list', async (t) => {
  await withWeb(async (web) => {
    // As it was saved when this SMS only led to the choice of another time.
    const body = 'Vaš termin {when}, {place}, žal odpade. Izberite novega do {until}: {choose}';
    await saveTemplate(web.db, { ...at, subject: '', body, by: 'skrbnik' });
    await saveTemplate(web.db, { ...at, kind: 'reminder', subject: '', body: 'Obisk {when}: {link}', by: 'skrbnik' });
    const administrator = await signedIn(web, 'skrbnik');
    const stateOf = async (of: string): Promise<string> => {
      const list = await (await administrator.get('/posta/predloge')).text();
      const link = list.slice(list.indexOf(`href="${of}"`));
      return /<\/span>(?:<strong>)?([^<]*)/.exec(link)?.[1] ?? '';
    };
    t.is(await stateOf(path), 'spremenjeno, dopolnite');
    t.is(await stateOf('/posta/predloge/reminder/sms/sl'), 'spremenjeno');
    t.is(await stateOf('/posta/predloge/reminder/sms/it'), 'prvotno besedilo');

    const answer = await administrator.get(path);
    t.is(answer.status, 200);
    const page = await answer.text();
    t.true(page.includes('Shranjenemu besedilu nekaj manjka'));
    for (const name of ['newWhen', 'newPlace', 'accept'])
      t.true(page.includes(`V obliki 1 vrednosti {proposed} manjka {${name}}.`), name);
    t.regex(page, /class="letter"[^>]*>Vaš termin /, 'what is sent meanwhile is shown');
    t.false((await (await administrator.get('/posta/predloge/reminder/sms/sl')).text()).includes('nekaj manjka'));

    // Completed, it is whole.
    const { _csrf, ...fields } = fieldsOf(page);
    const whole =
      '{when}, {place}, odpade. {proposed: Novi: {newWhen}, {newPlace}, do {until}: {accept}|Novega izberite do {until}: {choose}}';
    t.is((await administrator.post(path, { ...fields, besedilo: whole, dejanje: 'shrani' })).status, 303);
    t.false((await (await administrator.get(path)).text()).includes('nekaj manjka'));
    t.is(await stateOf(path), 'spremenjeno');
  });
});
