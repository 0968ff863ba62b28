import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type {
  AgentConfiguration,
  Configuration,
  OutsideContact,
  PauseReason,
  QueueConfiguration,
} from '../../engine/core/configuration.ts';
import type { PromptVersionId } from '../../engine/core/ids.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import type { Texts } from '../calendar/words.ts';
import { checkConfiguration } from './check-configuration.ts';
import { ConfigurationContradiction } from './configuration-contradiction.ts';
import { spokenLists } from './spoken-lists.ts';

/** What the one statement answers: each part already in the shape of the Configuration, in a fixed order. */
export type ConfigurationDocument = {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly weekly: Configuration['openingHours']['weekly'];
  readonly exceptions: Configuration['openingHours']['exceptions'];
  readonly queues: readonly QueueConfiguration[];
  readonly agents: readonly AgentConfiguration[];
  readonly contacts: readonly OutsideContact[];
  readonly pauseReasons: readonly PauseReason[];
  readonly dispositions: readonly string[];
  readonly prompts: readonly { readonly language: string; readonly key: PromptKey; readonly id: PromptVersionId }[];
  readonly locationIds: readonly string[];
  /** Of what the setting lists for callers: what is there, and its name in the catalogue. */
  readonly listedServices: readonly { readonly id: string; readonly name: Texts }[];
  readonly listedPlaces: readonly { readonly id: string; readonly name: string }[];
};

/**
 * The whole configuration of the line, of one moment: one statement sees one state of the database. Agents whose
 * user is disabled are left out. The same rows always answer the same `version`.
 * @throws {ConfigurationContradiction} naming every row that does not fit, and what was expected of it
 */
export async function readConfiguration(db: Knex): Promise<Configuration> {
  const { rows } = await db.raw<{ rows: [ConfigurationDocument] }>(`
    select
      (
        select coalesce(jsonb_object_agg(key, value), '{}') from setting where key in ('line', 'edge', 'outbound', 'callbacks', 'selfService', 'flow', 'openingHours')
      ) as settings,
      (
        select coalesce(jsonb_agg(jsonb_build_object('weekday', weekday, 'from', opens, 'to', closes) order by weekday, opens), '[]')
        from opening_rule
      ) as weekly,
      (
        select coalesce(jsonb_agg(jsonb_build_object('date', date, 'periods', periods, 'note', note) order by date), '[]')
        from opening_exception
      ) as exceptions,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', id,
          'name', name,
          'locationIds', (
            select coalesce(jsonb_agg(location_id order by location_id), '[]') from queue_location where queue_id = queue.id
          ),
          'skills', skills,
          'ringSeconds', ring_seconds,
          'wrapUpSeconds', wrap_up_seconds,
          'announceEverySeconds', announce_every_seconds,
          'assumedHandlingSeconds', assumed_handling_seconds,
          'serviceLevel', jsonb_build_object('seconds', service_level_seconds, 'share', service_level_share),
          'strategy', strategy,
          'priority', priority,
          'minimumLevel', minimum_level,
          'widening', widening,
          'lastAgentHours', last_agent_hours,
          'overflow', overflow
        ) order by id), '[]')
        from queue
      ) as queues,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', agent.id,
          'name', app_user.name,
          'phone', agent.phone_username,
          'skills', (
            select coalesce(jsonb_agg(jsonb_build_object('skill', skill, 'level', level) order by skill), '[]')
            from agent_skill
            where agent_id = agent.id
          )
        ) order by agent.id), '[]')
        from agent
        join app_user on app_user.id = agent.id
        where app_user.disabled_at is null
      ) as agents,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', id, 'kind', kind, 'name', name, 'number', number, 'code', code, 'lines', lines
        ) || case when hours is null then '{}' else jsonb_build_object('hours', hours) end order by name collate "sl-x-icu", id), '[]')
        from outside_contact
        where disabled_at is null
      ) as contacts,
      (
        select coalesce(jsonb_agg(jsonb_build_object('digit', digit, 'key', key, 'name', name) order by digit), '[]')
        from pause_reason
      ) as "pauseReasons",
      (
        select coalesce(jsonb_agg(key order by position), '[]') from disposition
      ) as dispositions,
      (
        select coalesce(jsonb_agg(jsonb_build_object('language', language, 'key', prompt_key, 'id', id) order by language, prompt_key), '[]')
        from prompt_version
        where state = 'approved'
      ) as prompts,
      (
        select coalesce(jsonb_agg(id order by id), '[]') from location
      ) as "locationIds",
      (
        select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by id), '[]')
        from service
        where retired_at is null and id in (
          select listed ->> 'id' from setting, jsonb_path_query(value, 'lax $.services[*]') as listed where key = 'selfService'
        )
      ) as "listedServices",
      (
        select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by id), '[]')
        from location
        where id in (
          select listed ->> 'id' from setting, jsonb_path_query(value, 'lax $.places[*]') as listed where key = 'selfService'
        )
      ) as "listedPlaces"
  `);
  const document = rows[0];
  const { settings, problems } = checkConfiguration(document);
  if (settings === null) throw new ConfigurationContradiction(problems);
  const content = {
    line: settings.line,
    ...(settings.edge === undefined ? {} : { edge: settings.edge }),
    ...(settings.outbound === undefined ? {} : { outbound: settings.outbound }),
    ...(settings.callbacks === undefined ? {} : { callbacks: settings.callbacks }),
    ...(settings.selfService === undefined ? {} : { selfService: spokenLists(settings.selfService, document) }),
    flow: settings.flow,
    openingHours: { ...settings.openingHours, weekly: document.weekly, exceptions: document.exceptions },
    queues: document.queues,
    agents: document.agents,
    ...(document.contacts.length === 0 ? {} : { contacts: document.contacts }),
    pauseReasons: document.pauseReasons,
    dispositions: document.dispositions,
    prompts: approvedPrompts(document.prompts),
  };
  return { version: createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32), ...content };
}

/** A language that callers can not choose yet (it, hu) may already have approved texts; they wait for it. */
function approvedPrompts(prompts: ConfigurationDocument['prompts']): Configuration['prompts'] {
  const inLanguage = (language: Language): Partial<Record<PromptKey, PromptVersionId>> =>
    Object.fromEntries(prompts.filter((prompt) => prompt.language === language).map(({ key, id }) => [key, id]));
  return { sl: inLanguage('sl'), en: inLanguage('en') };
}
