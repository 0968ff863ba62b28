/**
 * What an operator can do something about: a sentence of what is wrong and one of what to do. Everything else that is
 * thrown is a bug and shows its stack.
 */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly advice: string;

  constructor(what: string, advice: string, options?: ErrorOptions) {
    super(what, options);
    this.advice = advice;
  }

  get sentence(): string {
    return `${this.message}\n${this.advice}`;
  }
}

/** The command was given wrongly: nothing was tried. */
export class WrongUsage extends Trouble {}

/** Exit codes of every command (`--help` prints them). */
export const exitCodes = { ok: 0, failed: 1, usage: 2, notRunning: 3 } as const;

/** Errors of other rooms whose message is a sentence for the operator already. */
const spokenErrors: ReadonlySet<string> = new Set([
  'AsteriskFolderInUse',
  'AsteriskNotProvided',
  'AsteriskNotStarted',
  'ConfigurationContradiction',
  'ConfigurationValueRefused',
  'DatabaseUnreachable',
  'ControlPlaneFailed',
  'JournalDamageError',
  'JournalDiskError',
  'JournalGap',
  'JournalLockedError',
  'JournalMismatch',
  'MigrationChanged',
  'PortOccupied',
  'RecordingKeyError',
  'SnapshotDamageError',
  'SynthesisFailed',
]);

/** Says a system error in an operator's words; null for what is not of the operator's world. */
export function troubleOf(error: unknown): Trouble | null {
  if (error instanceof Trouble) return error;
  if (!(error instanceof Error)) return null;
  const { code, path } = error as NodeJS.ErrnoException;
  const where = path === undefined ? '' : ` at ${path}`;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Trouble(
        `The disk is full${where}.`,
        'Free some space, then start again: nothing written before is lost.',
        {
          cause: error,
        },
      );
    case 'EACCES':
    case 'EPERM':
      return path === undefined
        ? null
        : new Trouble(
            `This user may not write${where}.`,
            'Give this user the right to it, or choose another folder with DATA_FOLDER or CACHE_FOLDER.',
            {
              cause: error,
            },
          );
    case 'EROFS':
      return new Trouble(
        `The file system is read-only${where}.`,
        'Choose another folder with DATA_FOLDER or CACHE_FOLDER.',
        {
          cause: error,
        },
      );
    case 'EMFILE':
    case 'ENFILE':
      return new Trouble(
        'Too many files are open.',
        'Raise the limit of open files (ulimit -n 65536), then start again.',
        {
          cause: error,
        },
      );
    default:
      return error.cause === undefined ? null : troubleOf(error.cause);
  }
}

/** The operator's sentence for an error; null for a bug. */
export function sentenceOf(error: unknown): string | null {
  const trouble = troubleOf(error);
  if (trouble !== null) return trouble.sentence;
  return error instanceof Error && spokenErrors.has(error.name) ? error.message : null;
}

/** What is printed when a command ends badly: the sentence, or for a bug its stack. */
export function explain(error: unknown): string {
  const sentence = sentenceOf(error);
  if (sentence !== null) return sentence;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
