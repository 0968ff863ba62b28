import type { Knex } from 'knex';
import { describeIssues, type SettingKey, type Settings, settingSchema } from './settings.ts';

/** The setting, or null when it was never set. A value of another shape throws an error that names the row and the place. */
export async function readSetting<Key extends SettingKey>(db: Knex, key: Key): Promise<Settings[Key] | null> {
  const row = await db('setting').where({ key }).first<{ value: unknown } | undefined>('value');
  if (row === undefined) return null;
  const parsed = settingSchema(key).safeParse(row.value);
  if (!parsed.success)
    throw new Error(`The setting "${key}" can not be used: ${describeIssues(parsed.error).join('; ')}.`);
  return parsed.data;
}
