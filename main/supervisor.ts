import { type ChildProcess, fork } from 'node:child_process';
import { basename } from 'node:path';
import type { Writable } from 'node:stream';
import { type LifeLimits, LifeWatch } from './life-watch.ts';
import { environmentOf, nodeArgumentsOf } from './roles/node-arguments.ts';
import { fromRoleSchema, type ToRole } from './roles/role.ts';
import { SpareProcess } from './spare-process.ts';
import { Trouble } from './trouble.ts';

/** How one role is run. */
export type RoleDefinition = {
  readonly name: string;
  /** Its program: a file that calls `runRole`. */
  readonly file: string;
  /** What it is told at each start, asked anew each time. */
  readonly options: () => unknown;
  /** How long its start, or what it begins later, may say nothing of its progress; longer after each that did not. */
  readonly readyMs: number;
  /** How long it may take to stop before it is killed. */
  readonly stopMs: number;
  /** Present: while it is ready it is asked whether its loop turns, and ended and started again when it hangs. */
  readonly life?: LifeLimits;
  /** Present: so long after it is ready another process of it is loaded, which takes its place when it falls. */
  readonly spareAfterMs?: number | null;
};

/** "engine" of …/roles/engine.ts, whichever of two it is. */
const kindOf = ({ file }: RoleDefinition): string => basename(file).replace(/\.\w+$/, '');

export type SupervisorOptions = {
  readonly log: { readonly folder: string; readonly level: string; readonly terminalLevel: string };
  readonly backOff: BackOff;
  /** Where roles may keep what Node compiled for them. */
  readonly compiledFolder?: string;
  /** Open in every role for as long as it lives (see DataFolderLock). */
  readonly heldOpen: Writable | null;
  readonly onProgress: (role: string, text: string) => void;
  /** A role fell and is started again after a pause. */
  readonly onFall: (role: string, reason: string, pauseMs: number) => void;
  /** A role that fell is there again. */
  readonly onReturn: (role: string) => void;
};

/**
 * Who was well for `wellAfterMs` is started again at once: callers wait for it. Further falls are followed by pauses that
 * double from `firstMs` to `longestMs`.
 */
export type BackOff = { readonly firstMs: number; readonly longestMs: number; readonly wellAfterMs: number };
export const usualBackOff: BackOff = { firstMs: 200, longestMs: 30_000, wellAfterMs: 60_000 };

/** A role that is not ready yet has little to put in order, and may hang in what it waits for. */
const startingStopMs = 5_000;

/** Between two looks at a start. */
const startLookMs = 1_000;

/** A spare that says nothing for so long when it is told to start is of no use. */
const spareAnswersMs = 5_000;

/** A role that is told to end at once gets so long for what it started itself. */
const abortMs = 2_000;

/** The pause before the next start, after that many falls in a row of who was not well before; zero: it was. */
export function pauseAfter(falls: number, { firstMs, longestMs }: BackOff): number {
  return falls === 0 ? 0 : Math.min(firstMs * 2 ** (falls - 1), longestMs);
}

/**
 * A role's process, held up:
 *
 *   stopped ──start──► starting ──ready──► running ──falls──► pausing ──timer──► starting
 *      ▲                  │ first start fails: Trouble           │
 *      └──────stop────────┴─────────────────────────────────────┘
 *
 * Only the first start may fail to the caller; later the role is tried again for as long as it is wanted, because a
 * disk that was full or a database that was away comes back some day.
 */
export type SupervisedRole = {
  readonly name: string;
  /** It was ready and has not fallen since. */
  readonly isRunning: boolean;
  /** Answers with the role's details when it is ready for the first time. @throws Trouble */
  start(): Promise<unknown>;
  /** Stops it in order, kills it when it takes too long. Twice is safe. */
  stop(): Promise<void>;
  /** Ends it at once, in order or not. */
  abort(): void;
};

type State =
  | { readonly state: 'stopped' }
  | { readonly state: 'starting'; readonly child: ChildProcess }
  | { readonly state: 'running'; readonly child: ChildProcess; readonly since: number }
  | { readonly state: 'pausing'; readonly timer: NodeJS.Timeout };

