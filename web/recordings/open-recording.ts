import { basename, join } from 'node:path';
import type { SealedFile } from '../../engine/shell/recording/sealed-file.ts';
import { openSealed } from '../../engine/shell/recording/sealed-file.ts';
import type { Recording } from '../../sql/recordings/recording.ts';
import type { Room } from '../context.ts';

/** The sealed file of a recording; null when it cannot be opened, which the log tells the operator. */
export async function openRecording({ recording, log }: Room, { id, file }: Recording): Promise<SealedFile | null> {
  if (file === null) return null;
  try {
    return await openSealed(join(recording.folder, basename(file)), recording.key);
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error ? error.code : error instanceof Error ? error.message : 'unknown';
    log.error({ recordingId: id, reason }, 'a recording can not be opened');
    return null;
  }
}

/** Whether it can be heard: looked at before a player is shown that would only fail. */
export async function canBeHeard(room: Room, recording: Recording): Promise<boolean> {
  const sealed = await openRecording(room, recording);
  await sealed?.close();
  return sealed !== null;
}
