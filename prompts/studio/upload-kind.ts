/** What an uploaded file is, by its content; its name and what the browser calls it say nothing. */
export type UploadKind = 'wav' | 'mp3';

/** MPEG audio, ISO/IEC 11172-3 §2.4.2.3 and 13818-3: kilobits a second of layer III, by version and index. */
const bitrates = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const sampleRates = [44_100, 48_000, 32_000] as const;
/** Encoders put zeros between the tag and the first frame. */
const mostPadding = 4096;

/** Bytes from this frame of layer III to the next; null when there is no frame at `at`. */
const frameBytes = (file: Buffer, at: number): number | null => {
  if (at + 4 > file.length || file[at] !== 0xff) return null;
  const second = file[at + 1] ?? 0;
  const third = file[at + 2] ?? 0;
  if ((second & 0xe0) !== 0xe0 || (second & 0x06) !== 0x02) return null;
  const version = (second >> 3) & 3;
  const bitrate = bitrates[version === 3 ? 'mpeg1' : 'mpeg2'][third >> 4] ?? 0;
  const rate = sampleRates[(third >> 2) & 3];
  if (version === 1 || bitrate === 0 || rate === undefined) return null;
  const perSecond = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
  return Math.floor(((version === 3 ? 144 : 72) * bitrate * 1000) / perSecond) + ((third >> 1) & 1);
};

/** Where the sound begins after an ID3v2 tag (id3.org, "ID3v2.4.0 main structure" §3.1: 7 bits a byte). */
const afterTag = (file: Buffer): number => {
  if (file.length < 10 || file.toString('latin1', 0, 3) !== 'ID3') return 0;
  const [a = 0, b = 0, c = 0, d = 0] = file.subarray(6, 10);
  return 10 + ((a & 0x7f) << 21) + ((b & 0x7f) << 14) + ((c & 0x7f) << 7) + (d & 0x7f);
};

/** Two frames in a row: one alone can be chance. */
const isMp3 = (file: Buffer): boolean => {
  const from = afterTag(file);
  for (let at = from; at < Math.min(from + mostPadding, file.length); at++) {
    const bytes = frameBytes(file, at);
    if (bytes !== null && frameBytes(file, at + bytes) !== null) return true;
  }
  return false;
};

const isWave = (file: Buffer): boolean =>
  file.length >= 12 && file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WAVE';

export const uploadKindOf = (file: Buffer): UploadKind | null => (isWave(file) ? 'wav' : isMp3(file) ? 'mp3' : null);

/** Writers that stream do not know the length and leave the largest one, or none. */
const openLength = 0x7fff_0000;

/** Whether a WAV file ends before its own header says so: the upload, or what made the file, broke off. */
export const isCutOff = (file: Buffer): boolean => {
  for (let at = 12; at + 8 <= file.length; ) {
    const bytes = file.readUInt32LE(at + 4);
    if (file.toString('latin1', at, at + 4) === 'data') {
      return bytes !== 0 && bytes < openLength && at + 8 + bytes > file.length;
    }
    at += 8 + bytes + (bytes % 2);
  }
  return true;
};
