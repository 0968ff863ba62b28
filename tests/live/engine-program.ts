import { once } from 'node:events';
import { createInterface } from 'node:readline';
import pino from 'pino';
import { type EngineOptions, startEngine } from '../../engine/shell/engine.ts';

/**
 * The engine as a process of its own, which a test can kill, halt and start again. Its options come as one line of
 * JSON; it says by one line where its door is, and ends when its standard input does, so it never outlives its test.
 */
const lines = createInterface({ input: process.stdin });
const [line] = (await once(lines, 'line')) as [string];
const log = pino({ level: process.env.LIVE_LOG ?? 'silent' }, pino.destination(2));
const engine = await startEngine({ ...(JSON.parse(line) as Omit<EngineOptions, 'log'>), log });
process.stdout.write(`${JSON.stringify({ doorPort: engine.doorPort, metricsPort: engine.metricsPort })}\n`);
lines.once('close', () => void engine.close().then(() => process.exit(0)));
