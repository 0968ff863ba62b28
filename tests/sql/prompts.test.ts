import { createHash } from 'node:crypto';
import test from 'ava';
import type { Knex } from 'knex';
import { openDatabase } from '../../sql/database.ts';
import { readApprovedPrompts } from '../../sql/line/read-approved-prompts.ts';
import { migrate } from '../../sql/migrate.ts';
import { readMigrationFiles } from '../../sql/migration-files.ts';
import { decidePromptVersion, retirePromptVersion } from '../../sql/prompts/decide-prompt-version.ts';
import { discardPromptDraft, draftPromptVersion, editPromptDraft } from '../../sql/prompts/draft-prompt-version.ts';
import { findPromptVersion, listPromptVersions } from '../../sql/prompts/list-prompt-versions.ts';
import { readPromptSound, recordPromptDraft } from '../../sql/prompts/prompt-sound.ts';
import { proposePromptVersion } from '../../sql/prompts/propose-prompt-version.ts';
import { withDatabase, withEmptyDatabase } from '../database.ts';
import { at } from './cdr-fixture.ts';
import { loadTestSample } from './sample-fixture.ts';

const approval = { state: 'approved', by: 'narocnik', at: at(100), comment: '' } as const;

async function proposed(db: Knex, text: string): Promise<string> {
  const id = await draftPromptVersion(db, { key: 'welcome', language: 'sl', text, by: 'nadzornik' });
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
    const id = await draftPromptVersion(db, { key: 'welcome', language: 'sl', text: 'Dober dan.', by: 'skrbnik' });
    t.true(await editPromptDraft(db, id, 'Dober dan, tu naročanje.'));
    t.false(await decidePromptVersion(db, id, approval), 'a draft can not be approved');
    t.true(await proposePromptVersion(db, id, 'nadzornik', at(50)));
    t.false(await proposePromptVersion(db, id, 'nadzornik', at(51)));
    t.false(await editPromptDraft(db, id, 'Drugače.'), 'what was proposed stays as it was read');
    t.true(await decidePromptVersion(db, id, approval));
    t.false(await decidePromptVersion(db, id, approval));
    t.deepEqual(await approvedText(db), ['Dober dan, tu naročanje.']);
    const before = await findPromptVersion(db, old!.id);
    t.deepEqual([before?.state, before?.retiredBy, before?.retiredAt], ['retired', 'narocnik', at(100)]);
    const version = await findPromptVersion(db, id);
    t.is(version?.draftedBy, 'skrbnik');
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
    t.true(await retirePromptVersion(db, version!.id, 'narocnik', at(7)));
    t.false(await retirePromptVersion(db, version!.id, 'skrbnik', at(8)));
    t.deepEqual(await approvedText(db), []);
    const retired = await findPromptVersion(db, version!.id);
    t.deepEqual([retired?.retiredBy, retired?.retiredAt], ['narocnik', at(7)]);
  });
});

const sound = (content: string) => {
  const wave = Buffer.from(content.padEnd(100));
  return { wave, checksum: createHash('sha256').update(wave).digest('hex'), durationMs: 700 };
};
const sounds = (db: Knex): Promise<string[]> => db('prompt_sound').orderBy('checksum').pluck('checksum');

test('[R1.9] a recording belongs to its draft, can be exchanged there, and is approved with the text', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const id = await draftPromptVersion(db, { key: 'welcome', language: 'sl', text: 'Dober dan.', by: 'nadzornik' });
    const [first, second] = [sound('first'), sound('second')];
    t.true(await recordPromptDraft(db, id, first));
    t.true(await recordPromptDraft(db, id, second));
    t.deepEqual(await sounds(db), [second.checksum], 'the one before is gone');
    await proposePromptVersion(db, id, 'nadzornik', at(50));
    t.false(await recordPromptDraft(db, id, first), 'what was proposed stays as it was heard');
    t.deepEqual(await sounds(db), [second.checksum]);
    await decidePromptVersion(db, id, approval);
    const approved = (await readApprovedPrompts(db)).find(({ versionId }) => versionId === id);
    t.deepEqual([approved?.recording, approved?.soundChecksum], ['studio', second.checksum]);
    t.deepEqual(await readPromptSound(db, second.checksum), second.wave);
    t.is(await readPromptSound(db, first.checksum), null);
  });
});

