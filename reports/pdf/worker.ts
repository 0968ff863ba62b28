import { parentPort, workerData } from 'node:worker_threads';
import type { ListedCall } from '../../sql/reports/list-calls.ts';
import { type ReportInput, ReportWriter } from './report-writer.ts';

/** What the thread is told, one after the other: the list in parts, then its end. */
export type ToWorker = { readonly type: 'calls'; readonly calls: readonly ListedCall[] } | { readonly type: 'end' };

/** What it tells. It asks for each part, so that no more than one lies in memory. */
export type FromWorker =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'ready'; readonly hasList: boolean }
  | { readonly type: 'done' };

/**
 * Draws one report in a thread of its own: charts and pages take seconds of pure computing, and the web has to answer
 * meanwhile. It has no database: figures and calls come from whoever asked.
 */
function run(): void {
  const port = parentPort;
  if (!port) throw new Error('This file runs as a worker thread.');
  const tell = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const writer = new ReportWriter(workerData as ReportInput, (bytes) => {
    // pdfkit's pieces may share memory with others; a copy of their own can be handed over.
    const own = new Uint8Array(bytes);
    tell({ type: 'bytes', bytes: own }, [own.buffer]);
  });
  port.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'calls':
        writer.addCalls(message.calls);
        tell({ type: 'ready', hasList: writer.hasList });
        break;
      case 'end':
        writer.finish();
        // The document is a stream: its last pieces come in the next turn.
        setImmediate(() => {
          tell({ type: 'done' });
          port.close();
        });
        break;
    }
  });
  tell({ type: 'ready', hasList: writer.hasList });
}

run();
