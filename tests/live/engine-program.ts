import { once } from 'node:events';
import { createInterface } from 'node:readline';
import pino from 'pino';
import type { EngineOptions } from '../../engine/shell/engine.ts';
import { takeSeat } from '../../engine/shell/lead/take-seat.ts';

/**
 * The engine as a process of its own, which a test can kill, halt and start again. Its options come as one line of
 * JSON; as soon as it leads it says by one line where its door is. It ends when it leads no more, and when its standard
 * input does, so it never outlives its test.
 */
const lines = createInterface({ input: process.stdin });
const [line] = (await once(lines, 'line')) as [string];
const log = pino({ level: process.env.LIVE_LOG ?? 'silent' }, pino.destination(2));
const seat = takeSeat({ ...(JSON.parse(line) as Omit<EngineOptions, 'log'>), log });
const end = (): void => void seat.close().then(() => process.exit(0));
lines.once('close', end);
const engine = await seat.leads;
if (engine !== null) {
  process.stdout.write(`${JSON.stringify({ doorPort: engine.doorPort, metricsPort: engine.metricsPort })}\n`);
  void seat.over.then(end);
}
