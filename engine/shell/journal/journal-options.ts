import type { Disk } from './disk.ts';
import type { LockOptions } from './folder-lock.ts';
import type { JournalError } from './journal-errors.ts';

export type JournalOptions = {
  /** Made if it is not there; one process at a time. */
  readonly folder: string;
  /** A segment is closed when it has reached this size. */
  readonly segmentBytes?: number;
  /** Damage and disk trouble. Each is told of once; the journal goes on. */
  readonly onError: (error: JournalError) => void;
  /** How much that is nowhere else may wait in memory while the disk takes nothing. */
  readonly memoryLimitBytes?: number;
  /** How much may wait in memory for the disk, what the database has included. */
  readonly wholeMemoryLimitBytes?: number;
  /** Room on the disk that is kept for the day on which it is full; made by `keepRoom`. */
  readonly reserveBytes?: number;
  readonly syncDelayMs?: number;
  readonly retryMs?: number;
  /** How often it is looked whether there is room for the reserve again. */
  readonly roomEveryMs?: number;
  readonly slowSyncMs?: number;
  readonly disk?: Disk;
  /** How the folder is held, and from whom it is taken over. */
  readonly lock?: LockOptions;
};

const mebibyte = 1_048_576;

/**
 * A call with a menu, a wait, a talk and its wrap-up leaves some 20 kB. Thus the memory holds 3,000 calls that neither
 * the disk nor the database takes, or 13,000 that the database has, and the reserve 800.
 */
export const usualLimits = {
  segmentBytes: 16 * mebibyte,
  memoryLimitBytes: 64 * mebibyte,
  wholeMemoryLimitBytes: 256 * mebibyte,
  reserveBytes: 16 * mebibyte,
  roomEveryMs: 60_000,
  syncDelayMs: 12,
  retryMs: 1_000,
  slowSyncMs: 2_000,
} as const;