export function superviseRole(role: RoleDefinition, options: SupervisorOptions): SupervisedRole {
  let now: State = { state: 'stopped' };
  let falls = 0;
  let wanted = false;
  let exited: Promise<unknown> = Promise.resolve();
  const life = role.life && new LifeWatch(role.life, performance.now());
  const startLimits = { everyMs: Math.min(startLookMs, role.readyMs / 10), hangsAfterMs: role.readyMs };
  const startLife = new LifeWatch(startLimits, performance.now());

  const forkRole = (): ChildProcess =>
    fork(role.file, [], {
      execArgv: [...nodeArgumentsOf(kindOf(role))],
      env: environmentOf(kindOf(role), options.compiledFolder ?? null),
      // Its own group: Ctrl-C at the terminal reaches us alone, and we stop the roles in their order.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', options.heldOpen ?? 'ignore'],
    });
  const { spareAfterMs = null } = role;
  const spare = spareAfterMs === null ? null : new SpareProcess(forkRole, role.options, spareAfterMs);

  /** One process from start to exit. The promise is for its readiness; its exit is heard in any case. */
  const launch = (): Promise<unknown> => {
    const loaded = spare?.take() ?? null;
    const child = loaded ?? forkRole();
    now = { state: 'starting', child };
    let sentence: string | null = null;
    // It stood by and begins to lead: until that is done it is judged as a start is, since its loop turns even if it hangs.
    let begins = false;
    return new Promise((resolve, reject) => {
      const watch = () =>
        watchStart((silentMs) => {
          sentence = `its start came to a standstill for ${silentMs / 1000} seconds, so it was ended`;
          killGroup(child);
        });
      let watching = watch();
      const mute = loaded === null ? undefined : setTimeout(() => killGroup(child), spareAnswersMs);
      let asking: NodeJS.Timeout | undefined;
      exited = new Promise((gone) => {
        child.once('exit', (code, signal) => {
          clearInterval(watching);
          clearTimeout(mute);
          clearInterval(asking);
          const reason = sentence ?? (signal === null ? `ended with code ${code}` : `was ended by ${signal}`);
          gone(undefined);
          fell(reason);
          reject(new Trouble(`${role.name}: ${reason}`, `Its log stands in ${options.log.folder}.`));
        });
      });
      child.on('message', (received) => {
        const message = fromRoleSchema.parse(received);
        clearTimeout(mute);
        if ((now.state === 'starting' || begins) && message.type !== 'alive') startLife.answered();
        switch (message.type) {
          case 'progress':
            options.onProgress(role.name, message.text);
            break;
          case 'step':
            break;
          case 'failed':
            sentence = message.sentence;
            break;
          case 'alive':
            life?.answered();
            break;
          case 'begins':
            begins = true;
            clearInterval(watching);
            watching = watch();
            break;
          case 'begun':
            begins = false;
            if (now.state === 'running') clearInterval(watching);
            startLife.calm();
            break;
          case 'ready':
            if (!begins) clearInterval(watching);
            startLife.calm();
            now = { state: 'running', child, since: performance.now() };
            asking = askWhetherItLives(
              child,
              () => begins,
              (silentMs) => {
                sentence = `hangs: no sign of life for ${silentMs / 1000} seconds, so it was ended`;
                killGroup(child);
              },
            );
            spare?.await();
            resolve(message.details);
        }
      });
      child.on('error', (error) => {
        sentence = error.message;
      });
      const start: ToRole = { type: 'start', log: { role: role.name, ...options.log }, options: role.options() };
      child.send(start);
    });
  };

  /** What a start takes depends on what it finds; one that does nothing any more is known by its saying nothing. */
  const watchStart = (standsStill: (silentMs: number) => void): NodeJS.Timeout => {
    startLife.begin(performance.now());
    const watching = setInterval(() => {
      const { patienceMs } = startLife;
      if (!startLife.look(performance.now())) return;
      clearInterval(watching);
      standsStill(patienceMs);
    }, startLimits.everyMs);
    return watching;
  };

  /**
   * From when it is ready: a start may replay much in one go, and so may who begins to lead. While it is told to stop it is
   * judged no more, since it has its own time for that.
   */
  const askWhetherItLives = (
    child: ChildProcess,
    begins: () => boolean,
    hangs: (silentMs: number) => void,
  ): NodeJS.Timeout | undefined => {
    if (life === undefined || role.life === undefined) return undefined;
    const { everyMs } = role.life;
    const since = performance.now();
    life.begin(since);
    const asking = setInterval(() => {
      const at = performance.now();
      const { patienceMs } = life;
      if (begins()) life.begin(at);
      if (wanted && life.look(at)) {
        clearInterval(asking);
        hangs(patienceMs);
      } else if (child.connected) child.send({ type: 'live' } satisfies ToRole, () => undefined);
      if (at - since >= options.backOff.wellAfterMs) life.calm();
    }, everyMs);
    return asking;
  };

  const relaunch = (): void => {
    launch().then(
      () => options.onReturn(role.name),
      // Said by `fell` already.
      () => undefined,
    );
  };

  const fell = (reason: string): void => {
    const wasWell = now.state === 'running' && performance.now() - now.since >= options.backOff.wellAfterMs;
    now = { state: 'stopped' };
    if (!wanted) return;
    falls = wasWell ? 0 : falls + 1;
    const pauseMs = pauseAfter(falls, options.backOff);
    now = { state: 'pausing', timer: setTimeout(relaunch, pauseMs) };
    options.onFall(role.name, reason, pauseMs);
  };

  return {
    name: role.name,
    get isRunning() {
      return now.state === 'running';
    },
    start() {
      wanted = false;
      return launch().then((details) => {
        wanted = true;
        return details;
      });
    },
    async stop() {
      wanted = false;
      await spare?.end();
      if (now.state === 'pausing') clearTimeout(now.timer);
      if (now.state === 'starting' || now.state === 'running') {
        const { child } = now;
        const stop: ToRole = { type: 'stop' };
        if (child.connected) child.send(stop, () => undefined);
        const late = setTimeout(
          () => killGroup(child),
          now.state === 'running' ? role.stopMs : Math.min(role.stopMs, startingStopMs),
        );
        await exited;
        clearTimeout(late);
      }
      now = { state: 'stopped' };
    },
    abort() {
      wanted = false;
      void spare?.end();
      if (now.state === 'pausing') clearTimeout(now.timer);
      if (now.state !== 'starting' && now.state !== 'running') return;
      const { child } = now;
      const abort: ToRole = { type: 'abort' };
      if (child.connected) child.send(abort, () => undefined);
      setTimeout(() => killGroup(child), abortMs).unref();
    },
  };
}

/** A role leads a group of its own: what it started goes with it, but for servers that have a session of their own. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
