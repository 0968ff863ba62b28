import { createHash } from 'node:crypto';
import test from 'ava';
import { paperNames } from '../../sql/papers/paper-versions.ts';
import { citizenMessages } from '../../web/messages/citizen.ts';
import { privacyVersion } from '../../web/papers/paper-in-force.ts';
import { readPaper, textOfPaper } from '../../web/papers/paper-text.ts';
import { citizenLanguages } from '../../web/portal/language.ts';
import { shippedPrivacyVersion } from '../../web/portal/privacy-version.ts';
import { bookerAt, hiddenIn } from './fixture/booker.ts';
import { fieldsOf } from './fixture/form-fields.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test('[R4.4] [R4.6] every shipped paper is a text that says the same paper again', (t) => {
  for (const language of citizenLanguages)
    for (const name of paperNames) {
      const paper = citizenMessages[language].papers[name];
      t.deepEqual(readPaper(textOfPaper(paper)), { paper }, `${name} ${language}`);
    }
});

test('[R4.4] a text says what it lacks', (t) => {
  for (const [text, problem] of [
    ['', 'title'],
    ['## Podnaslov\n\nNekaj', 'title'],
    ['Naslov\n\n## Podnaslov\n\nNekaj', 'lead'],
    ['Naslov\n\nUvod', 'noPart'],
    ['Naslov\n\nUvod\n\nŠe nekaj\n\n## Podnaslov', 'early'],
    ['Naslov\n\nUvod\n\n## Podnaslov', 'emptyPart'],
    [`Naslov\n\nUvod\n\n## Podnaslov\n\n${'a'.repeat(20_000)}`, 'tooLong'],
  ] as const)
    t.deepEqual(readPaper(text), { problem }, text.slice(0, 40));
  t.deepEqual(readPaper('Naslov\r\n\r\nUvod\r\n\r\n## Prvi\r\n1. ena\r\n2. dve\r\n\r\nkonec\r\n'), {
    paper: { title: 'Naslov', lead: 'Uvod', parts: [{ heading: 'Prvi', content: [['ena', 'dve'], 'konec'] }] },
  });
});

test('[R4.6] the page of help calls the number of a booking as the page that asks for it does', async (t) => {
  await withWeb(async (web) => {
    const citizen = visit(web);
    for (const [language, asked, told] of [
      ['it', 'Numero di prenotazione', 'il numero di prenotazione e'],
      ['hu', 'Foglalási szám', 'a foglalási számot, valamint'],
    ] as const) {
      t.true((await (await citizen.get(`/${language}/obisk`)).text()).includes(asked), language);
      t.true((await (await citizen.get(`/${language}/pomoc`)).text()).includes(told), language);
    }
  });
});

