import test from 'ava';
import type { Knex } from 'knex';
import { catalogue, promptKeys } from '../../prompts/catalogue.ts';
import { decodeSamples, waveHeaderBytes } from '../../prompts/synthesis/wave-file.ts';
import { listAuditEntries } from '../../sql/audit/list-audit-entries.ts';
import { listPromptVersions } from '../../sql/prompts/list-prompt-versions.ts';
import type { PromptVersion } from '../../sql/prompts/prompt-version.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import { fingerprintOf } from '../../web/prompts/approval-of.ts';
import { sine, studioWave } from '../prompts/studio/wave.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, phone, signIn, textOf, withPage } from './fixture/browser.ts';
import { sendForm } from './fixture/upload.ts';
import type { Visitor } from './fixture/visitor.ts';
import { visit } from './fixture/visitor.ts';
import type { TestUser, TestWeb } from './fixture/web.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const recording = studioWave(sine(700, 1.5, 0.3));
const welcome = '/besedila/welcome/sl';
const newText = 'Dober dan, tu klicni center upravnih enot.';

const versions = (db: Knex, key = 'welcome', state?: PromptVersion['state']) =>
  listPromptVersions(db, { key, language: 'sl', ...(state && { state }) });
const one = async (db: Knex, state: PromptVersion['state'], key = 'welcome'): Promise<PromptVersion> =>
  (await versions(db, key, state))[0]!;

async function as(web: TestWeb, user: TestUser): Promise<Visitor> {
  const visitor = visit(web);
  await visitor.signIn(user);
  return visitor;
}

/** A proposal, made without a browser. */
async function propose(web: TestWeb, user: TestUser, text = newText, key = 'welcome'): Promise<PromptVersion> {
  const answer = await sendForm(web, await as(web, user), `/besedila/${key}/sl`, {
    besedilo: text,
    dejanje: 'predlagaj',
  });
  if (answer.status !== 303) throw new Error(await answer.text());
  return one(web.db, 'proposed', key);
}

const actions = async (db: Knex): Promise<readonly string[]> =>
  (await listAuditEntries(db))
    .map(({ action, userId }) => `${userId} ${action}`)
    .filter((entry) => / prompt/.test(entry));

test.serial(
  '[R1.9] a text with its studio recording goes from the supervisor’s draft to what callers hear',
  async (t) => {
    await withWeb(async (web) => {
      await withPage(web, async (page, troubles) => {
        await signIn(page, 'nadzornik', '/besedila');
        // The line is slow, and somebody writes before the script is there.
        const written = Promise.withResolvers<void>();
        await page.route(/prompt-editor[^/]*\.js$/, async (route) => {
          await written.promise;
          await route.continue();
        });
        await page.getByRole('link', { name: /^Različice in urejanje ?: Pozdrav, slovenščina$/ }).click();
        const field = page.getByLabel('Besedilo', { exact: true });
        t.is(await field.inputValue(), 'Pozdravljeni v klicnem centru upravnih enot.');
        await field.fill('Dober dan, tu UE 24.');
        written.resolve();
        await page.getByText('Številke zapišite z besedo').waitFor();
        await page.getByText('Kratico »UE« izpišite').waitFor();
        await field.fill(newText);
        await page.getByText('Številke zapišite z besedo').waitFor({ state: 'detached' });
        await page.getByLabel(/Studijski posnetek/).setInputFiles({ name: 'a.bin', mimeType: '', buffer: recording });
        await page.getByRole('button', { name: 'Shrani osnutek' }).click();
        await page.getByText('Osnutek je shranjen.').waitFor();
        await page.getByRole('button', { name: 'Shrani in predlagaj' }).click();
        await page.getByText('Besedilo je predlagano in čaka na odločitev.').waitFor();
        t.is(await page.getByRole('button', { name: 'Odobri' }).count(), 0, 'a supervisor decides nothing');
        t.deepEqual(troubles, []);
      });
      await withPage(web, async (page, troubles) => {
        await signIn(page, 'narocnik', '/besedila');
        await page.getByRole('link', { name: /^Pozdrav, slovenščina: predlog/ }).click();
        const proposed = page.locator('article.version-proposed');
        t.regex(await textOf(proposed), /v odobritvi[\s\S]*studijski posnetek[\s\S]*osnutek: Tjaša Zupančič/);
        const seconds = await proposed.locator('audio').evaluate(
          (player: HTMLAudioElement) =>
            new Promise<number>((resolve, reject) => {
              player.addEventListener('loadedmetadata', () => resolve(player.duration));
              player.addEventListener('error', () => reject(new Error('The player can not play it.')));
              player.load();
            }),
        );
        t.true(seconds > 1.5 && seconds < 2.2, `${seconds}`);
        await page.getByRole('button', { name: 'Odobri' }).click();
        await page.getByText('Besedilo je odobreno; linija ga uporablja od naslednjega klica.').waitFor();
        t.regex(await textOf(page.locator('article.version-approved')), new RegExp(newText));
        t.regex(await textOf(page.locator('article.version-retired')), /umik: Boštjan Rožič/);
        t.deepEqual(troubles, []);
      });
      const approved = await one(web.db, 'approved');
      t.deepEqual([approved.text, approved.recording, approved.decidedBy], [newText, 'studio', 'narocnik']);
      t.deepEqual((await actions(web.db)).toReversed(), [
        'nadzornik promptDrafted',
        'nadzornik promptRecorded',
        'nadzornik promptProposed',
        'narocnik promptApproved',
      ]);
    });
  },
);

