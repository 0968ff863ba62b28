import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type {
  ControlAnswers,
  ControlRequest,
  ControlThreadData,
  FromControlThread,
  Inventory,
  ToControlThread,
} from './control-messages.ts';

export type ControlPlaneOptions = {
  /** ARI's base: "http://127.0.0.1:8088/ari". */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly application: string;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
  /** How long one request may take. */
  readonly requestMs?: number;
  /** How long the thread may take to load ari-client and the description of ARI; longer on a busy machine. */
  readonly startMs?: number;
};

/** The control plane could not say; `reason` is what it knew. */
export class ControlPlaneFailed extends Error {
  override readonly name = 'ControlPlaneFailed';
}

type Pending = {
  readonly request: ControlRequest;
  readonly resolve: (value: ControlAnswers[keyof ControlAnswers]) => void;
  readonly reject: (error: ControlPlaneFailed) => void;
  timer?: NodeJS.Timeout;
};

type Thread = {
  readonly worker: Worker;
  /** Until ari-client has loaded they wait here unsent. */
  readonly pending: Map<number, Pending>;
  readonly starting: NodeJS.Timeout;
  ready: boolean;
};

/**
 * The second, independent way to Asterisk: ari-client over HTTP, in a thread of its own (control-thread.ts says why).
 * The thread is started by the first request, and again by the next one after it has ended or did not answer in time.
 */
export class ControlPlane {
  readonly #options: ControlPlaneOptions;
  #log: ControlPlaneOptions['log'];
  readonly #data: ControlThreadData;
  #thread: Thread | null = null;
  #closed = false;
  #lastRequest = 0;

  constructor(options: ControlPlaneOptions) {
    const address = /^(https?:\/\/[^/]+)\/ari\/?$/.exec(options.url)?.[1];
    if (address === undefined)
      throw new Error(`ARI's address must look like http://HOST:PORT/ari, not ${options.url}.`);
    this.#options = options;
    this.#log = options.log;
    const { user, password, application } = options;
    this.#data = { address, user, password, application };
  }

  /** Loads ari-client, which takes a while, before anything is asked of it. Twice is safe. */
  begin(): void {
    if (!this.#closed) this.#thread ??= this.#startThread();
  }

  /** One that was begun before there was an engine tells its troubles to that engine's log from now on. */
  logTo(log: ControlPlaneOptions['log']): void {
    this.#log = log;
  }

  /** @throws ControlPlaneFailed */
  async prepare(wantedEvents: readonly string[]): Promise<void> {
    await this.#ask({ type: 'prepare', wantedEvents });
  }

  /** @throws ControlPlaneFailed */
  async inventory(): Promise<Inventory> {
    return (await this.#ask({ type: 'inventory' })) as Inventory;
  }

  /** The next request starts a new thread. */
  async beginAnew(): Promise<void> {
    const thread = this.#thread;
    if (thread !== null) await this.#drop(thread, 'begun anew');
  }

  /** Closing twice is safe. */
  async close(): Promise<void> {
    this.#closed = true;
    const thread = this.#thread;
    if (thread !== null) await this.#drop(thread, 'closed');
  }

  #ask(request: ControlRequest): Promise<ControlAnswers[keyof ControlAnswers]> {
    if (this.#closed) return Promise.reject(new ControlPlaneFailed('The control plane is closed.'));
    this.#thread ??= this.#startThread();
    const thread = this.#thread;
    this.#lastRequest += 1;
    const id = this.#lastRequest;
    return new Promise((resolve, reject) => {
      thread.pending.set(id, { request, resolve, reject });
      if (thread.ready) this.#send(thread, id);
    });
  }

  #send(thread: Thread, id: number): void {
    const pending = thread.pending.get(id);
    if (pending === undefined) return;
    const { request, reject } = pending;
    pending.timer = setTimeout(() => {
      thread.pending.delete(id);
      reject(new ControlPlaneFailed(`Asterisk did not answer ${request.type} over HTTP in time.`));
      // ari-client never settles what it lost, so this thread will not get better.
      void this.#drop(thread, 'a request was not answered in time');
    }, this.#options.requestMs ?? 5_000);
    const asked: ToControlThread = { id, request };
    thread.worker.postMessage(asked);
  }

  #startThread(): Thread {
    const worker = new Worker(new URL('./control-thread.ts', import.meta.url), {
      workerData: this.#data,
      // It lists what there is once a connection; what it keeps for that need not be large.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
      // Where Node strips types itself, a loader would cost each start more than the work does. Debian's does not.
      ...(process.features.typescript ? { execArgv: [] } : {}),
      // ari-client prints to the console.
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    const tooSlow = (): void => void this.#drop(thread, 'ari-client did not load in time');
    const starting = setTimeout(tooSlow, this.#options.startMs ?? 15_000);
    const thread: Thread = { worker, pending: new Map(), starting, ready: false };
    worker.on('message', (message: FromControlThread) => this.#told(thread, message));
    worker.on(
      'error',
      (error: unknown) => void this.#drop(thread, error instanceof Error ? error.message : String(error)),
    );
    worker.on('exit', () => void this.#drop(thread, 'the thread ended'));
    return thread;
  }

  #told(thread: Thread, message: FromControlThread): void {
    switch (message.type) {
      case 'ready':
        thread.ready = true;
        clearTimeout(thread.starting);
        for (const id of thread.pending.keys()) this.#send(thread, id);
        return;
      case 'unreachable':
        void this.#drop(thread, message.reason);
        return;
      case 'answer':
        this.#take(thread, message.id)?.resolve(message.value);
        return;
      case 'failure':
        this.#take(thread, message.id)?.reject(new ControlPlaneFailed(message.reason));
        return;
    }
  }

  #take(thread: Thread, id: number): Pending | undefined {
    const pending = thread.pending.get(id);
    if (pending === undefined) return undefined;
    thread.pending.delete(id);
    clearTimeout(pending.timer);
    return pending;
  }

  async #drop(thread: Thread, reason: string): Promise<void> {
    if (this.#thread === thread) {
      this.#thread = null;
      if (!this.#closed)
        this.#log.warn({ reason }, 'The control plane to Asterisk is given up; the next request makes a new one');
    }
    clearTimeout(thread.starting);
    for (const id of [...thread.pending.keys()]) this.#take(thread, id)?.reject(new ControlPlaneFailed(reason));
    await thread.worker.terminate();
  }
}
