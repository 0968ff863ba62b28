import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Gives a PDF as a file to `work`, in a folder that goes away afterwards. */
async function withFile<T>(pdf: Uint8Array, work: (file: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'uenarocanje-report-'));
  try {
    const file = path.join(folder, 'report.pdf');
    await writeFile(file, pdf);
    return await work(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What poppler reads, page by page, laid out as on paper. Its complaints about the file are an error. */
export async function textOf(pdf: Uint8Array): Promise<string[]> {
  return await withFile(pdf, async (file) => {
    const { stdout, stderr } = await run('pdftotext', ['-layout', file, '-'], { maxBuffer: 1 << 28 });
    if (stderr !== '') throw new Error(`pdftotext complains: ${stderr}`);
    return stdout.replaceAll('\u00a0', ' ').split('\f').slice(0, -1);
  });
}

export type Picture = { readonly width: number; readonly height: number; readonly grey: Uint8Array };

/** The pages as grey pictures, `dpi` dots an inch. */
export async function picturesOf(pdf: Uint8Array, dpi: number, lastPage = 1000): Promise<Picture[]> {
  return await withFile(pdf, async (file, folder) => {
    await run('pdftoppm', ['-gray', '-r', String(dpi), '-l', String(lastPage), file, path.join(folder, 'page')]);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.pgm')).sort();
    return await Promise.all(names.map(async (name) => readPgm(await readFile(path.join(folder, name)))));
  });
}

/** Portable graymap: "P5", width, height, 255, then the pixels. */
function readPgm(file: Buffer): Picture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1'));
  if (!head) throw new Error('pdftoppm wrote something else than a graymap.');
  return { width: Number(head[1]), height: Number(head[2]), grey: file.subarray(head[0].length) };
}

/** Whether any dot within these bounds (shares of the page, 0 to 1) is darker than paper. */
export function hasInk(picture: Picture, left: number, top: number, right: number, bottom: number): boolean {
  const { width, height, grey } = picture;
  for (let y = Math.floor(top * height); y < Math.floor(bottom * height); y += 1) {
    for (let x = Math.floor(left * width); x < Math.floor(right * width); x += 1) {
      if ((grey[y * width + x] ?? 255) < 250) return true;
    }
  }
  return false;
}