test.serial('[R1.9] without script: what is wrong stands beside the field, and nothing typed is lost', async (t) => {
  await withWeb(async (web) => {
    await withPage(
      web,
      async (page) => {
        await signIn(page, 'nadzornik', '/besedila/position/sl');
        const field = page.getByLabel('Besedilo', { exact: true });
        await field.fill('Pred vami je {stevilo} oseb.');
        await page.getByRole('button', { name: 'Shrani in predlagaj' }).click();
        t.is(await field.inputValue(), 'Pred vami je {stevilo} oseb.');
        const problems = await textOf(page.locator('.field-problems'));
        t.regex(problems, /Polja \{stevilo\} to besedilo ne pozna\.[\s\S]*manjka polje \{mesto\}/);
        t.regex(await textOf(page.locator('.notice')), /shranjeno kot osnutek, vendar:/);
        await field.fill('   ');
        await page.getByRole('button', { name: 'Shrani osnutek' }).click();
        await page.getByText('Besedilo je prazno.').first().waitFor();
        t.is((await one(web.db, 'draft', 'position')).text, 'Pred vami je {stevilo} oseb.');
        await page.goto(welcome);
        await field.fill(newText);
        const notAudio = { name: 'pozdrav.wav', mimeType: 'audio/wav', buffer: Buffer.from('To ni zvok.') };
        await page.getByLabel(/Studijski posnetek/).setInputFiles(notAudio);
        await page.getByRole('button', { name: 'Shrani in predlagaj' }).click();
        t.is(await field.inputValue(), newText);
        t.regex(await textOf(page.locator('.prompt-recording .field-problems')), /ni zvočni zapis WAV ali MP3/);
        const draft = await one(web.db, 'draft');
        t.deepEqual([draft.text, draft.recording], [newText, 'synthesised'], 'kept as a draft, not proposed');
      },
      { script: false },
    );
  });
});

test.serial('[R1.9] what was typed outlives a session that is over', async (t) => {
  await withWeb(async (web) => {
    await withPage(web, async (page) => {
      await signIn(page, 'nadzornik', welcome);
      await page.getByLabel('Besedilo', { exact: true }).fill(newText);
      await web.db('web_session').delete();
      await page.getByRole('button', { name: 'Shrani osnutek' }).click();
      await page.waitForLoadState();
      t.is((await versions(web.db, 'welcome', 'draft')).length, 0);
      await signIn(page, 'nadzornik', welcome);
      t.is(await page.getByLabel('Besedilo', { exact: true }).inputValue(), newText);
      await page.getByText('Obnovljeno je besedilo').waitFor();
      await page.getByRole('button', { name: 'Shrani osnutek' }).click();
      await page.getByText('Osnutek je shranjen.').waitFor();
      await page.goto(welcome);
      t.is(await page.getByText('Obnovljeno je besedilo').count(), 0);
    });
  });
});

