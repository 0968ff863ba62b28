import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import type { Middleware } from 'koa';
import { rowRules } from '../schedule/rows.ts';

/** The few files that pages refer to, built at the start and kept in memory under names that change with them. */
export type Assets = {
  /** "/sredstva/wallboard-1a2b3c4d.js" */
  pathOf(name: AssetName): string;
  readonly serve: Middleware;
};

/** Entry points by the name that pages use; see islands/ and style/. */
const entries = {
  'style.css': '../style/style.css',
  'citizen.css': '../style/citizen-pages.css',
  'citizen.js': '../islands/citizen.ts',
  'menu.js': '../islands/menu.ts',
  'wallboard.js': '../islands/wallboard.tsx',
  'console.js': '../islands/console.tsx',
  'prompt-editor.js': '../islands/prompt-editor.ts',
  'progress.js': '../islands/progress.ts',
  'desk.js': '../islands/desk.ts',
} as const;
export type AssetName = keyof typeof entries | 'icon.svg' | 'schedule.css';

type Asset = {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
};

const prefix = '/sredstva/';
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export async function buildAssets(): Promise<Assets> {
  const contents = new Map<AssetName, Buffer>();
  for (const [name, bytes] of await bundle()) contents.set(name, bytes);
  contents.set('icon.svg', Buffer.from(icon));
  contents.set('schedule.css', Buffer.from(rowRules()));
  const paths = new Map<AssetName, string>();
  const byPath = new Map<string, Asset>();
  for (const [name, plain] of contents) {
    const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12);
    const extension = extname(name);
    const path = `${prefix}${name.slice(0, -extension.length)}-${hash}${extension}`;
    paths.set(name, path);
    byPath.set(path, {
      type: types[extension] ?? 'application/octet-stream',
      etag: `"${hash}"`,
      plain,
      br: await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }),
      gzip: await promisify(gzip)(plain),
    });
  }
  return {
    pathOf(name) {
      const path = paths.get(name);
      if (path === undefined) throw new TypeError(`There is no asset ${name}.`);
      return path;
    },
    serve: async (ctx, next) => {
      const asset = byPath.get(ctx.path);
      if (asset === undefined || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
      ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
      ctx.set('Vary', 'Accept-Encoding');
      ctx.set('ETag', asset.etag);
      ctx.type = asset.type;
      ctx.status = 200;
      if (ctx.fresh) {
        ctx.status = 304;
        return;
      }
      const encoding = ctx.acceptsEncodings('br', 'gzip', 'identity');
      if (encoding === 'br' || encoding === 'gzip') ctx.set('Content-Encoding', encoding);
      ctx.body = encoding === 'br' ? asset.br : encoding === 'gzip' ? asset.gzip : asset.plain;
    },
  };
}

async function bundle(): Promise<readonly [AssetName, Buffer][]> {
  const names = Object.keys(entries) as (keyof typeof entries)[];
  const result = await build({
    entryPoints: names.map((name) => ({
      in: fileURLToPath(new URL(entries[name], import.meta.url)),
      out: name.slice(0, -extname(name).length),
    })),
    outdir: '/',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
    tsconfigRaw: {},
  });
  const built = new Map(result.outputFiles.map((file) => [file.path.slice(1), Buffer.from(file.contents)]));
  return names.map((name) => {
    const bytes = built.get(name);
    if (bytes === undefined) throw new Error(`esbuild made no ${name}.`);
    return [name, bytes];
  });
}

/** A telephone receiver, for the browser's tab. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0f4c81"/><path fill="#fff" d="M10.2 6.5 13 6l2.2 5.2-2.4 2c.9 2.3 3.6 5 5.9 6l2-2.4L26 19l-.5 2.9c-.3 1.8-1.9 3.1-3.7 3-8-.4-14.3-6.8-14.7-14.7-.1-1.8 1.3-3.4 3.1-3.7z"/></svg>`;
