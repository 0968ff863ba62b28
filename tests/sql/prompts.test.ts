import test from 'ava';
import type { Knex } from 'knex';
import { readApprovedPrompts } from '../../sql/line/read-approved-prompts.ts';
import { decidePromptVersion, retirePromptVersion } from '../../sql/prompts/decide-prompt-version.ts';
import { draftPromptVersion, editPromptDraft } from '../../sql/prompts/draft-prompt-version.ts';
import { findPromptVersion, listPromptVersions } from '../../sql/prompts/list-prompt-versions.ts';
import { proposePromptVersion } from '../../sql/prompts/propose-prompt-version.ts';
import { withDatabase } from '../database.ts';
import { at } from './cdr-fixture.ts';
import { loadTestSample } from './sample-fixture.ts';

const approval = { state: 'approved', by: 'narocnik', at: at(100), comment: '' } as const;

async function proposed(db: Knex, text: string): Promise<string> {
  const id = await draftPromptVersion(db, { key: 'welcome', language: 'sl', text });
  await proposePromptVersion(db, id, 'nadzornik', at(50));
  return id;
}

const approvedText = async (db: Knex): Promise<readonly string[]> =>
  (await readApprovedPrompts(db))
    .filter(({ key, language }) => key === 'welcome' && language === 'sl')
    .map(({ text }) => text);

test('[R1.9] a text goes from draft to proposed to approved, and the one before retires in the same commit', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const [old] = await listPromptVersions(db, { key: 'welcome', language: 'sl', state: 'approved' });
    const id = await draftPromptVersion(db, { key: 'welcome', language: 'sl', text: 'Dober dan.' });
    t.true(await editPromptDraft(db, id, 'Dober dan, tu naročanje.'));
    t.false(await decidePromptVersion(db, id, approval), 'a draft can not be approved');
    t.true(await proposePromptVersion(db, id, 'nadzornik', at(50)));
    t.false(await proposePromptVersion(db, id, 'nadzornik', at(51)));
    t.false(await editPromptDraft(db, id, 'Drugače.'), 'what was proposed stays as it was read');
    t.true(await decidePromptVersion(db, id, approval));
    t.false(await decidePromptVersion(db, id, approval));
    t.deepEqual(await approvedText(db), ['Dober dan, tu naročanje.']);
    t.is((await findPromptVersion(db, old!.id))?.state, 'retired');
    const version = await findPromptVersion(db, id);
    t.is(version?.proposedBy, 'nadzornik');
    t.is(version?.decidedBy, 'narocnik');
    t.is(version?.decidedAt, at(100));
  });
});

test('[R1.9] a rejection needs its reason, and changes nothing of what can play', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const before = await approvedText(db);
    const id = await proposed(db, 'Halo?');
    await t.throwsAsync(decidePromptVersion(db, id, { ...approval, state: 'rejected' }), {
      message: /prompt_version_rejected_with_comment/,
    });
    t.true(await decidePromptVersion(db, id, { ...approval, state: 'rejected', comment: 'Prekratko.' }));
    t.is((await findPromptVersion(db, id))?.comment, 'Prekratko.');
    t.deepEqual(await approvedText(db), before);
  });
});

test('[R1.9] of versions approved at the same time exactly one can play', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const ids = await Promise.all(['Ena.', 'Dve.', 'Tri.', 'Štiri.'].map((text) => proposed(db, text)));
    t.deepEqual(await Promise.all(ids.map((id) => decidePromptVersion(db, id, approval))), [true, true, true, true]);
    t.is((await approvedText(db)).length, 1);
  });
});

test('[R1.9] a retired text can not play, and nothing takes its place by itself', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const [version] = await listPromptVersions(db, { key: 'welcome', language: 'sl' });
    t.true(await retirePromptVersion(db, version!.id));
    t.false(await retirePromptVersion(db, version!.id));
    t.deepEqual(await approvedText(db), []);
  });
});
