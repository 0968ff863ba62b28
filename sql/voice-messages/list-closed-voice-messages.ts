import type { Knex } from 'knex';
import { type VoiceMessage, voiceMessageColumns } from './voice-message.ts';

/** What was answered lately, the newest answer first. */
export async function listClosedVoiceMessages(db: Knex, limit = 30): Promise<readonly VoiceMessage[]> {
  return db('voice_message_list')
    .whereNotNull('closed_at')
    .orderBy('closed_at', 'desc')
    .limit(limit)
    .select(voiceMessageColumns);
}
