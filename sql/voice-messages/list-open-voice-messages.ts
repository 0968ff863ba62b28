import type { Knex } from 'knex';
import { type VoiceMessage, voiceMessageColumns } from './voice-message.ts';

/** Messages that nobody has answered yet, the one that waits longest first. */
export async function listOpenVoiceMessages(db: Knex, limit = 200): Promise<readonly VoiceMessage[]> {
  return db('voice_message_list').whereNull('closed_at').orderBy('left_at').limit(limit).select(voiceMessageColumns);
}
