/** A short ring for a new call, off until the agent turns it on. Made of two tones: no file, nothing to load. */
export type Ringer = { readonly on: boolean; turn(on: boolean): void; start(): void; stop(): void };

const remembered = 'uenarocanje-zvok';
const toneHz = [880, 660] as const;
const toneSeconds = 0.16;
const ringEveryMs = 3_000;

export function openRinger(): Ringer {
  let on = recall();
  let audio: AudioContext | null = null;
  let ringing: ReturnType<typeof setInterval> | undefined;

  const ring = (): void => {
    if (!on) return;
    audio ??= new AudioContext();
    const context = audio;
    toneHz.forEach((frequency, index) => {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const from = context.currentTime + index * toneSeconds;
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0.0001, from);
      volume.gain.exponentialRampToValueAtTime(0.2, from + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, from + toneSeconds);
      tone.connect(volume).connect(context.destination);
      tone.start(from);
      tone.stop(from + toneSeconds);
    });
  };
  const stop = (): void => {
    clearInterval(ringing);
    ringing = undefined;
  };
  return {
    get on() {
      return on;
    },
    turn(next) {
      on = next;
      remember(next);
      // Turned on by a click, which is when browsers allow sound; this lets the agent hear what it will be.
      if (next) ring();
      else stop();
    },
    start() {
      stop();
      ring();
      ringing = setInterval(ring, ringEveryMs);
    },
    stop,
  };
}

/** A browser may refuse its storage; then the choice lasts as long as the page. */
function recall(): boolean {
  try {
    return localStorage.getItem(remembered) === 'da';
  } catch {
    return false;
  }
}

function remember(on: boolean): void {
  try {
    localStorage.setItem(remembered, on ? 'da' : 'ne');
  } catch {
    // See recall.
  }
}
