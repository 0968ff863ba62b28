import test from 'ava';
import fc from 'fast-check';
import { levelSpeech, peakCeilingDb, peakDb, speechLevelDb, targetLevelDb } from '../../prompts/synthesis/loudness.ts';
import {
  decodeSamples,
  durationMsOf,
  encodeWave,
  isWholeWave,
  sampleRate,
  waveHeaderBytes,
} from '../../prompts/synthesis/wave-file.ts';

/** A tone with a silence before, inside and after it. */
const toneWithPauses = (amplitude: number, pauseSeconds: number): Int16Array => {
  const pause = new Array<number>(Math.round(pauseSeconds * sampleRate)).fill(0);
  const tone = Array.from({ length: sampleRate }, (_, index) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * 400 * index) / sampleRate)),
  );
  return Int16Array.from([...pause, ...tone, ...pause, ...tone, ...pause]);
};

test('[R1.9] speech comes out at one level, whatever it came in at and however long its pauses', (t) => {
  for (const amplitude of [300, 3000, 30_000]) {
    for (const pauseSeconds of [0.05, 0.5, 2]) {
      const levelled = levelSpeech(toneWithPauses(amplitude, pauseSeconds));
      t.truthy(levelled);
      t.true(Math.abs((speechLevelDb(levelled!) ?? 0) - targetLevelDb) < 0.3, `${amplitude} ${pauseSeconds}`);
    }
  }
});

test('[R1.9] the silence before and after is cut to a short natural pause', (t) => {
  const levelled = levelSpeech(toneWithPauses(5000, 1))!;
  const loud = (index: number): boolean => Math.abs(levelled[index] ?? 0) > 50;
  const first = levelled.findIndex((_, index) => loud(index));
  const last = levelled.length - 1 - [...levelled].reverse().findIndex((sample) => Math.abs(sample) > 50);
  t.true(first / sampleRate < 0.11, `${first}`);
  t.true((levelled.length - last) / sampleRate < 0.3);
  t.is(speechLevelDb(new Int16Array(8000)), null);
  t.is(levelSpeech(new Int16Array(8000)), null);
  t.is(levelSpeech(new Int16Array(0)), null);
});

test('[R1.9] nothing ever clips', (t) => {
  const noise = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1, maxLength: 2000 });
  const law = fc.property(noise, (samples) => {
    const levelled = levelSpeech(Int16Array.from(samples));
    return levelled === null || peakDb(levelled) <= peakCeilingDb + 0.01;
  });
  t.notThrows(() => fc.assert(law));
});

test('[R1.9] a sound file is recognised whole and refused torn', (t) => {
  const samples = Int16Array.from({ length: sampleRate }, (_, index) => index - 4000);
  const file = encodeWave(samples);
  t.deepEqual(decodeSamples(file.subarray(waveHeaderBytes)), samples);
  t.is(durationMsOf(file.length), 1000);
  t.true(isWholeWave(file.subarray(0, waveHeaderBytes), file.length));
  t.false(isWholeWave(file.subarray(0, waveHeaderBytes), file.length - 100));
  t.false(isWholeWave(Buffer.alloc(waveHeaderBytes), file.length));
  t.false(isWholeWave(Buffer.alloc(0), 0));
});
