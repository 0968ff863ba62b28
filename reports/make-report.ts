import { PassThrough, type Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Knex } from 'knex';
import { type ListedCall, listCalls } from '../sql/reports/list-calls.ts';
import { oneState, readFigures } from './figures.ts';
import { defaultHeading, type ReportHeading } from './heading.ts';
import { type ReportInput, ReportWriter } from './pdf/report-writer.ts';
import type { FromWorker, ToWorker } from './pdf/worker.ts';
import type { Period } from './period.ts';

export type ReportOptions = {
  readonly heading?: ReportHeading;
  /** Milliseconds since the epoch; the figures are those of this moment. */
  readonly asOf?: number;
  /** Ends the work; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
};

/** The report could not be drawn; `cause` says why. */
export class ReportFailed extends Error {
  override readonly name = 'ReportFailed';
}

/**
 * The PDF of a period's calls, whole in memory (some megabytes at most). Figures and list are read in one state of the
 * database; drawing happens in a thread of its own, so that the caller's event loop stays free.
 * @throws {ReportFailed}
 */
export async function makeReport(db: Knex, period: Period, options: ReportOptions = {}): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await draw(db, period, options, (bytes) => pieces.push(bytes));
  return Buffer.concat(pieces);
}

/** The same as a stream, for a download that begins before the report is finished. An error destroys it. */
export function streamReport(db: Knex, period: Period, options: ReportOptions = {}): Readable {
  const stream = new PassThrough();
  const stopped = new AbortController();
  stream.once('close', () => stopped.abort(new ReportFailed('The reader of the report went away.')));
  const signal = options.signal ? AbortSignal.any([options.signal, stopped.signal]) : stopped.signal;
  draw(db, period, { ...options, signal }, (bytes) => void stream.write(bytes)).then(
    () => stream.end(),
    (error: Error) => stream.destroy(error),
  );
  return stream;
}

/** The same without a thread: for tests, and for a program that does nothing else meanwhile. */
export async function makeReportInProcess(db: Knex, period: Period, options: ReportOptions = {}): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await db.transaction(async (transaction) => {
    const writer = new ReportWriter(await readInput(transaction, period, options), (bytes) => pieces.push(bytes));
    if (writer.hasList) for await (const calls of listCalls(transaction, period)) writer.addCalls(calls);
    writer.finish();
    await new Promise((resolve) => setImmediate(resolve));
  }, oneState);
  return Buffer.concat(pieces);
}

async function draw(
  db: Knex,
  period: Period,
  options: ReportOptions,
  onBytes: (bytes: Uint8Array) => void,
): Promise<void> {
  const { signal } = options;
  signal?.throwIfAborted();
  await db.transaction(async (transaction) => {
    const input = await readInput(transaction, period, options);
    const thread = new DrawingThread(input, onBytes);
    const stop = () => void thread.terminate();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      if (await thread.ready()) {
        for await (const calls of listCalls(transaction, period)) await thread.add(calls);
      }
      await thread.finish();
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      await thread.terminate();
    }
  }, oneState);
}

async function readInput(db: Knex, period: Period, { heading, asOf }: ReportOptions): Promise<ReportInput> {
  return { figures: await readFigures(db, period, asOf), heading: heading ?? defaultHeading };
}

/** Our side of the thread: each request waits for its answer, or for the thread's end. */
class DrawingThread {
  readonly #worker: Worker;
  #answer: PromiseWithResolvers<FromWorker>;
  #failure: ReportFailed | null = null;

  constructor(input: ReportInput, onBytes: (bytes: Uint8Array) => void) {
    this.#answer = Promise.withResolvers();
    // Where Node runs TypeScript by itself, the loader that this process was given need not be loaded again.
    this.#worker = new Worker(new URL('./pdf/worker.ts', import.meta.url), {
      workerData: input,
      ...(process.features.typescript ? { execArgv: [] } : {}),
      // A report makes much that is soon forgotten; a small nursery keeps the process small.
      resourceLimits: { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 },
    });
    this.#worker.on('message', (message: FromWorker) => {
      if (message.type === 'bytes') onBytes(message.bytes);
      else this.#answer.resolve(message);
    });
    this.#worker.on('error', (error) => this.#fail('The report could not be drawn.', error));
    this.#worker.on('exit', (code) => this.#fail(`The drawing thread ended early (${code}).`));
  }

  /** True when it wants the list of calls. */
  async ready(): Promise<boolean> {
    const answer = await this.#next();
    return answer.type === 'ready' && answer.hasList;
  }

  async add(calls: readonly ListedCall[]): Promise<void> {
    this.#tell({ type: 'calls', calls });
    await this.#next();
  }

  async finish(): Promise<void> {
    this.#tell({ type: 'end' });
    await this.#next();
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  async #next(): Promise<FromWorker> {
    return await this.#answer.promise;
  }

  #tell(message: ToWorker): void {
    this.#answer = Promise.withResolvers();
    if (this.#failure) this.#answer.reject(this.#failure);
    else this.#worker.postMessage(message);
  }

  /** The first failure is the one that tells why; the thread's end follows it. */
  #fail(message: string, cause?: unknown): void {
    this.#failure ??= new ReportFailed(message, { cause });
    // Nobody may be waiting at this moment; the next one who asks is told.
    this.#answer.promise.catch(() => undefined);
    this.#answer.reject(this.#failure);
  }
}
