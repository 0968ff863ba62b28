import { sampleRate } from './wave-file.ts';

/**
 * Makes prompts equally loud, so that a caller who holds the telephone away for one is not lost for the next.
 * The level is that of the speech alone, as ITU-T P.56 has it: pauses do not count.
 */
const fullScale = 32_768;
const frameSamples = sampleRate / 50;

/** Speech level of every file, dB below full scale; about what a person's voice has on a digital line. */
export const targetLevelDb = -20;
/** No sample is louder, so that nothing clips, in G.711 either. */
export const peakCeilingDb = -3;
/** A frame this far below the loudest is a pause. */
const pauseDb = -30;
/** The silence around the speech of every file. */
export const leadMs = 80;
export const tailMs = 240;
const fadeMs = 5;

const ratio = (decibels: number): number => 10 ** (decibels / 20);
const decibels = (value: number): number => 20 * Math.log10(Math.max(value, Number.MIN_VALUE));
const samplesIn = (milliseconds: number): number => Math.round((milliseconds / 1000) * sampleRate);

type Frame = { readonly from: number; readonly to: number; readonly power: number };

const framesOf = (samples: Int16Array): readonly Frame[] => {
  const frames: Frame[] = [];
  for (let from = 0; from < samples.length; from += frameSamples) {
    const to = Math.min(from + frameSamples, samples.length);
    let sum = 0;
    for (let index = from; index < to; index++) sum += (samples[index] ?? 0) ** 2;
    frames.push({ from, to, power: sum / (to - from) });
  }
  return frames;
};

const speakingFrames = (samples: Int16Array): readonly Frame[] => {
  const frames = framesOf(samples);
  const loudest = frames.reduce((most, { power }) => Math.max(most, power), 0);
  return loudest === 0 ? [] : frames.filter(({ power }) => power >= loudest * ratio(pauseDb) ** 2);
};

/** dB below full scale of the frames with speech; null for silence. */
export const speechLevelDb = (samples: Int16Array): number | null => {
  const speaking = speakingFrames(samples);
  if (speaking.length === 0) return null;
  const power = speaking.reduce((sum, frame) => sum + frame.power, 0) / speaking.length;
  return decibels(Math.sqrt(power) / fullScale);
};

export const peakDb = (samples: Int16Array): number =>
  decibels(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) / fullScale);

const ceiling = ratio(peakCeilingDb);
const knee = ceiling / 2;

/** Bends what would go above the ceiling, which it never reaches; below the knee nothing changes. */
const limited = (value: number): number => {
  const size = Math.abs(value);
  if (size <= knee) return value;
  return Math.sign(value) * (knee + (ceiling - knee) * Math.tanh((size - knee) / (ceiling - knee)));
};

const fade = (index: number, length: number): number =>
  Math.min(1, (index + 1) / samplesIn(fadeMs), (length - index) / samplesIn(fadeMs));

/**
 * The speech alone at the target level, with the pause of one sentence to the next around it.
 * @returns null when there is nothing to hear.
 */
export const levelSpeech = (samples: Int16Array): Int16Array | null => {
  const level = speechLevelDb(samples);
  const speaking = speakingFrames(samples);
  const first = speaking[0];
  const last = speaking.at(-1);
  if (level === null || first === undefined || last === undefined) return null;
  // One frame more on either side: the soft beginning of an s, the end of an h.
  const speech = samples.subarray(Math.max(0, first.from - frameSamples), last.to + frameSamples);
  const gain = ratio(targetLevelDb - level) / fullScale;
  const levelled = new Int16Array(samplesIn(leadMs) + speech.length + samplesIn(tailMs));
  speech.forEach((sample, index) => {
    const value = limited(sample * gain * fade(index, speech.length));
    levelled[samplesIn(leadMs) + index] = Math.round(value * fullScale);
  });
  return levelled;
};