test.serial('[R1.9] four eyes: nobody approves their own proposal unless the client allows it', async (t) => {
  await withWeb(async (web) => {
    const { id } = await propose(web, 'narocnik');
    const client = await as(web, 'narocnik');
    t.regex(await (await client.get(welcome)).text(), /zato ga mora odobriti nekdo drug/);
    const refused = await client.post(`/besedila/razlicica/${id}/odobri`);
    t.is(refused.status, 409);
    t.regex(await refused.text(), /načelo štirih oči/);
    t.is((await one(web.db, 'proposed')).id, id);
    await writeSetting(web.db, 'promptApproval', { proposerMayApprove: true });
    t.is((await client.post(`/besedila/razlicica/${id}/odobri`)).status, 303);
    t.is((await one(web.db, 'approved')).id, id);
    const other = await propose(web, 'narocnik', 'Halo.');
    await writeSetting(web.db, 'promptApproval', { proposerMayApprove: false });
    t.is((await (await as(web, 'skrbnik')).post(`/besedila/razlicica/${other.id}/odobri`)).status, 303);
  });
});

test.serial('[R1.9] a rejection needs its reason, which stays readable; a decision is made once', async (t) => {
  await withWeb(async (web) => {
    const { id } = await propose(web, 'nadzornik', 'Halo.');
    const client = await as(web, 'narocnik');
    const without = await client.post(`/besedila/razlicica/${id}/zavrni`, { pripomba: '  ' });
    t.is(without.status, 409);
    t.regex(await without.text(), /Zavrnitev potrebuje pojasnilo/);
    t.is((await client.post(`/besedila/razlicica/${id}/zavrni`, { pripomba: 'Preveč domače.' })).status, 303);
    const late = await client.post(`/besedila/razlicica/${id}/odobri`);
    t.is(late.status, 409);
    t.regex(await late.text(), /Zavrnjenega besedila ni mogoče odobriti/);
    t.regex(await (await client.get(welcome)).text(), /Pripomba: Preveč domače\./);
  });
});

test.serial('[R1.9] what the line needs is not taken away, with the reason; what it does not need is', async (t) => {
  await withWeb(async (web) => {
    const client = await as(web, 'narocnik');
    const retire = async (key: string) => {
      const { id } = await one(web.db, 'approved', key);
      const answer = await client.post(`/besedila/razlicica/${id}/umakni`);
      return { status: answer.status, html: await answer.text() };
    };
    for (const [key, reason] of [
      ['consent', /v poteku klica \(»consent«, »consentAgain«\)/],
      ['closedWithoutOpening', /v poteku klica \(»closed«\)/],
      ['keepWaiting', /slišijo v čakalni vrsti/],
      ['agentReady', /svetovalcem potrjuje zahteve s telefona/],
      ['noEngineWait', /ob tehničnem zastoju/],
    ] as const) {
      const { status, html } = await retire(key);
      t.is(status, 409, key);
      t.regex(html, reason);
      t.is((await versions(web.db, key, 'approved')).length, 1, key);
    }
    const flow = await web.db('setting').where({ key: 'flow' }).first('value');
    await web
      .db('setting')
      .where({ key: 'flow' })
      .update({ value: JSON.stringify({ first: 1 }) });
    const unknown = await retire('languageHint');
    t.is(unknown.status, 409);
    t.regex(unknown.html, /nastavitve poteka klica ni mogoče prebrati/);
    await web
      .db('setting')
      .where({ key: 'flow' })
      .update({ value: JSON.stringify(flow.value) });
    t.is((await retire('languageHint')).status, 303, 'the flow says the English hint only');
    t.is((await one(web.db, 'retired', 'languageHint')).retiredBy, 'narocnik');
  });
});

test.serial('[R1.9] a needed text that is missing is told on the list, with what for', async (t) => {
  await withWeb(async (web) => {
    await web.db('prompt_version').where({ prompt_key: 'welcome', language: 'sl' }).delete();
    const html = await (await (await as(web, 'narocnik')).get('/besedila')).text();
    t.regex(html, /Linija nima odobrenega besedila[\s\S]*Pozdrav, slovenščina: klicatelji ga slišijo v poteku klica/);
  });
});

