import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { recordingFileName } from '../../../sql/recordings/recording-file-name.ts';
import type { RecordingId } from '../../core/ids.ts';
import type { RecordingKey } from './recording-key.ts';
import { sealFile } from './sealed-file.ts';
import { completeWav, wavSeconds } from './wav-file.ts';

/** Plain recordings lie in Asterisk's spool only until they are sealed (R2.8: encrypted before they rest). */
export class RecordingSealer {
  readonly #spoolFolder: string;
  readonly #folder: string;
  readonly #key: RecordingKey;
  readonly #log: Logger;
  readonly #underWay = new Set<Promise<void>>();

  constructor(spoolFolder: string, folder: string, key: RecordingKey, log: Logger) {
    this.#spoolFolder = spoolFolder;
    this.#folder = folder;
    this.#key = key;
    this.#log = log;
  }

  /** Seals in the background. A failure is an alarm; the plain file stays and is tried again at the next start. */
  seal(recordingId: RecordingId): void {
    const work = this.#seal(recordingId).catch((error: unknown) => {
      this.#log.error(
        { recordingId, err: error },
        'a recording could not be sealed; it stays in the spool until the next start',
      );
    });
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  /** How long a recording in the spool lasts; null: it is not there. */
  secondsInSpool(recordingId: RecordingId): number | null {
    return wavSeconds(this.#plainFile(recordingId));
  }

  /** Seals what a crash left in the spool. `running` are recordings that Asterisk still writes. */
  async sealLeftovers(running: ReadonlySet<RecordingId>): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#spoolFolder)) {
      const recordingId = name.replace(/\.wav$/, '') as RecordingId;
      if (name.endsWith('.wav') && !running.has(recordingId)) this.seal(recordingId);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #seal(recordingId: RecordingId): Promise<void> {
    const plain = this.#plainFile(recordingId);
    await completeWav(plain);
    await sealFile(plain, join(this.#folder, recordingFileName(recordingId)), this.#key);
    await rm(plain);
  }

  #plainFile(recordingId: RecordingId): string {
    return join(this.#spoolFolder, `${recordingId}.wav`);
  }
}
