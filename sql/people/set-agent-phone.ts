import type { Knex } from 'knex';

/** Makes a user an agent at this phone, or gives an agent another one. */
export async function setAgentPhone(
  db: Knex,
  userId: string,
  username: string,
): Promise<'set' | 'unknownUser' | 'unknownPhone' | 'phoneTaken'> {
  try {
    await db('agent').insert({ id: userId, phone_username: username }).onConflict('id').merge();
    return 'set';
  } catch (error) {
    if (!(error instanceof Error) || !('constraint' in error)) throw error;
    switch (error.constraint) {
      case 'agent_id_fkey':
        return 'unknownUser';
      case 'agent_phone_username_fkey':
        return 'unknownPhone';
      case 'agent_phone_username_key':
        return 'phoneTaken';
      default:
        throw error;
    }
  }
}