test.serial('[R1.9] of two who write the same draft neither loses a word', async (t) => {
  await withWeb(async (web) => {
    const [first, second] = [await as(web, 'nadzornik'), await as(web, 'skrbnik')];
    const before = fingerprintOf((await one(web.db, 'approved')).text);
    t.is((await sendForm(web, first, welcome, { besedilo: 'Prvo besedilo.', prej: before })).status, 303);
    const overtaken = await sendForm(web, second, welcome, { besedilo: 'Drugo besedilo.', prej: before });
    t.is(overtaken.status, 409);
    const html = await overtaken.text();
    t.regex(html, />Drugo besedilo\.<\/textarea>[\s\S]*<blockquote[^>]*>Prvo besedilo\.</);
    const { id } = await one(web.db, 'draft');
    t.is((await one(web.db, 'draft')).text, 'Prvo besedilo.');
    const prej = /name="prej" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const again = await sendForm(web, second, `/besedila/razlicica/${id}/osnutek`, {
      besedilo: 'Drugo besedilo.',
      prej,
    });
    t.is(again.status, 303);
    t.is((await one(web.db, 'draft')).text, 'Drugo besedilo.');
    t.is((await first.post(`/besedila/razlicica/${id}/zavrzi`)).status, 303);
    const late = await sendForm(web, second, `/besedila/razlicica/${id}/osnutek`, { besedilo: 'Tretje.' });
    t.is(late.status, 404);
    const proposed = await propose(web, 'nadzornik');
    const tooLate = await sendForm(web, second, `/besedila/razlicica/${proposed.id}/osnutek`, { besedilo: 'Četrto.' });
    t.is(tooLate.status, 409);
    t.regex(await tooLate.text(), /Predlaganega besedila ni mogoče spreminjati[\s\S]*>Četrto\.<\/textarea>/);
    t.is((await first.post(`/besedila/razlicica/${proposed.id}/zavrzi`)).status, 409);
  });
});

test.serial('[R1.9] every text of the sample can be heard, those with values in several ways', async (t) => {
  await withWeb(async (web) => {
    const client = await as(web, 'narocnik');
    for (const key of promptKeys) {
      const page = await (await client.get(`/besedila/${key}/en`)).text();
      const paths = [...page.matchAll(/<audio[^>]* src="([^"]+)"/g)].map((match) => match[1] ?? '');
      t.true(catalogue[key].placeholders.length > 0 ? paths.length >= 3 : paths.length === 1, key);
      for (const path of paths) {
        const answer = await client.get(path);
        t.is(answer.headers.get('content-type'), 'audio/wav');
        const wave = Buffer.from(await answer.arrayBuffer());
        const seconds = decodeSamples(wave.subarray(waveHeaderBytes)).length / 8000;
        t.true(seconds > 0.7 && seconds < 20, `${path} ${seconds}`);
      }
    }
    const { id } = await one(web.db, 'approved');
    const part = await client.get(`/besedila/razlicica/${id}/zvok/1.wav`, { range: 'bytes=0-43' });
    t.deepEqual([part.status, (await part.arrayBuffer()).byteLength], [206, 44]);
    t.is((await client.get(`/besedila/razlicica/${id}/zvok/1.wav`, { range: 'bytes=99999999-' })).status, 416);
    for (const path of [`/besedila/razlicica/${id}/zvok/2.wav`, '/besedila/razlicica/x/zvok/1.wav', '/besedila/x/sl'])
      t.is((await client.get(path)).status, 404, path);
  });
});

