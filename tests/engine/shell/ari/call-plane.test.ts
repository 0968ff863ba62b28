import test from 'ava';
import { AriRefused, CallPlane, type CallPlaneLimits } from '../../../../engine/shell/ari/call-plane.ts';
import { type FakeAsterisk, withFakeAsterisk } from './fake-asterisk.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const quick: Partial<CallPlaneLimits> = { shortestWaitMs: 1, longestWaitMs: 5 };
const get = (uri: string) => ({ method: 'GET', uri }) as const;

type Observed = {
  readonly plane: CallPlane;
  readonly told: string[];
  readonly messages: object[];
  until(what: string): Promise<void>;
};

async function withPlane(
  fake: FakeAsterisk,
  limits: Partial<CallPlaneLimits>,
  work: (observed: Observed) => Promise<void>,
): Promise<void> {
  const told: string[] = [];
  const messages: object[] = [];
  const waiting = new Set<() => void>();
  const tell = (what: string): void => {
    told.push(what);
    for (const look of [...waiting]) look();
  };
  const until = (what: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!told.includes(what)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const plane = new CallPlane({
    ...fake.access,
    application: 'uenarocanje',
    log: quiet,
    limits: { ...quick, ...limits },
    listeners: {
      connected: () => tell('connected'),
      lost: () => tell('lost'),
      replaced: () => tell('replaced'),
      message: (message) => {
        messages.push(message);
        tell('message');
      },
    },
  });
  try {
    await work({ plane, told, messages, until });
  } finally {
    await plane.close();
  }
}

test('answers find their requests, whatever order they come in', async (t) => {
  await withFakeAsterisk(async (fake) => {
    const second = Promise.withResolvers<{ status: number; body: string }>();
    fake.answer = ({ uri }) => (uri === 'first' ? second.promise : { status: 200, body: { uri } });
    await withPlane(fake, {}, async ({ plane }) => {
      await plane.start();
      const first = plane.request(get('first'));
      t.deepEqual(await plane.request(get('second')), { status: 200, body: '{"uri":"second"}' });
      second.resolve({ status: 404, body: 'late' });
      t.deepEqual(await first, { status: 404, body: '"late"' });
      t.deepEqual(
        fake.asked.map(({ uri }) => uri),
        ['first', 'second'],
      );
    });
  });
});

test('an answer that only says that it was done is not read; one that was asked for, or a refusal, is', async (t) => {
  await withFakeAsterisk(async (fake) => {
    fake.answer = () => 'silence';
    await withPlane(fake, {}, async ({ plane }) => {
      await plane.start();
      const asked = [
        plane.request({ method: 'POST', uri: 'done' }),
        plane.request({ method: 'POST', uri: 'refused' }),
        plane.request(get('what')),
      ];
      await fake.until(({ asked: heard }) => heard.length === 3);
      // As Asterisk writes it, with the transaction in front.
      for (const [index, status] of [201, 409, 200].entries()) {
        const id = String(index + 1);
        const answer = { type: 'RESTResponse', transaction_id: id, request_id: id, status_code: status };
        fake.tell({ ...answer, reason_phrase: 'x', uri: 'x', message_body: '{"message":"why"}' });
      }
      const body = '{"message":"why"}';
      t.deepEqual(await Promise.all(asked), [
        { status: 201, body: '' },
        { status: 409, body },
        { status: 200, body },
      ]);
    });
  });
});

test('a request without an answer ends with status 0, and its late answer harms nobody', async (t) => {
  await withFakeAsterisk(async (fake) => {
    const late = Promise.withResolvers<{ status: number }>();
    fake.answer = ({ uri }) => (uri === 'slow' ? late.promise : { status: 204 });
    await withPlane(fake, { requestMs: 250 }, async ({ plane }) => {
      await plane.start();
      t.deepEqual(await plane.request(get('slow')), { status: 0, body: 'no answer in time' });
      late.resolve({ status: 200 });
      t.is((await plane.request(get('next'))).status, 204);
      t.true(plane.connected);
    });
  });
});

test.serial(
  '[R9.2] a process that stood still blames itself: answers are read first, and the socket is kept',
  async (t) => {
    await withFakeAsterisk(async (fake) => {
      await withPlane(fake, { requestMs: 2_000, pingEveryMs: 50, silenceMs: 2_500 }, async ({ plane, told }) => {
        await plane.start();
        const asked = plane.request(get('asked'));
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4_000);
        t.is((await asked).status, 204);
        t.true(plane.connected);
        t.deepEqual(told, ['connected']);
      });
    });
  },
);

