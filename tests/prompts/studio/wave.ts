/** Samples of one channel from -1 to 1, as a WAV file of a studio. */
export function studioWave(
  samples: readonly number[],
  { rate = 44_100, bits = 16, channels = 1 }: { rate?: number; bits?: 16 | 24; channels?: number } = {},
): Buffer {
  const bytes = bits / 8;
  const data = Buffer.alloc(samples.length * channels * bytes);
  const most = 2 ** (bits - 1) - 1;
  samples.forEach((sample, index) => {
    const value = Math.round(Math.max(-1, Math.min(1, sample)) * most);
    for (let channel = 0; channel < channels; channel++)
      data.writeIntLE(value, (index * channels + channel) * bytes, bytes);
  });
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * channels * bytes, 28);
  header.writeUInt16LE(channels * bytes, 32);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

export const silence = (seconds: number, rate = 44_100): number[] =>
  new Array<number>(Math.round(seconds * rate)).fill(0);

/** A tone with its amplitude from 0 to 1; above 1 it is overdriven. */
export const sine = (hertz: number, seconds: number, amplitude: number, rate = 44_100): number[] =>
  Array.from(
    { length: Math.round(seconds * rate) },
    (_, index) => amplitude * Math.sin((2 * Math.PI * hertz * index) / rate),
  );
