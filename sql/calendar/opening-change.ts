import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneRow, rows } from '../rows.ts';
import { lockSpace, locks } from '../schema.ts';
import { closeCounter } from './counters.ts';
import { addHoliday, removeHoliday } from './holidays.ts';
import {
  addOfficeException,
  changeOfficeException,
  listOfficeRules,
  type OfficeException,
  type OfficeRule,
  removeOfficeException,
  type Scope,
  scopeKey,
  scopeOf,
  writeOfficeRules,
} from './office-rules.ts';
import type { ChangePreview } from './preview-change.ts';
import { extendOpenTime } from './renew-open-time.ts';
import type { CounterId, Texts } from './words.ts';

/** What would be saved. */
export type ChangeContent =
  | { readonly kind: 'rules'; readonly rules: readonly OfficeRule[] }
  | { readonly kind: 'addException'; readonly exception: Omit<OfficeException, 'id' | 'scope'> }
  | {
      readonly kind: 'changeException';
      /** As it stood when somebody began to edit it. */
      readonly before: Omit<OfficeException, 'scope'>;
      readonly exception: Omit<OfficeException, 'id' | 'scope'>;
    }
  | { readonly kind: 'removeException'; readonly exception: Omit<OfficeException, 'scope'> }
  | { readonly kind: 'addHoliday' | 'removeHoliday'; readonly day: string; readonly name: Texts }
  | { readonly kind: 'closeCounter' };

/** A change of hours, from its first draft on (migration 000051). */
export type OpeningChange = {
  readonly id: number;
  readonly scope: Scope;
  readonly content: ChangeContent;
  /** The rules it began from; null where it replaces nothing. */
  readonly stood: readonly OfficeRule[] | null;
  readonly version: number;
  readonly madeAt: Instant;
  readonly madeBy: string;
} & (
  | { readonly state: 'draft'; readonly savedAt: null; readonly savedBy: null }
  | {
      readonly state: 'saved';
      readonly savedAt: Instant;
      readonly savedBy: string;
      readonly slotsMore: number;
      readonly slotsFewer: number;
      readonly visitsHit: number;
    }
);

const columns = `
  id, location_id as "locationId", counter_id as "counterId", content, stood, version, state, made_at as "madeAt",
  made_by as "madeBy", saved_at as "savedAt", saved_by as "savedBy", slots_more as "slotsMore",
  slots_fewer as "slotsFewer", visits_hit as "visitsHit"`;

type Row = Omit<OpeningChange, 'scope'> & { readonly locationId: string | null; readonly counterId: CounterId | null };

const changeOf = ({ locationId, counterId, ...rest }: Row): OpeningChange =>
  ({ ...rest, scope: scopeOf(counterId, locationId) }) as OpeningChange;

export async function readOpeningChange(db: Knex, id: number): Promise<OpeningChange | null> {
  const [found] = await rows<Row>(db, `select ${columns} from uenarocanje.opening_change where id = :id`, { id });
  return found === undefined ? null : changeOf(found);
}

/** Drafts and saved changes of a scope itself, the newest first. */
export async function listOpeningChanges(
  db: Knex,
  { scope, state, limit }: { scope: Scope; state: OpeningChange['state']; limit: number },
): Promise<readonly OpeningChange[]> {
  const found = await rows<Row>(
    db,
    `select ${columns} from uenarocanje.opening_change where scope = :scope and state = :state
     order by coalesce(saved_at, made_at) desc, id desc limit :limit`,
    { scope: scopeKey(scope), state, limit },
  );
  return found.map(changeOf);
}

/**
 * Begins a change. Of rules each person has one draft a scope: who begins again goes on with it. Nothing that holds
 * is touched until `saveOpeningChange`.
 */
export async function beginOpeningChange(
  db: Knex,
  { scope, content, now, by }: { scope: Scope; content: ChangeContent; now: Instant; by: string },
): Promise<number> {
  // What somebody only looked at and left is nobody's draft; of rules it is, because work stands in it.
  await rows(
    db,
    `delete from uenarocanje.opening_change
     where state = 'draft' and content ->> 'kind' <> 'rules' and made_at < :dayBefore`,
    { dayBefore: new Date(now - 86_400_000) },
  );
  const { id } = await oneRow<{ id: number }>(
    db,
    `insert into uenarocanje.opening_change (location_id, counter_id, content, stood, made_at, made_by)
     values (:locationId, :counterId, :content, :stood, :now, :by)
     on conflict (scope, made_by) where state = 'draft' and content ->> 'kind' = 'rules'
       do update set made_by = excluded.made_by
     returning id`,
    {
      locationId: scope.of === 'location' ? scope.locationId : null,
      counterId: scope.of === 'counter' ? scope.counterId : null,
      content: JSON.stringify(content),
      stood: content.kind === 'rules' ? JSON.stringify(await listOfficeRules(db, scope)) : null,
      now: new Date(now),
      by,
    },
  );
  return id;
}

