import type { Knex } from 'knex';
import { openDatabase } from '../../sql/database.ts';
import { type Places, placesIn } from '../data-folder.ts';
import { type Door, withDoor } from '../door.ts';
import { readOrCreateSecrets } from '../secrets.ts';
import { doorPorts, readSettings, type Settings } from '../settings.ts';
import { readStack, type Stack } from '../stack.ts';

/** What a command needs of the running stack. */
export type Session = {
  readonly settings: Settings;
  readonly places: Places;
  readonly stack: Stack;
  withDoor<T>(work: (door: Door) => Promise<T>): Promise<T>;
  withDatabase<T>(work: (db: Knex) => Promise<T>): Promise<T>;
};

/** @throws StackNotRunning */
export async function openSession(): Promise<Session> {
  const settings = readSettings(process.env);
  const places = placesIn(settings.dataFolder);
  const stack = await readStack(places);
  return {
    settings,
    places,
    stack,
    async withDoor(work) {
      const secrets = await readOrCreateSecrets(places.secrets);
      return withDoor({ ports: doorPorts(settings), token: secrets['door-token'] }, work);
    },
    async withDatabase(work) {
      const db = openDatabase(stack.databaseUrl, { applicationName: 'uenarocanje-admin', poolMax: 2 });
      try {
        return await work(db);
      } finally {
        await db.destroy();
      }
    },
  };
}