test('[R1.9] two versions may share a recording; it goes with the last draft, never with an approved one', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const draft = () => draftPromptVersion(db, { key: 'consent', language: 'sl', text: 'Ena.', by: 'nadzornik' });
    const ids = [await draft(), await draft()] as const;
    await Promise.all(ids.map((id) => recordPromptDraft(db, id, sound('shared'))));
    t.true(await discardPromptDraft(db, ids[0]));
    t.false(await discardPromptDraft(db, ids[0]));
    t.is((await sounds(db)).length, 1);
    t.true(await recordPromptDraft(db, ids[1], null));
    t.deepEqual(await sounds(db), []);
    t.is((await findPromptVersion(db, ids[1]))?.recording, 'synthesised');
    await proposePromptVersion(db, ids[1], 'nadzornik', at(50));
    t.false(await discardPromptDraft(db, ids[1]), 'what was proposed is evidence');
  });
});

test('[R1.9] a sound that is not its checksum, or a studio version without one, can not stand in the database', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const id = await draftPromptVersion(db, { key: 'welcome', language: 'sl', text: 'Ena.', by: 'nadzornik' });
    const { wave } = sound('one');
    const refused = async (work: Promise<unknown>, constraint: RegExp) => t.throwsAsync(work, { message: constraint });
    await refused(recordPromptDraft(db, id, { ...sound('other'), wave }), /prompt_sound_is_its_checksum/);
    await refused(recordPromptDraft(db, id, sound('x'.repeat(2_000_000))), /prompt_sound_size/);
    await refused(db('prompt_version').where({ id }).update({ recording: 'studio' }), /prompt_version_sound/);
    await refused(db('prompt_version').where({ id }).update({ retired_by: 'narocnik' }), /prompt_version_only_retired/);
    await refused(
      db('prompt_version').where({ state: 'approved', language: 'en' }).update({ state: 'retired' }),
      /prompt_version_retired/,
    );
  });
});

test('[R1.9] versions that retired before it was written down say who took their place, where that is known', async (t) => {
  await withEmptyDatabase(async (url) => {
    const db = openDatabase(url);
    try {
      const files = await readMigrationFiles();
      const before = files.filter(({ name }) => name < '000005');
      await migrate(db, before);
      await db('app_user').insert(['ana', 'eva'].map((id) => ({ id, name: id, password_hash: '' })));
      const version = (id: string, state: string, by: string, day: number, language = 'sl') => {
        const decided_at = new Date(Date.UTC(2026, 0, day));
        const decided = { proposed_by: 'ana', proposed_at: decided_at, decided_by: by, decided_at };
        return { id, prompt_key: 'welcome', language, text: id, state, ...decided };
      };
      await db('prompt_version').insert([
        version('first', 'retired', 'ana', 1),
        version('second', 'retired', 'eva', 2),
        version('third', 'approved', 'ana', 3),
        version('alone', 'retired', 'ana', 4, 'en'),
      ]);
      await migrate(db);
      const rows = await db('prompt_version')
        .orderBy('decided_at')
        .select<{ id: string; retired_by: string | null; retired_at: number | null }[]>(
          'id',
          'retired_by',
          'retired_at',
        );
      t.deepEqual(
        rows.map(({ id, retired_by, retired_at }) => [id, retired_by, retired_at]),
        [
          ['first', 'eva', Date.UTC(2026, 0, 2)],
          ['second', 'ana', Date.UTC(2026, 0, 3)],
          ['third', null, null],
          ['alone', null, null],
        ],
      );
    } finally {
      await db.destroy();
    }
  });
});
