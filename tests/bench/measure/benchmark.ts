import { median } from './statistics.ts';

/** One measured thing with its reference, each a value a round. */
export type Compared = {
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly reference: { readonly name: string; readonly values: readonly number[] } | null;
  /** What the issue asks for: of the ratio, of the value itself, or of the worst of its rounds. */
  readonly target?: { readonly of: 'ratio' | 'value' | 'worst'; readonly atMost: number };
};

/** How a benchmark is run: `long` for hours of patience, otherwise within a minute or two. */
export type BenchmarkOptions = { readonly long: boolean };

/** Lines about what is happening, on standard error, so that standard output holds figures only. */
export function progress(text: string): void {
  process.stderr.write(`  ${text}\n`);
}

/**
 * Prints a comparison as one line: medians, their ratio (the median of the rounds' ratios, since the two of a round
 * had the same machine), the rounds' values, and whether the target is met. The runner is told of it too.
 */
export function compare(compared: Compared): void {
  const { what, unit, ours, reference, target } = compared;
  const value = median(ours);
  const ratio = reference && median(ours.map((each, round) => each / (reference.values[round] ?? Number.NaN)));
  const parts = [`${what}: ${figure(value)} ${unit}`];
  if (ours.length > 1) parts.push(`(${ours.map(figure).join(', ')})`);
  if (reference) {
    const values = reference.values.map(figure).join(', ');
    parts.push(`; ${reference.name} ${figure(median(reference.values))} ${unit} (${values})`);
    parts.push(`; ratio ${figure(ratio ?? Number.NaN)}`);
  }
  const judged = target?.of === 'ratio' ? (ratio ?? Number.NaN) : target?.of === 'worst' ? Math.max(...ours) : value;
  const missed = target !== undefined && !(judged <= target.atMost);
  if (target) {
    const atMost = target.of === 'ratio' ? String(target.atMost) : `${target.atMost} ${unit}`;
    parts.push(`; target ${target.of === 'worst' ? 'always ' : ''}at most ${atMost}: ${missed ? 'MISSED' : 'met'}`);
  }
  const line = parts.join(' ').replaceAll(' ;', ';');
  process.stdout.write(`${line}\n`);
  process.send?.({ line, missed });
}

/** Three significant digits, and whole numbers whole. */
export function figure(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/**
 * A benchmark's main program. What it opens it hands to `opened`, which closes it backwards at the end, at an error
 * and at Ctrl-C.
 */
export async function runBenchmark(
  work: (options: BenchmarkOptions, opened: AsyncDisposableStack) => Promise<void>,
): Promise<void> {
  const opened = new AsyncDisposableStack();
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= opened.disposeAsync());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void close().finally(() => process.exit(130)));
  }
  try {
    await work({ long: process.argv.includes('--long') }, opened);
  } finally {
    await close();
  }
  if (process.connected) process.disconnect();
}
