import type { SpawnOptions } from 'node:child_process';
import SayPlatformBase from 'say/platform/base.js';
import { programFailed } from './synthesis-failed.ts';

type Request = {
  readonly text: string;
  readonly voice: string | null;
  readonly speed: number | null;
  readonly filename: string;
};

/** A sentence takes 20 ms; a program that takes this long hangs. */
const patienceMs = 20_000;

/**
 * say's platform for espeak-ng, since its own Linux platform (festival) cannot write files and knows no Slovene.
 * One instance speaks one text at a time. The text goes through standard input, so no shell and no argument sees it.
 */
export class EspeakPlatform extends SayPlatformBase {
  readonly #program: string;

  constructor(program = 'espeak-ng') {
    super();
    this.#program = program;
    this.baseSpeed = 175;
  }

  /** Called by say's export(). */
  buildExportCommand({ text, voice, speed, filename }: Request): {
    command: string;
    args: string[];
    pipedData: string;
    options: SpawnOptions;
  } {
    // -b 1: the text is UTF-8, whatever the locale of the machine.
    const args = ['-b', '1', '--stdin', '-w', filename];
    if (voice !== null) args.push('-v', voice);
    if (speed !== null) args.push('-s', String(this.convertSpeed(speed)));
    return { command: this.#program, args, pipedData: text, options: { timeout: patienceMs } };
  }

  /**
   * Writes a WAV file with one channel of 22,050 Hz. @param wordsPerMinute As espeak-ng counts them.
   * @throws SynthesisFailed
   */
  write(text: string, voice: string, wordsPerMinute: number, filename: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (cause: unknown): void => reject(programFailed(this.#program, 'espeak-ng', cause));
      let exitCode: number | null = 0;
      this.export(text, voice, wordsPerMinute / this.baseSpeed, filename, (error) => {
        if (error !== null) fail(error);
        else if (exitCode !== 0) fail(new Error(`it ended with code ${exitCode}`));
        else resolve();
      });
      // say 0.16 hears neither of a program that is not there nor of one that ends with a code.
      this.child?.on('error', fail);
      this.child?.stdin?.on('error', fail);
      this.child?.prependOnceListener('exit', (code) => {
        exitCode = code;
      });
    });
  }
}
