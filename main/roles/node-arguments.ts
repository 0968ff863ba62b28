const quiet = '--disable-warning=ExperimentalWarning';
const loader: readonly string[] = ['--import', import.meta.resolve('tsx')];

/**
 * A line has a call now and then and a portal a visitor, not millions of requests: most functions run a few times for
 * each, and V8 would compile them well only after days, and forget those that rest. So it does after some hundreds, and
 * keeps them: a tenth of the processor time of a call and of a booking (measured).
 */
const soonCompiled: readonly string[] = [
  '--no-flush-bytecode',
  '--invocation-count-for-maglev=50',
  '--invocation-count-for-turbofan=300',
  '--minimum-invocations-after-ic-update=50',
];

/**
 * How the process of a role is started. What holds pages needs the loader for them. The engine holds none: where Node
 * strips types itself it goes without, starts sooner and carries no second thread for it. Its events make much that is
 * gone at once, for which V8 would keep 128 MB; with halves of 8 MB it collects more often and the pauses are shorter:
 * 227 MB in place of 382 with 300 waiting and 20 calls a second, and the 99th of 100 dispatches takes 10 ms. What lives
 * longer may grow by a quarter before it is collected: V8 would let it come from 50 to 86 MB.
 */
export function nodeArgumentsOf(role: string): readonly string[] {
  if (role !== 'engine') return [quiet, ...soonCompiled, ...loader];
  const sparing = ['--max-semi-space-size=8', '--heap-growing-percent=25'];
  return [quiet, ...soonCompiled, ...sparing, ...(process.features.typescript ? [] : loader)];
}

/**
 * The C library would give each of the engine's helping threads a heap of its own, and keep what was freed of large
 * pieces (20 to 30 MB after a start); with a limit that is said it gives them back. What Node compiled at the first start
 * is kept in `compiledFolder`: the engine's next start, while callers wait for it, needs half the processor time for its
 * programs (0.4 s in place of 0.8 s, measured).
 */
export function environmentOf(role: string, compiledFolder: string | null = null): NodeJS.ProcessEnv {
  if (role !== 'engine') return process.env;
  const compiled = compiledFolder === null ? {} : { NODE_COMPILE_CACHE: compiledFolder };
  return { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072', ...compiled, ...process.env };
}
