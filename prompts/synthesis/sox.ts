import { spawn } from 'node:child_process';
import { programFailed } from './synthesis-failed.ts';
import { sampleRate } from './wave-file.ts';

const patienceMs = 20_000;

export type SoxResult =
  | { readonly ok: true; readonly output: Buffer }
  /** Sox did not want the input; its own words. */
  | { readonly ok: false; readonly complaint: string };

/**
 * Runs sox on a file, or on `input` through its standard input, and answers what it writes to its standard output.
 * @throws SynthesisFailed when there is no sox, or when it takes longer than 20 s
 */
export const runSox = (program: string, args: readonly string[], input: Buffer | null): Promise<SoxResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: patienceMs, killSignal: 'SIGKILL' });
    const output: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => output.push(data));
    child.stderr.on('data', (data: Buffer) => complaints.push(data));
    // Sox stops reading when it has enough; what it makes of the rest its exit code says.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? undefined);
    child.on('error', (error) => reject(programFailed(program, 'sox', error)));
    child.on('close', (code, signal) => {
      const complaint = Buffer.concat(complaints).toString().trim();
      if (code === 0) resolve({ ok: true, output: Buffer.concat(output) });
      else if (signal === null) resolve({ ok: false, complaint: complaint || `it ended with ${code}` });
      else reject(programFailed(program, 'sox', new Error(`it was ended by ${signal}`)));
    });
  });

/**
 * Down to what a telephone line carries: 8,000 Hz, without the rumble below 150 Hz that only eats loudness.
 * -D: no dither, so that the same words make the same file; -G: no clipping on the way.
 * @param source Path of a WAV file, or a WAV file itself. @returns Raw 16-bit little-endian samples.
 * @throws SynthesisFailed
 */
export const toTelephone = async (program: string, source: string | Buffer): Promise<Buffer> => {
  const [from, input] = typeof source === 'string' ? [[source], null] : [['-t', 'wav', '-'], source];
  const format = ['-t', 'raw', '-r', String(sampleRate), '-b', '16', '-c', '1', '-e', 'signed-integer', '-L'];
  const result = await runSox(program, ['-V1', '-G', '-D', ...from, ...format, '-', 'highpass', '150'], input);
  if (!result.ok) throw programFailed(program, 'sox', new Error(result.complaint));
  return result.output;
};
