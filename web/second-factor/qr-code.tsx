import { create } from 'qrcode';

/** Light around the picture, without which cameras do not find it (ISO/IEC 18004 §9.1). */
const quiet = 4;

/** A QR code as a drawing in the page itself: no picture is fetched, no script runs, and it prints sharp. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const whole = size + 2 * quiet;
  const path = Array.from({ length: size }, (_, row) =>
    rowPath(row, (column) => modules.get(row, column) !== 0, size),
  ).join('');
  return (
    <svg class="qr-code" viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={whole} height={whole} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}

/** Dark modules of a row, those side by side in one stroke. */
function rowPath(row: number, isDark: (column: number) => boolean, size: number): string {
  let path = '';
  for (let column = 0; column < size; column += 1) {
    if (!isDark(column)) continue;
    const begin = column;
    while (column + 1 < size && isDark(column + 1)) column += 1;
    path += `M${begin + quiet} ${row + quiet}h${column - begin + 1}v1h-${column - begin + 1}z`;
  }
  return path;
}
