import type { Knex } from 'knex';
import { type VoiceMessage, voiceMessageColumns } from './voice-message.ts';

/** The message of this name, or null. */
export async function findVoiceMessage(db: Knex, id: string): Promise<VoiceMessage | null> {
  const message = await db('voice_message_list').where({ id }).first<VoiceMessage | undefined>(voiceMessageColumns);
  return message ?? null;
}
