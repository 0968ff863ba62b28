import { crc32, deflateSync } from 'node:zlib';
import type { ChartConfiguration } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { fonts } from './type.ts';

/** Pixels for each point: 288 dots an inch in print. */
const scale = 4;

const canvases = new Map<string, ChartJSNodeCanvas>();

/** What we need of the canvas that chartjs-node-canvas draws on; its own types name the package that we replaced. */
type Drawn = {
  readonly canvas: {
    width: number;
    height: number;
    /** The pixels themselves, not a copy: red, green, blue, alpha. */
    data(): Uint8Array;
  };
  destroy(): void;
};

/** Draws a chart of this size in points and returns it as an opaque PNG. */
export function chartImage(configuration: ChartConfiguration, width: number, height: number): Buffer {
  const key = `${width}x${height}`;
  let canvas = canvases.get(key);
  if (!canvas) {
    canvas = new ChartJSNodeCanvas({ width, height, backgroundColour: '#ffffff' });
    canvas.registerFont(fonts.regular, { family: 'DejaVu Sans Condensed' });
    canvas.registerFont(fonts.bold, { family: 'DejaVu Sans Condensed', weight: 'bold' });
    canvases.set(key, canvas);
  }
  // The one function that gives the pixels; its types call it private, its documentation does not.
  const chart = (canvas as unknown as { renderChart(configuration: ChartConfiguration): Drawn }).renderChart({
    ...configuration,
    options: { ...configuration.options, devicePixelRatio: scale },
  });
  const drawn = chart.canvas;
  const png = opaquePng(drawn.data(), drawn.width, drawn.height);
  chart.destroy();
  // Five megabytes of pixels go now and not at some later collection.
  drawn.width = 1;
  drawn.height = 1;
  return png;
}

/** The lines of one picture at a time. */
let scratch: Buffer = Buffer.alloc(0);

/**
 * RGBA pixels as a PNG without alpha. pdfkit embeds such a file as it is; one with alpha, as the canvas would write it,
 * pdfkit first takes apart and compresses twice more, five times the work.
 */
function opaquePng(pixels: Uint8Array, columns: number, rows: number): Buffer {
  const stride = columns * 3 + 1;
  if (scratch.length < stride * rows) scratch = Buffer.alloc(stride * rows);
  const raw = scratch.subarray(0, stride * rows);
  for (let row = 0; row < rows; row += 1) {
    let to = row * stride;
    // Filter 2, "up": bars and grids repeat from row to row, so that nearly everything becomes zero.
    raw[to] = 2;
    let from = row * columns * 4;
    const above = from - columns * 4;
    for (let column = 0; column < columns; column += 1) {
      for (let colour = 0; colour < 3; colour += 1) {
        to += 1;
        raw[to] = (pixels[from + colour] ?? 0) - (row === 0 ? 0 : (pixels[above + column * 4 + colour] ?? 0));
      }
      from += 4;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(columns, 0);
  head.writeUInt32BE(rows, 4);
  head[8] = 8; // bits a colour
  head[9] = 2; // red, green, blue
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
