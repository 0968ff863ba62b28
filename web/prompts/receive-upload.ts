import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { Middleware } from 'koa';
import { largestUploadBytes } from '../../prompts/studio/convert-recording.ts';
import type { WebContext, WebState } from '../context.ts';
import { may } from '../may.ts';
import { RequestError } from '../request-error.ts';

/** The file that came with a form. */
export type Upload =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly bytes: Buffer }
  | { readonly kind: 'tooLarge' };

/** The one field with a file, and the pages that have it. */
export const uploadField = 'posnetek';
const pagesWithUpload = '/besedila/';

/** What is read and thrown away at most, so that whoever chose a film is told so on a page and not by a broken line. */
const mostBytes = 200 * 1024 * 1024;

/**
 * Reads forms with a file before the token in them is looked for (security/csrf.ts); only for those who may send one,
 * since it takes memory. The file is in `ctx.state.upload`, the other fields in `ctx.request.body` as of any form.
 */
export function receiveUpload(): Middleware<WebState> {
  return async (ctx, next) => {
    if (
      ctx.method === 'POST' &&
      ctx.path.startsWith(pagesWithUpload) &&
      typeof ctx.is('multipart/form-data') === 'string'
    ) {
      const { user } = ctx.state;
      if (user != null) {
        if (!may(user, 'writePrompts')) throw new RequestError(403);
        await readForm(ctx);
      }
    }
    await next();
  };
}

async function readForm(ctx: WebContext): Promise<void> {
  if (Number(ctx.get('Content-Length')) > mostBytes) throw new RequestError(413);
  const fields: Record<string, string> = Object.create(null);
  let upload: Upload = { kind: 'none' };
  const form = openParser(ctx);
  form.on('field', (name, value) => {
    fields[name] = value;
  });
  form.on('file', (name, stream, fileName) => {
    // A field in which nothing was chosen comes as a file without a name.
    if (name !== uploadField || (fileName ?? '') === '') return void stream.resume();
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

function openParser(ctx: WebContext): BusboyInstance {
  try {
    return new Busboy({
      headers: { ...ctx.headers, 'content-type': ctx.get('Content-Type') },
      limits: {
        fieldNameSize: 100,
        fieldSize: 64 * 1024,
        fields: 12,
        files: 1,
        parts: 13,
        fileSize: largestUploadBytes,
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
