import { spawnSync } from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import { decodeG711, encodeG711 } from '../../main/demonstration/g711.ts';
import { HeardSound } from '../../main/demonstration/heard-sound.ts';
import { decodeWav, encodeWav, loudness, secondsOfTone, tone, toneShare } from '../../main/demonstration/sound.ts';

const samples = fc.int16Array({ minLength: 1, maxLength: 200 });

for (const law of ['PCMA', 'PCMU'] as const) {
  test(`law: ${law} keeps a sample within a sixteenth of itself, and a second pass changes nothing`, (t) => {
    fc.assert(
      fc.property(samples, (sound) => {
        const once = decodeG711(encodeG711(sound, law), law);
        const near = once.every((value, place) => {
          const original = sound[place] ?? 0;
          return Math.abs(value - original) <= Math.max(16, Math.abs(original) / 16);
        });
        // Two zeros of the µ-law are one silence.
        const twice = decodeG711(encodeG711(once, law), law);
        return near && twice.every((value, place) => value === once[place]);
      }),
    );
    t.pass();
  });

  test(`${law} is what sox makes of the same samples`, (t) => {
    const sound = tone(440, 0.1);
    const type = law === 'PCMA' ? 'al' : 'ul';
    const raw = Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength);
    const args = ['-D', '-t', 'raw', '-r', '8000', '-e', 'signed', '-b', '16', '-c', '1', '-', '-t', type, '-'];
    const { stdout } = spawnSync('sox', args, { input: raw });
    const theirs = decodeG711(stdout, law);
    const ours = decodeG711(encodeG711(sound, law), law);
    t.is(theirs.length, ours.length);
    t.true(theirs.every((value, place) => Math.abs(value - (ours[place] ?? 0)) <= Math.max(16, Math.abs(value) / 16)));
  });
}

test('a tone is found, another one and silence are not', (t) => {
  const sound = tone(1000, 0.5);
  t.true(toneShare(sound, 1000) > 0.99);
  t.true(toneShare(sound, 440) < 0.01);
  t.is(toneShare(new Int16Array(800), 440), 0);
  t.true(Math.abs(secondsOfTone(sound, 1000) - 0.5) < 0.05);
  t.true(Math.abs(loudness(sound) - 0.3 / Math.SQRT2) < 0.01);
});

test('a WAV file comes back as it was, and another kind is refused', (t) => {
  const sound = tone(440, 0.1);
  t.deepEqual(decodeWav(encodeWav(sound)), sound);
  const stereo = encodeWav(sound);
  stereo.writeUInt16LE(2, 22);
  t.throws(() => decodeWav(stereo), { message: /Expected PCM, mono/ });
  t.throws(() => decodeWav(Buffer.from('no sound at all')), { message: /Not a WAV/ });
});

test('packets stand where their timestamps say, over a wrap, a gap and a change of source', (t) => {
  const heard = new HeardSound();
  const part = (value: number) => new Int16Array(160).fill(value);
  heard.add(1, 0xffffff60, part(1), 0);
  heard.add(1, 0, part(2), 180);
  heard.add(1, 320, part(3), 500);
  heard.add(2, 77, part(4), 800);
  heard.add(2, 77 + 160, part(5), 1000);
  const at = [0, 160, 320, 480, 800, 960].map((place) => heard.sound[place]);
  t.deepEqual(at, [1, 2, 0, 3, 4, 5]);
  t.is(heard.sound.length, 1120);
});
