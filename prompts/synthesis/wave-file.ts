/** The one form of our sound files: RIFF WAVE, PCM, 8,000 Hz, 16 bit, one channel; what a telephone line carries. */
export const sampleRate = 8000;
export const waveHeaderBytes = 44;
const bytesPerSample = 2;

export const durationMsOf = (fileBytes: number): number =>
  Math.round(((fileBytes - waveHeaderBytes) / bytesPerSample / sampleRate) * 1000);

export const encodeWave = (samples: Int16Array): Buffer => {
  const dataBytes = samples.length * bytesPerSample;
  const file = Buffer.alloc(waveHeaderBytes + dataBytes);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(waveHeaderBytes - 8 + dataBytes, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * bytesPerSample, 28);
  file.writeUInt16LE(bytesPerSample, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(dataBytes, 40);
  samples.forEach((sample, index) => {
    file.writeInt16LE(sample, waveHeaderBytes + index * bytesPerSample);
  });
  return file;
};

/** Raw little-endian samples, as sox writes them with `-t raw`. */
export const decodeSamples = (raw: Buffer): Int16Array => {
  const samples = new Int16Array(Math.floor(raw.length / bytesPerSample));
  for (let index = 0; index < samples.length; index++) samples[index] = raw.readInt16LE(index * bytesPerSample);
  return samples;
};

/** Whether a file of this header and length is one of ours, whole. */
export const isWholeWave = (header: Buffer, fileBytes: number): boolean =>
  fileBytes > waveHeaderBytes &&
  header.length >= waveHeaderBytes &&
  header.toString('latin1', 0, 4) === 'RIFF' &&
  header.readUInt32LE(24) === sampleRate &&
  header.readUInt32LE(40) === fileBytes - waveHeaderBytes;