test('requests under way fail when the socket breaks, and it comes back', async (t) => {
  await withFakeAsterisk(async (fake) => {
    fake.answer = ({ uri }) => (uri === 'held' ? 'silence' : { status: 204 });
    await withPlane(fake, {}, async ({ plane, told }) => {
      await plane.start();
      const held = plane.request(get('held'));
      await fake.until(({ asked }) => asked.length === 1);
      fake.drop();
      t.deepEqual(await held, { status: 0, body: 'connection lost' });
      t.false(plane.connected);
      t.deepEqual(await plane.request(get('between')), { status: 0, body: 'not connected' });
      await fake.until(({ connections }) => connections === 2);
      while (!plane.connected) await new Promise(setImmediate);
      t.is((await plane.request(get('after'))).status, 204);
      t.deepEqual(told, ['connected', 'lost', 'connected']);
    });
  });
});

test('an Asterisk that is away at first is tried for until it is there', async (t) => {
  await withFakeAsterisk(async (fake) => {
    fake.handshake = 503;
    await withPlane(fake, {}, async ({ plane, told, until }) => {
      await plane.start();
      t.false(plane.connected);
      t.deepEqual(told, []);
      fake.handshake = 101;
      await until('connected');
      t.true(plane.connected);
    });
  });
});

test('a wrong password and a wrong address are said, not tried again', async (t) => {
  await withFakeAsterisk(async (fake) => {
    fake.handshake = 401;
    await withPlane(fake, {}, async ({ plane }) => {
      await t.throwsAsync(plane.start(), { instanceOf: AriRefused, message: /user or password is wrong/ });
    });
    fake.handshake = 404;
    await withPlane(fake, {}, async ({ plane }) => {
      await t.throwsAsync(plane.start(), { instanceOf: AriRefused, message: /not an ARI address/ });
    });
    t.is(fake.connections, 0);
  });
});

test('what is not JSON, not an event, or nobody asked for is left out', async (t) => {
  await withFakeAsterisk(async (fake) => {
    await withPlane(fake, {}, async ({ plane, messages, until }) => {
      await plane.start();
      for (const junk of ['{"type":', '', 'null', '7', '"text"', '{"type":"RESTResponse"}']) fake.tell(junk);
      fake.tell({ type: 'RESTResponse', request_id: '99', status_code: 200 });
      fake.tell({ type: 'StasisEnd' });
      await until('message');
      t.deepEqual(messages, [{ type: 'StasisEnd' }]);
      t.is((await plane.request(get('still'))).status, 204);
    });
  });
});

test('an answer without a readable status is a failure', async (t) => {
  await withFakeAsterisk(async (fake) => {
    fake.answer = () => 'silence';
    await withPlane(fake, {}, async ({ plane }) => {
      await plane.start();
      const asked = plane.request(get('odd'));
      await fake.until(({ asked: requests }) => requests.length === 1);
      fake.tell({ type: 'RESTResponse', request_id: fake.asked[0]?.id, status_code: 'ok', message_body: 5 });
      t.deepEqual(await asked, { status: 0, body: '' });
    });
  });
});

test('a socket that has fallen silent is given up for a new one', async (t) => {
  await withFakeAsterisk(async (fake) => {
    await withPlane(fake, { pingEveryMs: 5, silenceMs: 30 }, async ({ plane, told, until }) => {
      await plane.start();
      fake.freeze();
      const stuck = plane.request(get('stuck'));
      t.deepEqual(await stuck, { status: 0, body: 'connection lost' });
      await fake.until(({ connections }) => connections === 2);
      await until('lost');
      t.is(told[0], 'connected');
    });
  });
});

test('an application that was taken over is let go for good', async (t) => {
  await withFakeAsterisk(async (fake) => {
    await withPlane(fake, {}, async ({ plane, told, messages, until }) => {
      await plane.start();
      fake.tell({ type: 'ApplicationReplaced', application: 'uenarocanje' });
      await until('replaced');
      await until('lost');
      t.false(plane.connected);
      t.deepEqual(messages, []);
      t.is(fake.connections, 1);
      t.deepEqual(
        told.filter((what) => what === 'connected'),
        ['connected'],
      );
    });
  });
});

test('closing twice is safe, before the first connection and after it', async (t) => {
  await withFakeAsterisk(async (fake) => {
    await withPlane(fake, {}, async ({ plane }) => {
      await plane.start();
      const held = plane.request(get('held'));
      await Promise.all([plane.close(), plane.close()]);
      t.true([0, 204].includes((await held).status));
      await plane.close();
      t.is((await plane.request(get('closed'))).status, 0);
    });
    await withPlane(fake, {}, async ({ plane }) => {
      const starting = plane.start();
      await plane.close();
      await starting;
      t.false(plane.connected);
    });
    t.is(fake.connections, 1);
  });
});
