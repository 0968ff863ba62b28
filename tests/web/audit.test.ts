import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { actionName, detailsText } from '../../web/audit/audit-words.ts';
import { sl } from '../../web/messages/sl.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

const subjectsIn = (page: string): string[] =>
  [...page.matchAll(/<td><code>([^<]*)<\/code>/g)].map(([, subject]) => subject ?? '');

test('[R9.3] the audit log by person, deed and day, a page after the other', async (t) => {
  await withWeb(async (web) => {
    for (let place = 1; place <= 230; place += 1)
      await addAuditEntry(web.db, {
        userId: 'agent1',
        action: 'callOpened',
        subject: `klic-${place}`,
        details: { place },
      });
    await addAuditEntry(web.db, { userId: 'agent2', action: 'callOpened', subject: 'drugi' });
    await web
      .db('audit_entry')
      .insert({ user_id: 'agent1', action: 'callOpened', subject: 'davni', at: new Date('2026-01-15T22:59:59Z') });
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    const seen: string[] = [];
    let path: string | undefined = '/revizija?oseba=agent1&dejanje=callOpened';
    let pages = 0;
    while (path !== undefined) {
      const page: string = await (await administrator.get(path)).text();
      seen.push(...subjectsIn(page));
      path = /<a href="([^"]+)">Starejši zapisi/.exec(page)?.[1]?.replaceAll('&amp;', '&');
      pages += 1;
    }
    t.is(pages, 3);
    t.is(seen.length, 231);
    t.is(new Set(seen).size, 231);
    t.is(seen[1], 'klic-230');
    t.false(seen.includes('drugi'));
    // The day is the wall clock's: one second before midnight in Ljubljana.
    t.deepEqual(subjectsIn(await (await administrator.get('/revizija?od=2026-01-15&do=2026-01-15')).text()), ['davni']);
    t.deepEqual(subjectsIn(await (await administrator.get('/revizija?od=2026-01-16&do=2026-01-16')).text()), []);
    t.deepEqual(subjectsIn(await (await administrator.get('/revizija?predmet=drugi')).text()), ['drugi']);
    const wrong = await administrator.get('/revizija?od=2026-01-16&do=2026-01-15');
    t.is(wrong.status, 422);
    t.regex(await wrong.text(), /Zadnji dan ne sme biti pred prvim/);
    const page = await (await administrator.get('/revizija')).text();
    t.true(page.includes('vpogled v klic') && page.includes('>prijava<'));
    t.is((await administrator.get('/revizija?oseba=%00&pred=x&od=danes')).status, 200);
  });
});

test('[R9.3] the log as CSV: all of the choice, safe for a spreadsheet, and written down itself', async (t) => {
  await withWeb(async (web) => {
    await addAuditEntry(web.db, {
      userId: 'agent1',
      action: 'callOpened',
      subject: '=cmd|x',
      details: { note: '<b>;"' },
    });
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    const answer = await administrator.get('/revizija/izvoz.csv?oseba=agent1');
    t.is(answer.status, 200);
    t.regex(answer.headers.get('content-disposition') ?? '', /revizijska-sled_\d{4}-\d{2}-\d{2}\.csv/);
    const lines = Buffer.from(await answer.arrayBuffer())
      .toString('utf8')
      .trimEnd()
      .split('\r\n');
    t.is(lines.length, 2);
    t.true(lines[0]?.startsWith('\ufeffČas;'));
    t.true(lines[1]?.includes(";agent1;Ana Žagar;vpogled v klic;'=cmd|x;"), lines[1]);
    const [entry] = await web.db('audit_entry').where({ action: 'auditExported' });
    t.is(entry.user_id, 'skrbnik');
    t.is(entry.details.person, 'agent1');
    t.false((await (await administrator.get('/revizija')).text()).includes('<b>'));
  });
});

test('[R9.3] the log speaks Slovene: every deed has words, and so has what stands beside it', async (t) => {
  const deeds = new Set<string>();
  for (const folder of ['web', 'main', 'reports', 'sql', 'messages'])
    for (const file of await readdir(folder, { recursive: true })) {
      if (!/\.tsx?$/.test(file)) continue;
      const text = await readFile(join(folder, file), 'utf8');
      if (!text.includes('addAuditEntry(')) continue;
      for (const [, name] of text.matchAll(/\baction(?::| =) '([a-z][A-Za-z]+)'/g)) deeds.add(String(name));
      for (const [, name] of text.matchAll(/\bnote\('([a-z][A-Za-z]+)'/g)) deeds.add(String(name));
    }
  t.true(deeds.size > 40);
  t.deepEqual(
    [...deeds].filter((deed) => actionName(sl, deed) === deed),
    [],
  );
  const details = { view: 'week', names: true, visits: 3, location: null, role: 'clerk', roles: 'clerk, agent' };
  t.is(
    detailsText(sl, { details }),
    'pogled: teden, z imeni: da, obiskov: 3, lokacija: povsod, pravica: delo pri okencu, pravice: delo pri okencu; klicni center: sprejem klicev',
  );
});
