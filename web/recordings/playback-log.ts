/**
 * A player asks for a recording in parts; only the part that begins a playback is one. A part that begins at the
 * beginning always does; one from the middle does unless the same person began to play it a while ago.
 */
export type PlaybackLog = { begins(userId: string, recordingId: string, start: number): boolean };

const samePlaybackMs = 30 * 60_000;
const remembered = 10_000;

export function openPlaybackLog(now: () => number = Date.now): PlaybackLog {
  const begunAt = new Map<string, number>();
  return {
    begins(userId, recordingId, start) {
      const key = JSON.stringify([userId, recordingId]);
      const last = begunAt.get(key);
      if (start > 0 && last !== undefined && now() - last < samePlaybackMs) return false;
      begunAt.delete(key);
      begunAt.set(key, now());
      // The oldest goes first; forgetting one writes down one playback too many, never one too few.
      const oldest = begunAt.keys().next();
      if (begunAt.size > remembered && !oldest.done) begunAt.delete(oldest.value);
      return true;
    },
  };
}
