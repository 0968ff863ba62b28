import type { Knex } from 'knex';
import { describeIssues, type SettingKey, type Settings, settingSchema } from './settings.ts';

/** Sets or replaces the setting. A value of the wrong shape is refused with an error that names the place. */
export async function writeSetting<Key extends SettingKey>(db: Knex, key: Key, value: Settings[Key]): Promise<void> {
  const parsed = settingSchema(key).safeParse(value);
  if (!parsed.success) throw new Error(`The setting "${key}" is refused: ${describeIssues(parsed.error).join('; ')}.`);
  await db('setting')
    .insert({ key, value: JSON.stringify(parsed.data) })
    .onConflict('key')
    .merge();
}
