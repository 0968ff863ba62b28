import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'ava';
import Koa from 'koa';
import type { WebState } from '../../web/context.ts';
import type { EventStreams } from '../../web/live/event-stream.ts';
import { openEventStreams } from '../../web/live/event-stream.ts';

/** One source that anybody may change, behind a real server. */
type Scene = {
  readonly streams: EventStreams;
  readonly url: string;
  set(state: string): void;
  watchers(): number;
  reads(): number;
};

async function withScene(everyMs: number, work: (scene: Scene) => Promise<void>): Promise<void> {
  const streams = openEventStreams();
  const changed = new Set<() => void>();
  let state = 'first';
  let reads = 0;
  const app = new Koa<WebState>();
  // Clients that go away are what these tests are about.
  app.silent = true;
  app.use((ctx) =>
    streams.open(ctx, {
      read: () => {
        reads += 1;
        return state;
      },
      watch(callback) {
        changed.add(callback);
        return () => changed.delete(callback);
      },
      everyMs,
    }),
  );
  const server: Server = createServer(app.callback()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work({
      streams,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      set(next) {
        state = next;
        for (const callback of changed) callback();
      },
      watchers: () => changed.size,
      reads: () => reads,
    });
  } finally {
    streams.close();
    server.closeAllConnections();
    server.close();
  }
}

async function open(url: string): Promise<IncomingMessage> {
  const asked = request(url);
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return answer;
}

/** Reads on until the text has it. */
async function readUntil(answer: IncomingMessage, wanted: string): Promise<string> {
  let text = '';
  for await (const chunk of answer.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes(wanted)) return text;
  }
  return text;
}

test('the state comes at once, then each change, until the page is left', async (t) => {
  await withScene(0, async (scene) => {
    const answer = await open(scene.url);
    t.is(answer.headers['content-type'], 'text/event-stream; charset=utf-8');
    t.is(answer.headers['cache-control'], 'no-store');
    t.regex(await readUntil(answer, '"first"'), /^retry: 2000\n\ndata: "first"\n\n$/);
    scene.set('second');
    t.is(await readUntil(answer, 'second'), 'data: "second"\n\n');
    t.is(scene.streams.count, 1);
    answer.destroy();
    while (scene.watchers() > 0) await new Promise((resolve) => setImmediate(resolve));
    t.is(scene.streams.count, 0);
  });
});

test('changes faster than the pace are one message, and the last of them is always told', async (t) => {
  await withScene(50, async (scene) => {
    const answer = await open(scene.url);
    await readUntil(answer, '"first"');
    for (let index = 0; index < 500; index += 1) scene.set(`state ${index}`);
    await readUntil(answer, 'state 499');
    t.true(scene.reads() <= 4, String(scene.reads()));
  });
});

test('a client that reads nothing costs one message of memory, and gets the newest when it reads again', async (t) => {
  await withScene(0, async (scene) => {
    const answer = await open(scene.url);
    answer.pause();
    const big = 'x'.repeat(100_000);
    // Far more than sockets hold; once they are full, states are not even read any more.
    let before = -1;
    for (let index = 0; scene.reads() !== before || index < 300; index += 1) {
      before = scene.reads();
      scene.set(`${index} ${big}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const stalledAt = scene.reads();
    for (let index = 0; index < 1000; index += 1) scene.set(`more ${index} ${big}`);
    t.is(scene.reads(), stalledAt);
    scene.set('the newest');
    const text = await readUntil(answer, 'the newest');
    t.notRegex(text, /more 5 /);
    t.is(scene.reads(), stalledAt + 1);
  });
});

test('the end of the server ends every stream as a whole answer', async (t) => {
  await withScene(0, async (scene) => {
    const answers = await Promise.all([open(scene.url), open(scene.url), open(scene.url)]);
    t.is(scene.streams.count, 3);
    scene.streams.close();
    for (const answer of answers) t.regex(await readUntil(answer, 'never'), /"first"/);
    t.true(answers.every((answer) => answer.complete));
    t.is(scene.watchers(), 0);
    scene.streams.close();
  });
});
