type Waiter = { readonly beyond: number; readonly resolve: () => void };

/** Those who wait until the journal has something beyond a sequence; they look again at each sign of it. */
export class Waiters {
  #waiting: readonly Waiter[] = [];

  wait(beyond: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        this.#waiting = this.#waiting.filter((one) => one.resolve !== done);
        resolve();
      };
      this.#waiting = [...this.#waiting, { beyond, resolve: done }];
      signal.addEventListener('abort', done);
    });
  }

  /** Something up to here is there. */
  wake(sequence: number): void {
    for (const { resolve } of this.#waiting.filter(({ beyond }) => beyond < sequence)) resolve();
  }
}
