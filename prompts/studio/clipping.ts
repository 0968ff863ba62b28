/** Below this a flat top is coarse quantisation, not clipping: 0.75 dB below full scale. */
const loud = 30_000;
/** A sine at full scale repeats its top sample twice at most; an overdriven one stays there. */
const flatSamples = 3;

/**
 * The share of samples that stand on a flat top, where the microphone or the writer could not follow the voice; 0 to 1.
 * @param samples Of all channels in turn.
 */
export const clippedShare = (samples: Int16Array, channels: number): number => {
  let clipped = 0;
  for (let channel = 0; channel < channels; channel++) {
    let run = 0;
    let before = 0;
    for (let index = channel; index < samples.length; index += channels) {
      const sample = samples[index] ?? 0;
      if (sample === before && Math.abs(sample) >= loud) {
        run++;
        if (run === flatSamples) clipped += flatSamples;
        else if (run > flatSamples) clipped++;
      } else run = 1;
      before = sample;
    }
  }
  return samples.length === 0 ? 0 : clipped / samples.length;
};
