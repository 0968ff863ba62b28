import { flushCompileCache } from 'node:module';
import type { Logger } from 'pino';
import { z } from 'zod';
import { openLog } from '../log.ts';
import { explain, sentenceOf, Trouble } from '../trouble.ts';

/** What the supervisor says to a role. The second `start` never comes: a role that is started again is a new process. */
const toRoleSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    log: z.object({ role: z.string(), folder: z.string(), level: z.string(), terminalLevel: z.string() }),
    options: z.unknown(),
  }),
  /** `start` comes later, perhaps: what takes long is done already. */
  z.object({ type: z.literal('prepare'), options: z.unknown() }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('abort') }),
  /** Whether it turns its loop; it answers `alive`. */
  z.object({ type: z.literal('live') }),
]);
export type ToRole = z.infer<typeof toRoleSchema>;

/** What a role says to the supervisor. */
export const fromRoleSchema = z.discriminatedUnion('type', [
  /** What takes long, in a sentence. */
  z.object({ type: z.literal('progress'), text: z.string() }),
  /** A start that takes long goes on; nobody need be told. */
  z.object({ type: z.literal('step') }),
  z.object({ type: z.literal('alive') }),
  z.object({ type: z.literal('ready'), details: z.unknown() }),
  /** Who is or soon will be ready begins with more than it did so far: judged as a start is, until it has `begun`. */
  z.object({ type: z.literal('begins') }),
  z.object({ type: z.literal('begun') }),
  /** The role ends now. `sentence` is for the operator. */
  z.object({ type: z.literal('failed'), sentence: z.string() }),
]);
export type FromRole = z.infer<typeof fromRoleSchema>;

export type RoleTools = {
  readonly log: Logger;
  progress(text: string): void;
  /** To be called now and then by a start that takes long: one that says nothing for its time is ended. */
  step(): void;
  /** Around what a role begins later and what may come to a standstill as a start may. */
  begins(): void;
  begun(): void;
};

/** A role that runs. */
export type RunningRole = {
  /** What others need to know of it: addresses and folders, as JSON. */
  readonly details: unknown;
  /** Settles when what the role stands for ended by itself; the role then ends too, and is started again. */
  readonly fallen?: Promise<string>;
  /** Stops it in order. Twice is safe. */
  close(): Promise<void>;
  /** Ends at once what it started, so that nothing is left behind. */
  abort?(): Promise<void>;
};

/** How long a role may take to end in order when its supervisor is gone: more than any has to stop (bring-up.ts). */
const usualAloneMs = 60_000;

/**
 * The main program of a role's process: started, stopped and heard by messages. It ends in order when it is told so,
 * by SIGTERM, or when the supervisor is gone, however that ended.
 */
export function runRole<Options, Prepared = null>(
  schema: z.ZodType<Options>,
  start: (options: Options, tools: RoleTools, prepared: Prepared | null) => Promise<RunningRole>,
  prepare?: (options: Options) => Prepared,
  aloneMs = usualAloneMs,
): void {
  let prepared: Prepared | null = null;
  let running: Promise<RunningRole> | null = null;
  let log: Logger | null = null;
  let ending = false;

  const say = (message: FromRole): Promise<void> =>
    new Promise((resolve) => {
      if (process.connected && process.send !== undefined) process.send(message, () => resolve());
      else resolve();
    });

  /** Null for a role that did not come up: it has said why, and there is nothing to close. */
  const whatCameUp = () => (running ?? Promise.resolve(null)).catch(() => null);

  const end = async (code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    const role = await whatCameUp();
    try {
      await role?.close();
    } catch (error) {
      log?.error({ err: error }, 'could not be stopped in order');
    }
    log?.flush();
    process.exit(code);
  };

  const abort = async (): Promise<void> => {
    const role = await whatCameUp();
    await role?.abort?.();
    process.exit(1);
  };

  const fail = async (error: unknown): Promise<void> => {
    if (sentenceOf(error) === null) log?.fatal({ err: error }, 'failed');
    else log?.error(explain(error));
    await say({ type: 'failed', sentence: explain(error) });
    await end(1);
  };

  const begin = async (message: Extract<ToRole, { type: 'start' }>): Promise<void> => {
    // Its programs are loaded.
    void say({ type: 'step' });
    log = await openLog(message.log);
    const tools: RoleTools = {
      log,
      progress: (text) => void say({ type: 'progress', text }),
      step: () => void say({ type: 'step' }),
      begins: () => void say({ type: 'begins' }),
      begun: () => void say({ type: 'begun' }),
    };
    running = start(schema.parse(message.options), tools, prepared);
    const role = await running;
    log.info('ready');
    await say({ type: 'ready', details: role.details });
    // By itself Node does so at an exit in order, which a role that is killed does not have.
    flushCompileCache();
    role.fallen?.then((reason) => (ending ? undefined : fail(new Trouble(reason, 'It is started again.'))));
  };

  process.on('message', (received) => {
    const message = toRoleSchema.parse(received);
    switch (message.type) {
      case 'start':
        begin(message).catch(fail);
        break;
      case 'prepare':
        prepared = prepare?.(schema.parse(message.options)) ?? null;
        break;
      case 'stop':
        void end(0);
        break;
      case 'abort':
        void abort();
        break;
      case 'live':
        void say({ type: 'alive' });
    }
  });
  process.on('disconnect', () => {
    // Nobody is there any more to end one that hangs, and it would hold what it has, the journal for one, for ever.
    setTimeout(() => process.exit(1), aloneMs);
    void end(0);
  });
  process.on('SIGTERM', () => void end(0));
  // The terminal's Ctrl-C and its closing are the supervisor's to hear.
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
  process.on('uncaughtException', (error) => {
    log?.fatal({ err: error }, 'a bug: the process ends and is started again');
    log?.flush();
    process.exit(70);
  });
}
