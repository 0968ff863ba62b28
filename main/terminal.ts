/** Words for the terminal, in short lines. */
const plainOut = !process.stdout.isTTY;

export function bold(text: string): string {
  return plainOut ? text : `\u001b[1m${text}\u001b[22m`;
}

export function dim(text: string): string {
  return plainOut ? text : `\u001b[2m${text}\u001b[22m`;
}

/** Columns of equal width, two spaces apart. */
export function columns(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, place) => {
      widths[place] = Math.max(widths[place] ?? 0, cell.length);
    });
  return rows
    .map(
      (row) =>
        indent +
        row
          .map((cell, place) => cell.padEnd(widths[place] ?? 0))
          .join('  ')
          .trimEnd(),
    )
    .join('\n');
}

/** An instant as people of the line's country say it: "Mon 23 Nov 2026, 08:00". */
export function wallClock(at: number, timeZone = 'Europe/Ljubljana'): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return parts.format(at);
}
