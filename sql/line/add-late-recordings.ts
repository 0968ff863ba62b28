import type { Knex } from 'knex';
import { jsonText } from '../json-text.ts';
import type { JournalRows } from './journal-rows.ts';

/**
 * Puts recordings that turned up late into the records of their calls, which were closed without them. A record that has
 * one already keeps it once; a voice message is named as that.
 */
export async function addLateRecordings(
  trx: Knex.Transaction,
  lateRecordings: JournalRows['lateRecordings'],
): Promise<void> {
  await trx.raw(
    `
    with late as (
      select
        late.id, late.call_id, message.id as message_id,
        jsonb_build_object(
          'recordingId', late.id, 'agentId', agent_id, 'startedAt', started_at, 'seconds', late.seconds,
          'cameLateAt', came_late_at
        ) as recording
      from jsonb_to_recordset(?::jsonb) as late (
        id text, call_id text, agent_id text, started_at numeric, seconds numeric, came_late_at numeric
      )
      left join voice_message as message on message.id = late.id
    ),
    known as (
      select call.id as call_id, recording
      from call, jsonb_array_elements(coalesce(call.cdr->'recordings', '[]')) as recording
      where call.id in (select call_id from late) and recording->>'recordingId' not in (select id from late)
    ),
    whole as (
      select
        call_id, jsonb_agg(recording order by (recording->>'startedAt')::numeric) as recordings,
        max(message_id) as message_id
      from (
        select call_id, recording, message_id from late
        union all
        select call_id, recording, null from known
      ) as each
      group by call_id
    )
    update call
    set
      recording_id = whole.recordings->-1->>'recordingId',
      cdr = call.cdr
        || jsonb_build_object(
          'recordings', whole.recordings,
          'recordingId', whole.recordings->-1->'recordingId',
          'recordingSeconds', whole.recordings->-1->'seconds'
        )
        || case when message_id is null then '{}' else jsonb_build_object('messageId', message_id) end
    from whole
    where call.id = whole.call_id
    `,
    [jsonText(lateRecordings)],
  );
}
