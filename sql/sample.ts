import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Flow } from '../dialplan/flow.ts';
import type { Instant } from '../engine/core/ids.ts';
import { addUser } from './people/add-user.ts';
import type { Role } from './people/roles.ts';
import { replacePostDistricts } from './places/replace-post-districts.ts';
import { addSampleCalendar } from './sample-calendar.ts';
import {
  sampleAdministrator,
  sampleAgents,
  sampleCallbacks,
  sampleClerk,
  sampleClient,
  sampleDispositions,
  sampleLine,
  sampleLocationManager,
  sampleLocations,
  sampleOpening,
  sampleOutbound,
  samplePauseReasons,
  sampleQueue,
  sampleRetention,
  sampleSelfService,
  sampleSupervisor,
} from './sample-data.ts';
import { samplePostDistricts } from './sample-post-districts.ts';
import { lockSpace, locks } from './schema.ts';
import { writeSetting } from './settings/write-setting.ts';

export type SampleInput = {
  /** A fresh secret for a sign-in name or a phone, asked only for what is added now. */
  readonly passwordFor: (name: string) => string;
  /** argon2id, as the sign-in page checks it. */
  readonly hashPassword: (password: string) => Promise<string>;
  readonly flow: Flow;
  readonly prompts: readonly { readonly key: string; readonly language: string; readonly text: string }[];
  readonly now: Instant;
};

/** What whoever starts the program must know. */
export type Sample = {
  /** False when the sample stood already and nothing was added but prompts that are new in this version. */
  readonly loaded: boolean;
  readonly number: string;
  readonly phones: readonly { readonly user: string; readonly password: string }[];
  /** `password` is null for a user who was there already: only the hash is stored. */
  readonly signIns: readonly { readonly role: Role; readonly user: string; readonly password: string | null }[];
};

const sampleUsers = [
  sampleAdministrator,
  sampleSupervisor,
  sampleClient,
  sampleLocationManager,
  sampleClerk,
  ...sampleAgents,
];

/** The setting that says when the sample was loaded; from then on it belongs to the people who edit it. */
const marker = 'sample';

/**
 * Fills an empty database with the sample, in one transaction. On a database that has it, nothing is changed and
 * nothing that people removed comes back; only a prompt that has no version at all in its language is proposed,
 * so that a new version of the program can come to say what is new in it.
 */
export async function loadSample(db: Knex, input: SampleInput): Promise<Sample> {
  return db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?, ?)', [lockSpace, locks.sample]);
    const loaded = (await trx('setting').where({ key: marker }).first('key')) === undefined;
    const passwords = new Map<string, string>();
    if (loaded) {
      await addPlaces(trx);
      await addSampleCalendar(trx, input.now);
      await replacePostDistricts(trx, samplePostDistricts);
      await addLine(trx, input.flow);
      await addPeople(trx, input, passwords);
      await trx('setting').insert({ key: marker, value: JSON.stringify({ loadedAt: input.now }) });
    }
    await addPrompts(trx, input, loaded);
    return { loaded, ...(await readSample(trx, passwords)) };
  });
}

async function addPlaces(trx: Knex.Transaction): Promise<void> {
  await trx('location').insert([...sampleLocations]);
  const { overflow, skills } = sampleQueue;
  await trx('queue').insert({ ...sampleQueue, skills: [...skills], overflow: JSON.stringify(overflow) });
  await trx('queue_location').insert(sampleLocations.map(({ id }) => ({ queue_id: sampleQueue.id, location_id: id })));
}

async function addLine(trx: Knex.Transaction, flow: Flow): Promise<void> {
  const { rules, timeZone, holidaysOf } = sampleOpening;
  await trx('pause_reason').insert([...samplePauseReasons]);
  await trx('disposition').insert(
    sampleDispositions.map((disposition, place) => ({ ...disposition, position: place + 1 })),
  );
  await trx('opening_rule').insert(rules);
  await writeSetting(trx, 'line', sampleLine);
  await writeSetting(trx, 'flow', flow);
  await writeSetting(trx, 'openingHours', { timeZone, holidaysOf });
  await writeSetting(trx, 'outbound', sampleOutbound);
  await writeSetting(trx, 'callbacks', sampleCallbacks);
  await writeSetting(trx, 'selfService', sampleSelfService);
  await writeSetting(trx, 'retention', sampleRetention);
}

async function addPeople(
  trx: Knex.Transaction,
  { passwordFor, hashPassword }: SampleInput,
  passwords: Map<string, string>,
): Promise<void> {
  for (const { id, name, email, grants } of sampleUsers) {
    const password = passwordFor(id);
    const passwordHash = await hashPassword(password);
    if (await addUser(trx, { id, name, email, grants, passwordHash, passwordBy: 'sample' })) {
      passwords.set(id, password);
    }
  }
  await trx('phone').insert(sampleAgents.map(({ phone }) => ({ username: phone, password: passwordFor(phone) })));
  await trx('agent').insert(sampleAgents.map(({ id, phone }) => ({ id, phone_username: phone })));
  await trx('agent_skill').insert(
    sampleAgents.flatMap(({ id, skills }) => skills.map(({ skill, level }) => ({ agent_id: id, skill, level }))),
  );
}

/**
 * The sample ships approved: proposed by its supervisor, approved by its client. What a later version of the program
 * adds is only proposed, because by then the client may be a real one, whose approval nobody can give (R1.9).
 */
async function addPrompts(trx: Knex.Transaction, { prompts, now }: SampleInput, approved: boolean): Promise<void> {
  const at = new Date(now);
  const known = await trx('prompt_version').distinct<{ prompt_key: string; language: string }[]>(
    'prompt_key',
    'language',
  );
  const standing = new Set(known.map(({ prompt_key, language }) => `${prompt_key} ${language}`));
  const added = prompts.filter(({ key, language }) => !standing.has(`${key} ${language}`));
  if (added.length === 0) return;
  await trx('prompt_version').insert(
    added.map(({ key, language, text }) => ({
      id: randomUUID(),
      prompt_key: key,
      language,
      text,
      state: approved ? 'approved' : 'proposed',
      proposed_by: sampleSupervisor.id,
      proposed_at: at,
      decided_by: approved ? sampleClient.id : null,
      decided_at: approved ? at : null,
      created_at: at,
    })),
  );
}

async function readSample(
  trx: Knex.Transaction,
  passwords: ReadonlyMap<string, string>,
): Promise<Omit<Sample, 'loaded'>> {
  const { number } = (await trx('setting').where({ key: 'line' }).first<{ value: { number: string } }>('value')).value;
  const phones = await trx('phone')
    .orderBy('username')
    .select<Sample['phones']>({ user: 'username', password: 'password' });
  const { rows } = await trx.raw<{ rows: { role: Role; user: string }[] }>(`
    select distinct role_grant.role, app_user.id as user
    from role_grant
    join app_user on app_user.id = role_grant.user_id
    where disabled_at is null
    order by role, app_user.id
  `);
  return {
    number,
    phones,
    signIns: rows.map(({ role, user }) => ({ role, user, password: passwords.get(user) ?? null })),
  };
}
