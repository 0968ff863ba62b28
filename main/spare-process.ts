import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ToRole } from './roles/role.ts';

/** A role that has just come has the processor for itself before its spare is loaded. */
export const usualSpareAfterMs = 5_000;
/** A spare that ended by itself is not made anew at once: what ended it may still be so. */
const againAfterMs = 60_000;

/**
 * A second process of a role that has loaded its programs and waits. When the role falls it takes its place at once: on
 * a busy machine loading is most of a start, and callers wait for it.
 */
export class SpareProcess {
  readonly #fork: () => ChildProcess;
  readonly #options: () => unknown;
  readonly #afterMs: number;
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(fork: () => ChildProcess, options: () => unknown, afterMs: number) {
    this.#fork = fork;
    this.#options = options;
    this.#afterMs = afterMs;
  }

  /** To be called whenever the role is ready. */
  await(): void {
    if (this.#child === null) this.#later(this.#afterMs);
  }

  /** The process, which is the role's from now on; null when there is none. */
  take(): ChildProcess | null {
    clearTimeout(this.#timer);
    const child = this.#child;
    this.#child = null;
    child?.removeAllListeners();
    return child?.connected ? child : null;
  }

  /** Resolves when it is gone. Twice is safe. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#make(), milliseconds);
    this.#timer.unref();
  }

  #make(): void {
    const child = this.#fork();
    this.#child = child;
    const gone = (): void => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#later(againAfterMs);
    };
    child.once('exit', gone).once('error', gone);
    const prepare: ToRole = { type: 'prepare', options: this.#options() };
    child.send(prepare, () => undefined);
  }
}
