import { createHash } from 'node:crypto';
import { leadMs, levelSpeech, speechLevelDb, tailMs } from '../synthesis/loudness.ts';
import { runSox, toTelephone } from '../synthesis/sox.ts';
import { defaultPrograms } from '../synthesis/speak.ts';
import { programFailed, SynthesisFailed } from '../synthesis/synthesis-failed.ts';
import { decodeSamples, durationMsOf, encodeWave } from '../synthesis/wave-file.ts';
import { clippedShare } from './clipping.ts';
import type { UploadKind } from './upload-kind.ts';
import { isCutOff, uploadKindOf } from './upload-kind.ts';

/** A recording as it plays: 8 kHz, 16 bit, mono, as loud as the synthesised prompts, silence around it trimmed (R1.9). */
export type StudioRecording = {
  readonly wave: Buffer;
  /** SHA-256 of `wave`, hexadecimal. */
  readonly checksum: string;
  readonly durationMs: number;
};

export type RecordingProblem =
  | 'empty'
  | 'tooLarge'
  | 'notAudio'
  | 'cutOff'
  | 'unreadable'
  | 'tooShort'
  | 'tooLong'
  | 'silent'
  | 'clipped';

export const largestUploadBytes = 10 * 1024 * 1024;
const shortestSeconds = 0.3;
const longestSeconds = 60;

/** What to tell whoever sent it, in Slovene. */
export const recordingProblems: Readonly<Record<RecordingProblem, string>> = {
  empty: 'Datoteka je prazna ali pa ni izbrana. Izberite zvočno datoteko WAV ali MP3.',
  tooLarge: 'Datoteka je prevelika: največ 10 MB. Shranite jo kot MP3 ali v enem kanalu in jo pošljite znova.',
  notAudio: 'Datoteka ni zvočni zapis WAV ali MP3. Posnetek shranite v eni od teh oblik in ga pošljite znova.',
  cutOff: 'Posnetek je odrezan: v datoteki je manj zvoka, kot napoveduje njen začetek. Izvozite jo znova.',
  unreadable: 'Zvoka iz datoteke ni mogoče prebrati. Posnetek znova izvozite kot WAV ali MP3.',
  tooShort: 'Posnetek je prekratek: govora mora biti najmanj tri desetinke sekunde.',
  tooLong: 'Posnetek je predolg: največ 60 sekund.',
  silent: 'Na posnetku ni slišati ničesar. Preverite mikrofon in glasnost ter posnemite znova.',
  clipped: 'Posnetek je popačen, ker je bil posnet preglasno. Posnemite ga znova z nižjo vhodno glasnostjo.',
};

export type ConvertedRecording =
  | { readonly ok: true; readonly recording: StudioRecording }
  | { readonly ok: false; readonly problem: RecordingProblem };

/** Speech below this is the noise of an empty room. */
const silenceDb = -50;
/** More flat tops than this are heard as rattling. */
const mostClipped = 0.003;

type Decoded = {
  readonly samples: Int16Array;
  readonly channels: number;
  readonly rate: number;
  readonly wave: Buffer;
};

const refused = (problem: RecordingProblem): ConvertedRecording => ({ ok: false, problem });

/**
 * Checks an uploaded file and makes of it what the line plays.
 * @throws SynthesisFailed when sox or its MP3 reader is missing
 */
export const convertRecording = async (
  upload: Buffer,
  programs: { readonly sox: string } = defaultPrograms,
): Promise<ConvertedRecording> => {
  if (upload.length === 0) return refused('empty');
  if (upload.length > largestUploadBytes) return refused('tooLarge');
  const kind = uploadKindOf(upload);
  if (kind === null) return refused('notAudio');
  if (kind === 'wav' && isCutOff(upload)) return refused('cutOff');
  const decoded = await decode(upload, kind, programs.sox);
  if (decoded === null) return refused('unreadable');
  const { samples, channels, rate, wave } = decoded;
  const seconds = samples.length / channels / rate;
  if (seconds < shortestSeconds) return refused('tooShort');
  if (seconds > longestSeconds) return refused('tooLong');
  const onTelephone = decodeSamples(await toTelephone(programs.sox, wave));
  const level = speechLevelDb(onTelephone);
  if (level === null || level < silenceDb) return refused('silent');
  if (clippedShare(samples, channels) > mostClipped) return refused('clipped');
  const levelled = levelSpeech(onTelephone);
  if (levelled === null) return refused('silent');
  const file = encodeWave(levelled);
  const durationMs = durationMsOf(file.length);
  if (durationMs - leadMs - tailMs < shortestSeconds * 1000) return refused('tooShort');
  return {
    ok: true,
    recording: { wave: file, checksum: createHash('sha256').update(file).digest('hex'), durationMs },
  };
};

/** To 16-bit samples at the file's own rate, no more than a second too many; null when sox can make nothing of it. */
const decode = async (upload: Buffer, kind: UploadKind, sox: string): Promise<Decoded | null> => {
  const to = ['-t', 'wav', '-b', '16', '-e', 'signed-integer', '-'];
  const trimmed = ['trim', '0', String(longestSeconds + 1)];
  const result = await runSox(sox, ['-V1', '-D', '-t', kind, '-', ...to, ...trimmed], upload);
  if (!result.ok) {
    if (!/no handler for/.test(result.complaint)) return null;
    throw new SynthesisFailed('sox can not read MP3 here: install it with "apt-get install libsox-fmt-mp3".', {
      cause: programFailed(sox, 'sox', new Error(result.complaint)),
    });
  }
  return readWave(result.output);
};

/** Sox writes to a pipe and can not go back to set the lengths: the data go on to the end. */
const readWave = (wave: Buffer): Decoded | null => {
  const format = wave.indexOf('fmt ', 12, 'latin1');
  const data = wave.indexOf('data', 12, 'latin1');
  if (format < 0 || data < format) return null;
  const channels = wave.readUInt16LE(format + 10);
  const rate = wave.readUInt32LE(format + 12);
  const samples = decodeSamples(wave.subarray(data + 8));
  return channels === 0 || rate === 0 || samples.length === 0 ? null : { samples, channels, rate, wave };
};
