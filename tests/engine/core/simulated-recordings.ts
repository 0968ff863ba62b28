import type { FoundRecording } from '../../../engine/core/events.ts';
import type { BridgeId, Instant, LegId, RecordingId } from '../../../engine/core/ids.ts';

/** What Asterisk records, and the files of what it recorded. */
export class SimulatedRecordings {
  readonly #running = new Map<RecordingId, { readonly heardIn: BridgeId | LegId; readonly startedAt: Instant }>();
  readonly #files = new Map<RecordingId, number>();

  get running(): readonly RecordingId[] {
    return [...this.#running.keys()];
  }

  start(recordingId: RecordingId, heardIn: BridgeId | LegId, startedAt: Instant): void {
    this.#running.set(recordingId, { heardIn, startedAt });
  }

  /** The seconds of the file; null: nothing was recorded under this name. */
  stop(recordingId: RecordingId, at: Instant): number | null {
    const recording = this.#running.get(recordingId);
    if (recording === undefined) return null;
    this.#running.delete(recordingId);
    const seconds = (at - recording.startedAt) / 1000;
    this.#files.set(recordingId, seconds);
    return seconds;
  }

  /** Those of a bridge, or of a leg that speaks a message. */
  of(heardIn: BridgeId | LegId): readonly RecordingId[] {
    return [...this.#running].flatMap(([recordingId, running]) => (running.heardIn === heardIn ? [recordingId] : []));
  }

  discard(recordingId: RecordingId): void {
    this.#files.delete(recordingId);
  }

  has(recordingId: RecordingId): boolean {
    return this.#files.has(recordingId);
  }

  found(recordingId: RecordingId): FoundRecording {
    const seconds = this.#files.get(recordingId);
    if (this.#running.has(recordingId)) return { recordingId, state: 'running', seconds: 0 };
    return seconds === undefined
      ? { recordingId, state: 'missing', seconds: 0 }
      : { recordingId, state: 'finished', seconds };
  }
}
