import type { Sound } from './sound.ts';

/**
 * Puts received packets where they belong in time. Within one source the RTP timestamp tells; when the source changes
 * or its clock jumps (Asterisk passing from a prompt to a bridge), the arrival does.
 */
export class HeardSound {
  #samples = new Int16Array(8000 * 30);
  #length = 0;
  #anchor: { readonly source: number; readonly timestamp: number; readonly position: number } | null = null;

  /** `arrivedAt` is in samples since the call's first packet could have come. */
  add(source: number, timestamp: number, sound: Sound, arrivedAt: number): void {
    const expected = this.#anchor === null || this.#anchor.source !== source ? null : this.#positionOf(timestamp);
    const position =
      expected !== null && Math.abs(expected - arrivedAt) < 4000 ? expected : Math.max(arrivedAt, this.#length);
    if (position !== expected) this.#anchor = { source, timestamp, position };
    const end = position + sound.length;
    if (end > this.#samples.length) {
      const larger = new Int16Array(Math.max(end, this.#samples.length * 2));
      larger.set(this.#samples);
      this.#samples = larger;
    }
    this.#samples.set(sound, position);
    this.#length = Math.max(this.#length, end);
  }

  #positionOf(timestamp: number): number | null {
    if (this.#anchor === null) return null;
    // Timestamps are 32 bits and wrap around.
    const position = this.#anchor.position + ((timestamp - this.#anchor.timestamp) | 0);
    return position < 0 ? null : position;
  }

  /** All that was heard so far, gaps as silence. */
  get sound(): Sound {
    return this.#samples.slice(0, this.#length);
  }
}
