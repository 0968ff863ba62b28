import type { Knex } from 'knex';
import type { Phone } from './phone.ts';

/** All phones in order of their numbers, with their secrets: for rendering Asterisk's configuration. */
export async function listPhones(db: Knex): Promise<readonly Phone[]> {
  return db('phone').orderBy('username').select({
    username: 'username',
    password: 'password',
    transport: 'transport',
    mediaEncryption: 'media_encryption',
  });
}