/** Writes a draft again; false: it is none any more, or somebody else has written it since. */
export async function editOpeningChange(
  db: Knex,
  { id, version }: Pick<OpeningChange, 'id' | 'version'>,
  content: ChangeContent,
): Promise<boolean> {
  const edited = await db('opening_change')
    .where({ id, version, state: 'draft' })
    .update({ content: JSON.stringify(content), version: version + 1 });
  return edited === 1;
}

/** The draft goes on from the rules that hold now; what it wants stays. Whoever does this has seen both. */
export async function rebaseOpeningChange(db: Knex, { id, scope }: OpeningChange): Promise<void> {
  const stood = JSON.stringify(await listOfficeRules(db, scope));
  await db('opening_change')
    .where({ id, state: 'draft' })
    .update({ stood, version: db.raw('version + 1') });
}

/** A draft that nobody wants. What is saved stays. */
export async function discardOpeningChange(db: Knex, id: number): Promise<void> {
  await db('opening_change').where({ id, state: 'draft' }).delete();
}

/** Does what the change says. False: what it would take away is gone, or what it would add stands already. */
export async function applyOpeningChange(
  trx: Knex.Transaction,
  { scope, content }: Pick<OpeningChange, 'scope' | 'content'>,
): Promise<boolean> {
  switch (content.kind) {
    case 'rules':
      await writeOfficeRules(trx, scope, content.rules);
      return true;
    case 'addException':
      await addOfficeException(trx, { ...content.exception, scope });
      return true;
    case 'changeException':
      return changeOfficeException(trx, scope, content.before, content.exception);
    case 'removeException':
      return removeOfficeException(trx, content.exception.id, scope);
    case 'addHoliday':
      return addHoliday(trx, content.day, content.name);
    case 'removeHoliday':
      return removeHoliday(trx, content.day);
    case 'closeCounter': {
      if (scope.of !== 'counter') return false;
      const open = await trx('counter').where({ id: scope.counterId }).whereNull('closed_at').first('id');
      if (open === undefined) return false;
      await closeCounter(trx, scope.counterId, true);
      return true;
    }
  }
}

/** 'overtaken': somebody has saved other rules since the draft began, or what it is about is done already. */
export type SaveOutcome = 'saved' | 'repeated' | 'overtaken' | 'gone';

/**
 * Saves what was looked at, in one commit with the open time that follows and with its entry in the history. `also`
 * is done in the same transaction (audit).
 */
export async function saveOpeningChange(
  db: Knex,
  {
    id,
    version,
    now,
    by,
    preview,
  }: {
    id: number;
    version: number;
    now: Instant;
    by: string;
    preview: Pick<ChangePreview, 'slotsMore' | 'slotsFewer' | 'visitsHit'>;
  },
  also: (trx: Knex.Transaction, change: OpeningChange) => Promise<void>,
): Promise<SaveOutcome> {
  return db.transaction(async (trx) => {
    const [found] = await rows<Row>(
      trx,
      `select ${columns} from uenarocanje.opening_change where id = :id for update`,
      { id },
    );
    if (found === undefined) return 'gone';
    const change = changeOf(found);
    if (change.state === 'saved') return 'repeated';
    if (change.version !== version) return 'overtaken';
    // Whoever else saves waits here, and then sees what we did.
    await trx.raw('select pg_advisory_xact_lock(?, ?)', [lockSpace, locks.openingChanges]);
    if (change.stood !== null && !(await isStanding(trx, change.scope, change.stood))) return 'overtaken';
    if (!(await applyOpeningChange(trx, change))) return 'overtaken';
    await extendOpenTime(trx, now);
    await trx('opening_change')
      .where({ id })
      .update({
        state: 'saved',
        saved_at: new Date(now),
        saved_by: by,
        slots_more: preview.slotsMore,
        slots_fewer: preview.slotsFewer,
        visits_hit: preview.visitsHit.length,
      });
    await also(trx, change);
    return 'saved';
  });
}

/** Whether these rules are still those of the scope. */
export async function isStanding(db: Knex, scope: Scope, stood: readonly OfficeRule[]): Promise<boolean> {
  const standing = JSON.parse(JSON.stringify(await listOfficeRules(db, scope)));
  return isDeepStrictEqual(standing, stood);
}
