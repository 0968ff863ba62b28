import type { Knex } from 'knex';
import { describeIssues, type SettingKey, type Settings, settingSchema } from './settings.ts';

/** The row of a setting holds something of another shape; the message names it and the place in it. */
export class SettingUnusable extends Error {
  override readonly name = 'SettingUnusable';
}

/** The setting, or null when it was never set. @throws SettingUnusable */
export async function readSetting<Key extends SettingKey>(db: Knex, key: Key): Promise<Settings[Key] | null> {
  const row = await db('setting').where({ key }).first<{ value: unknown } | undefined>('value');
  return row === undefined ? null : usableSetting(key, row.value);
}

/** The same of a value that was read with something else. @throws SettingUnusable */
export function usableSetting<Key extends SettingKey>(key: Key, value: unknown): Settings[Key] {
  const parsed = settingSchema(key).safeParse(value);
  if (!parsed.success)
    throw new SettingUnusable(`The setting "${key}" can not be used: ${describeIssues(parsed.error).join('; ')}.`);
  return parsed.data;
}
