import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { Middleware } from 'koa';
import { largestUploadBytes } from '../../prompts/studio/convert-recording.ts';
import type { WebContext, WebState } from '../context.ts';
import { type Action, may } from '../may.ts';
import { RequestError } from '../request-error.ts';

/** The file that came with a form. */
export type Upload =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly bytes: Buffer }
  | { readonly kind: 'tooLarge' };

/** The pages that have a form with a file, the one field with it, and who may send it. */
const pages: readonly {
  readonly path: RegExp;
  readonly field: string;
  readonly action: Action;
  readonly largestBytes: number;
}[] = [
  { path: /^\/besedila\//, field: 'posnetek', action: 'writePrompts', largestBytes: largestUploadBytes },
  { path: /^\/uvoz$/, field: 'datoteka', action: 'importRegisters', largestBytes: 5 * 1024 * 1024 },
];

/** What is read and thrown away at most, so that whoever chose a film is told so on a page and not by a broken line. */
const mostBytes = 200 * 1024 * 1024;

/**
 * Reads forms with a file before the token in them is looked for (security/csrf.ts); only for those who may send one,
 * since it takes memory. The file is in `ctx.state.upload`, the other fields in `ctx.request.body` as of any form.
 */
export function receiveUpload(): Middleware<WebState> {
  return async (ctx, next) => {
    const page = pages.find(({ path }) => path.test(ctx.path));
    if (ctx.method === 'POST' && page !== undefined && typeof ctx.is('multipart/form-data') === 'string') {
      const { user } = ctx.state;
      if (user != null) {
        if (!may(user, page.action)) throw new RequestError(403);
        await readForm(ctx, page);
      }
    }
    await next();
  };
}

type Page = (typeof pages)[number];

async function readForm(ctx: WebContext, { field, largestBytes }: Page): Promise<void> {
  if (Number(ctx.get('Content-Length')) > mostBytes) throw new RequestError(413);
  const fields: Record<string, string> = Object.create(null);
  let upload: Upload = { kind: 'none' };
  const form = openParser(ctx, largestBytes);
  form.on('field', (name, value) => {
    fields[name] = value;
  });
  form.on('file', (name, stream, fileName) => {
    // A field in which nothing was chosen comes as a file without a name.
    if (name !== field || (fileName ?? '') === '') return void stream.resume();
    collect(stream, (collected) => {
      upload = collected;
    });
  });
  let received = 0;
  const meter = async function* (source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of source) {
      received += chunk.length;
      if (received > mostBytes) throw new RequestError(413);
      yield chunk;
    }
  };
  try {
    await pipeline(ctx.req, meter, form);
  } catch (cause) {
    throw cause instanceof RequestError ? cause : new RequestError(400, null, { cause });
  }
  ctx.request.body = fields;
  ctx.state.upload = upload;
}

function openParser(ctx: WebContext, fileSize: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { ...ctx.headers, 'content-type': ctx.get('Content-Type') },
      limits: {
        fieldNameSize: 100,
        fieldSize: 64 * 1024,
        fields: 12,
        files: 1,
        parts: 13,
        fileSize,
        headerPairs: 20,
      },
    });
  } catch (cause) {
    throw new RequestError(400, null, { cause });
  }
}

function collect(stream: BusboyFileStream, settled: (upload: Upload) => void): void {
  let chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('limit', () => {
    chunks = [];
  });
  stream.on('end', () =>
    settled(stream.truncated ? { kind: 'tooLarge' } : { kind: 'file', bytes: Buffer.concat(chunks) }),
  );
}
