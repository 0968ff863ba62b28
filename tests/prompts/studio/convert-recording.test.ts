import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { clippedShare } from '../../../prompts/studio/clipping.ts';
import {
  convertRecording,
  largestUploadBytes,
  type RecordingProblem,
  recordingProblems,
} from '../../../prompts/studio/convert-recording.ts';
import { hasStudioSound, studioSoundName, writeStudioSound } from '../../../prompts/studio/studio-sound.ts';
import { uploadKindOf } from '../../../prompts/studio/upload-kind.ts';
import { peakCeilingDb, peakDb, speechLevelDb, targetLevelDb } from '../../../prompts/synthesis/loudness.ts';
import { SynthesisFailed } from '../../../prompts/synthesis/synthesis-failed.ts';
import { decodeSamples, waveHeaderBytes } from '../../../prompts/synthesis/wave-file.ts';
import { silence, sine, studioWave } from './wave.ts';

const mp3 = readFile(new URL('./tone.mp3', import.meta.url));
const uploads: Readonly<Record<string, () => Promise<Buffer>>> = {
  'a quiet WAV of 44.1 kHz': async () => studioWave([...silence(1), ...sine(700, 1.2, 0.02), ...silence(1)]),
  'a loud stereo WAV of 96 kHz and 24 bit': async () =>
    studioWave([...silence(0.3, 96_000), ...sine(700, 1.2, 0.98, 96_000)], { rate: 96_000, bits: 24, channels: 2 }),
  'an MP3': async () => mp3,
  'an MP3 with a tag before it': async () =>
    Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 1, 0]), Buffer.alloc(128), await mp3]),
};

for (const [what, make] of Object.entries(uploads)) {
  test(`[R1.9] ${what} becomes telephone sound, as loud as the synthesised prompts, silence trimmed`, async (t) => {
    const converted = await convertRecording(await make());
    if (!converted.ok) return t.fail(converted.problem);
    const { wave, checksum, durationMs } = converted.recording;
    t.deepEqual([wave.readUInt32LE(24), wave.readUInt16LE(34), wave.readUInt16LE(22)], [8000, 16, 1]);
    const samples = decodeSamples(wave.subarray(waveHeaderBytes));
    t.true(Math.abs((speechLevelDb(samples) ?? 0) - targetLevelDb) < 0.5);
    t.true(peakDb(samples) <= peakCeilingDb);
    t.true(Math.abs(durationMs - 1560) <= 60, `${durationMs}`);
    t.is(checksum, createHash('sha256').update(wave).digest('hex'));
  });
}

const tone = (seconds: number, amplitude = 0.3) => studioWave(sine(400, seconds, amplitude, 8000), { rate: 8000 });
const refusals: readonly (readonly [string, RecordingProblem, () => Promise<Buffer> | Buffer])[] = [
  ['nothing', 'empty', () => Buffer.alloc(0)],
  ['more than 10 MB', 'tooLarge', () => Buffer.alloc(largestUploadBytes + 1)],
  ['a text that is called WAV', 'notAudio', () => Buffer.from('RIFF or not, this is a letter to the ministry.')],
  ['a picture', 'notAudio', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['a WAV without sound', 'unreadable', () => studioWave([])],
  ['a WAV of which half arrived', 'cutOff', () => tone(2).subarray(0, 16_000)],
  ['a WAV that ends in its header', 'cutOff', () => tone(2).subarray(0, 30)],
  [
    'a WAV of a form that nobody knows',
    'unreadable',
    () => {
      const wave = tone(1);
      wave.writeUInt16LE(0x7abc, 20);
      return wave;
    },
  ],
  ['a fifth of a second', 'tooShort', () => tone(0.2)],
  ['a click in a long silence', 'tooShort', () => studioWave([...silence(1), ...sine(400, 0.05, 0.4), ...silence(1)])],
  ['over a minute', 'tooLong', () => tone(60.5)],
  ['digital silence', 'silent', () => studioWave(silence(2))],
  ['the noise of an empty room', 'silent', () => tone(2, 0.0008)],
  ['an overdriven microphone', 'clipped', () => tone(2, 3)],
];

for (const [what, problem, make] of refusals) {
  test(`[R1.9] refused as ${problem}: ${what}`, async (t) => {
    t.deepEqual(await convertRecording(await make()), { ok: false, problem });
    t.regex(recordingProblems[problem], /^\p{Lu}.{20,}\.$/u);
  });
}

test('[R1.9] a full minute and an MP3 with its end broken off are taken as far as they sound', async (t) => {
  t.true((await convertRecording(tone(59.9))).ok);
  t.true((await convertRecording((await mp3).subarray(0, 5000))).ok);
});

test('[R1.9] no bytes of anybody bring it down', async (t) => {
  const half = tone(0.5);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 600 }), fc.nat(44), async (bytes, at) => {
      const attack = Buffer.concat([half.subarray(0, at), bytes]);
      const converted = await convertRecording(attack);
      t.true(converted.ok || converted.problem in recordingProblems);
    }),
    { numRuns: 40 },
  );
  t.is(uploadKindOf(Buffer.alloc(0)), null);
});

test('[R1.9] a sine at full scale is not clipped, a limited voice is not, an overdriven one is', (t) => {
  const int16 = (values: readonly number[]) =>
    Int16Array.from(values, (value) => Math.round(Math.max(-1, Math.min(1, value)) * 32_767));
  for (const hertz of [100, 440, 3000]) t.is(clippedShare(int16(sine(hertz, 1, 1)), 1), 0, `${hertz}`);
  t.true(clippedShare(int16(sine(440, 1, 1.5)), 1) > 0.3);
  t.is(clippedShare(new Int16Array(0), 1), 0);
  const oneSide = int16(sine(440, 1, 2).flatMap((value) => [value, 0]));
  t.true(clippedShare(oneSide, 2) > 0.2, 'one channel of two');
});

test('[R9.1] without sox it is told what to install', async (t) => {
  await t.throwsAsync(convertRecording(tone(1), { sox: 'no-such-sox' }), {
    instanceOf: SynthesisFailed,
    message: /apt-get install sox/,
  });
});

test('[R1.9] the file that plays is the one that was approved: by name, whole, unchanged', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'studio-sound-'));
  try {
    const converted = await convertRecording(tone(1));
    if (!converted.ok) return t.fail(converted.problem);
    const { checksum, wave } = converted.recording;
    t.false(await hasStudioSound(folder, checksum));
    await writeStudioSound(folder, checksum, wave);
    t.true(await hasStudioSound(folder, checksum));
    t.deepEqual(await readdir(folder), [`${studioSoundName(checksum)}.wav`]);
    await t.throwsAsync(writeStudioSound(folder, checksum, wave.subarray(2)), { message: /not what was approved/ });
    t.true(await hasStudioSound(folder, checksum), 'what stood there still stands');
    await writeFile(join(folder, `${studioSoundName(checksum)}.wav`), wave.subarray(0, 900));
    t.false(await hasStudioSound(folder, checksum), 'a torn file does not count');
  } finally {
    await rm(folder, { recursive: true });
  }
});
