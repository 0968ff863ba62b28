/** Another living process has this journal open. */
export class JournalLockedError extends Error {
  override readonly name = 'JournalLockedError';
  constructor(folder: string, pid: number) {
    super(
      `The journal in ${folder} is open in process ${pid}. End that process, or give this one its own data folder.`,
    );
  }
}

/** Another process has taken this journal over; nothing more is written to it from here. */
export class JournalTakenOverError extends Error {
  override readonly name = 'JournalTakenOverError';
  constructor(folder: string) {
    super(`Another process has taken the journal in ${folder} over; this one must end.`);
  }
}

export type JournalDamage = {
  /**
   * `tornTail`: the end of the last write before a crash; it was cut off. `damaged`: bytes between sound records.
   * `missing`: no bytes, but sequence numbers are left out.
   */
  readonly kind: 'tornTail' | 'damaged' | 'missing';
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
  /** The sequence numbers that are not there; null where no number can be told. */
  readonly lost: { readonly from: number; readonly to: number } | null;
  /** Where the unreadable bytes were put aside. */
  readonly savedAs: string | null;
};

/** Bytes that are no record, or records that are not there. What was read around them is right. */
export class JournalDamageError extends Error {
  override readonly name = 'JournalDamageError';
  readonly damage: JournalDamage;
  constructor(damage: JournalDamage) {
    const what = {
      tornTail: `ended in an unfinished record of ${damage.bytes} bytes, which was cut off`,
      damaged: `holds ${damage.bytes} bytes that are no record`,
      missing: 'leaves out records',
    }[damage.kind];
    const lost = damage.lost === null ? '' : ` Lost: records ${damage.lost.from} to ${damage.lost.to}.`;
    const saved = damage.savedAs === null ? '' : ` The bytes are kept in ${damage.savedAs}.`;
    super(`${damage.file} at byte ${damage.offset} ${what}.${lost}${saved}`);
    this.damage = damage;
  }
}

/** The disk does not take the journal. Records stay in memory and are written when it does again. */
export class JournalDiskError extends Error {
  override readonly name = 'JournalDiskError';
  constructor(folder: string, what: string, cause: unknown) {
    super(`The journal in ${folder} ${what}${cause instanceof Error ? `: ${cause.message}` : ''}`, { cause });
  }
}

/** The disk has refused for so long that memory may take no more. Nothing of this append was kept. */
export class JournalOverflowError extends Error {
  override readonly name = 'JournalOverflowError';
  constructor(folder: string, limitBytes: number) {
    super(`The disk does not take the journal in ${folder}, and memory holds ${limitBytes} bytes of it already.`);
  }
}

/** A snapshot that cannot be read; an older one, or the journal alone, takes its place. */
export class SnapshotDamageError extends Error {
  override readonly name = 'SnapshotDamageError';
  constructor(file: string, reason: string, cause?: unknown) {
    super(`${file} is no sound snapshot: ${reason}`, { cause });
  }
}

export type JournalError = JournalDamageError | JournalDiskError | SnapshotDamageError;