test('[R4.4] [R4.6] the administrator edits what citizens read, with a preview; a changed notice is another version to consent to', async (t) => {
  await withWeb(async (web) => {
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    const path = '/strani-za-obcane/privacy/sl';
    t.is(await privacyVersion(web.db), shippedPrivacyVersion);
    const { _csrf, ...shipped } = fieldsOf(await (await administrator.get(path)).text());
    const besedilo = 'Obvestilo UE\n\nUvod <b>krepko</b>.\n\n## Kaj hranimo\n\n- ime\n- stik';
    const wrong = await administrator.post(path, { ...shipped, besedilo: 'Samo naslov', dejanje: 'shrani' });
    t.is(wrong.status, 422);
    t.regex(await wrong.text(), /napišite uvodni odstavek[\s\S]*>Samo naslov</);
    const looked = await administrator.post(path, { ...shipped, besedilo, dejanje: 'predogled' });
    t.is(looked.status, 200);
    t.regex(await looked.text(), /<h3>Obvestilo UE<\/h3>[\s\S]*<li>stik<\/li>/);
    const citizen = visit(web);
    t.false((await (await citizen.get('/zasebnost')).text()).includes('Obvestilo UE'), 'nothing is published yet');
    t.is((await administrator.post(path, { ...shipped, besedilo, dejanje: 'shrani' })).status, 303);
    const page = await (await citizen.get('/zasebnost')).text();
    t.true(page.includes('Obvestilo UE') && page.includes('Uvod &lt;b>krepko&lt;/b>.'), 'as text, not as markup');
    const version = await privacyVersion(web.db);
    t.true(version.startsWith(`${shippedPrivacyVersion}.`));
    const [, number] = version.split('.');
    t.regex(
      await (await administrator.get(path)).text(),
      new RegExp(`<summary>${number}: `),
      'a consent leads to its text',
    );
    t.true(page.includes(`Različica obvestila: ${version}`));
    t.false((await (await citizen.get('/en/zasebnost')).text()).includes('Obvestilo UE'));
    const stale = await administrator.post(path, { ...shipped, besedilo: `${besedilo}\n- opomba`, dejanje: 'shrani' });
    t.is(stale.status, 409, 'somebody else published in between');
    const wrongAndStale = await administrator.post(path, { ...shipped, besedilo: 'Samo naslov', dejanje: 'shrani' });
    t.is(fieldsOf(await wrongAndStale.text()).razlicica, shipped.razlicica, 'what was wrong is not newer for it');
    t.true((await stale.text()).includes('- opomba'));
    t.is((await administrator.post(`${path}/povrni`)).status, 303);
    t.false((await (await citizen.get('/zasebnost')).text()).includes('Obvestilo UE'));
    t.not(await privacyVersion(web.db), version, 'the way back is a change too');
    t.deepEqual(await web.db('audit_entry').where({ subject: 'privacy/sl' }).orderBy('id').pluck('action'), [
      'paperEdited',
      'paperRestored',
    ]);
    t.is((await administrator.get('/strani-za-obcane/privacy/de')).status, 404);
    const manager = visit(web);
    await manager.signIn('vodja');
    t.is((await manager.post(path, { ...shipped, besedilo, dejanje: 'shrani' })).status, 403);
  });
});

/** Whoever changes what the shipped notice says gives it a new version, and its mark here. */
test('[R4.4] the shipped privacy notice of this version says this', (t) => {
  const texts = citizenLanguages.map((language) => textOfPaper(citizenMessages[language].papers.privacy));
  const mark = createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16);
  t.deepEqual([shippedPrivacyVersion, mark], ['2026-11-22', '4dbc2425db81bdf3']);
});

test('[R4.4] who consented to a notice that changed meanwhile reads the new one and consents again', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const { path, form, slots } = await booker.times();
    const held = await booker.choose(path, form, slots[0] ?? '');
    const details = held.headers.get('location') ?? '';
    const typed = await booker.details(details);
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    const paper = '/strani-za-obcane/privacy/sl';
    const { _csrf, ...shipped } = fieldsOf(await (await administrator.get(paper)).text());
    const besedilo = 'Obvestilo UE\n\nUvod.\n\n## Kaj hranimo\n\n- ime';
    t.is((await administrator.post(paper, { ...shipped, besedilo, dejanje: 'shrani' })).status, 303);

    const answer = await booker.post(details, typed);
    t.is(answer.status, 422);
    const page = await answer.text();
    t.true(page.includes('Obvestilo o varstvu osebnih podatkov se je medtem spremenilo.'));
    t.regex(page, /value="Janez Kranjc"/, 'what was typed stands');
    t.true(page.includes('value="da" id="soglasje"'), 'not ticked');
    t.true(page.includes('value="da" checked id="prebrano"'), 'ticked as before');

    const booked = await booker.post(details, { ...typed, ...hiddenIn(page) });
    t.is(booked.status, 303);
    const versions = await web.db('booking').whereNotNull('consent_version').pluck('consent_version');
    t.deepEqual(versions, [await privacyVersion(web.db)]);
  });
});