test.serial(
  '[R1.9] [R9.4] uploads: by content, to ten megabytes, with the form’s own token, for those who may',
  async (t) => {
    await withWeb(async (web) => {
      const supervisor = await as(web, 'nadzornik');
      const upload = (bytes: Uint8Array, more: Record<string, string> = {}) =>
        sendForm(web, supervisor, welcome, { besedilo: newText, ...more }, { bytes });
      for (const [bytes, sentence] of [
        [Buffer.alloc(0), /Datoteka je prazna/],
        [Buffer.alloc(11 * 1024 * 1024), /Datoteka je prevelika/],
        [recording.subarray(0, 4000), /Posnetek je odrezan/],
      ] as const) {
        const answer = await upload(bytes);
        t.is(answer.status, 422);
        t.regex(await answer.text(), sentence);
        await web.db('prompt_version').where({ state: 'draft' }).delete();
      }
      t.is((await upload(recording, { _csrf: 'forged' })).status, 403);
      const agent = await as(web, 'agent1');
      t.is((await sendForm(web, agent, welcome, { besedilo: newText }, { bytes: recording })).status, 403);
      t.is((await sendForm(web, visit(web), welcome, { besedilo: newText }, { bytes: recording })).status, 403);
      t.is((await versions(web.db, 'welcome', 'draft')).length, 0);
      const headers = { 'content-type': 'multipart/form-data; boundary=x' };
      t.is((await supervisor.post(welcome, {}, headers)).status, 400, 'a form that breaks off');
      const withoutBoundary = { 'content-type': 'multipart/form-data' };
      t.is((await supervisor.post(welcome, {}, withoutBoundary)).status, 400);
      const ok = await upload(recording);
      t.is(ok.status, 303);
      const draft = await one(web.db, 'draft');
      t.is(draft.recording, 'studio');
      const path = `/besedila/razlicica/${draft.id}/osnutek`;
      const removed = await sendForm(web, supervisor, path, { besedilo: newText, odstrani: 'da' });
      t.is(removed.status, 303);
      t.is((await one(web.db, 'draft')).recording, 'synthesised');
      t.is((await web.db('prompt_sound')).length, 0);
      const position = await sendForm(
        web,
        supervisor,
        '/besedila/position/sl',
        { besedilo: 'Ste {mesto:moški}.' },
        { bytes: recording },
      );
      t.is(position.status, 422);
      t.regex(await position.text(), /en sam posnetek ne more povedati/);
    });
  },
);

test.serial('[R3.4] who may write and who may decide', async (t) => {
  await withWeb(async (web) => {
    const { id } = await propose(web, 'nadzornik');
    const deeds = ['odobri', 'zavrni', 'umakni', 'zavrzi'] as const;
    const statuses = async (user: TestUser) => {
      const visitor = await as(web, user);
      return Promise.all(deeds.map(async (deed) => (await visitor.post(`/besedila/razlicica/${id}/${deed}`)).status));
    };
    t.deepEqual(await statuses('nadzornik'), [403, 403, 403, 409]);
    t.deepEqual(await statuses('agent1'), [403, 403, 403, 403]);
    t.is((await (await as(web, 'agent1')).get(welcome)).status, 403);
    t.is((await (await as(web, 'agent1')).get(`/besedila/razlicica/${id}/zvok/1.wav`)).status, 403);
    t.is((await visit(web).get(welcome)).status, 303);
    t.is((await one(web.db, 'proposed')).id, id);
  });
});

for (const viewport of [phone, desk]) {
  test.serial(`[R9.6] prompts are free of barriers and fit a screen of ${viewport.width}`, async (t) => {
    await withWeb(async (web) => {
      await propose(web, 'nadzornik');
      await propose(web, 'nadzornik', 'Vaše mesto je {mesto}.', 'position');
      await sendForm(
        web,
        await as(web, 'nadzornik'),
        welcome,
        { besedilo: 'Osnutek s 3 težavami UE.' },
        { bytes: recording },
      );
      await withPage(
        web,
        async (page, troubles) => {
          await signIn(page, 'skrbnik', '/besedila');
          for (const path of ['/besedila', welcome, '/besedila/position/sl', '/besedila/closedUntil/en']) {
            await page.goto(path);
            await page.locator('details').evaluateAll((all) => {
              for (const one of all) one.setAttribute('open', '');
            });
            t.deepEqual(await violationsOf(page), [], path);
            t.is(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width, path);
          }
          t.deepEqual(troubles, []);
        },
        { viewport },
      );
    });
  });
}
