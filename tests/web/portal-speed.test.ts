import { get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import test from 'ava';
import { bookerAt, bookOne } from './fixture/booker.ts';
import { withWeb } from './fixture/web.ts';

const mostBytes = 60_000;

type Answer = { readonly bytes: number; readonly text: string; readonly firstByteMs: number };

/** As a browser asks, with what goes over the wire. */
function ask(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    get(url, { headers: { 'accept-encoding': 'br', accept: 'text/html' } }, (answer) => {
      const firstByteMs = performance.now() - startedAt;
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const body = Buffer.concat(parts);
        const plain = answer.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body;
        resolve({ bytes: body.length, text: plain.toString('utf8'), firstByteMs });
      });
      answer.on('error', reject);
    }).on('error', reject);
  });
}

test('[R4.6] the first view of each page of the path is at most 60 kB over the wire, and nothing comes from elsewhere', async (t) => {
  await withWeb(async (web) => {
    for (const path of [
      '/narocanje',
      '/narocanje/potni-list?kraj=1270',
      '/narocanje/potni-list/litija?oddaja=AAAAAAAAAAAA',
      '/narocanje/potni-list/litija?oddaja=AAAAAAAAAAAA&pogled=seznam',
      '/zasebnost',
      '/dostopnost',
      '/pomoc',
      '/obisk',
      await bookOne(bookerAt(web)),
    ]) {
      const page = await ask(`${web.url}${path}`);
      const files = [...page.text.matchAll(/(?:href|src)="(\/sredstva\/[^"]+)"/g)].map(([, file]) => file ?? '');
      t.is(files.length, 3);
      t.is(/(?:src|href)="https?:/.exec(page.text.replaceAll(/<link rel="alternate"[^>]*>/g, '')), null);
      const sizes = await Promise.all(files.map(async (file) => (await ask(`${web.url}${file}`)).bytes));
      const bytes = page.bytes + sizes.reduce((sum, size) => sum + size, 0);
      const shown = path.replace(/[\w-]{32}/, '…');
      t.true(bytes <= mostBytes, `${shown}: ${bytes} bytes`);
      const times: number[] = [];
      for (let round = 0; round < 20; round += 1) times.push((await ask(`${web.url}${path}`)).firstByteMs);
      times.sort((a, b) => a - b);
      t.log(
        `${shown}: ${bytes} bytes (page ${page.bytes}), first byte after ${times[10]?.toFixed(1)} ms, worst ${times.at(-1)?.toFixed(1)} ms`,
      );
    }
  });
});
