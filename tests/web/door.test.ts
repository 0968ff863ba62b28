import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import test from 'ava';
import { pino } from 'pino';
import type { AgentId } from '../../engine/core/ids.ts';
import type { Door } from '../../web/door/door.ts';
import { openDoor } from '../../web/door/door.ts';
import type { FakeEngine } from './fixture/fake-engine.ts';
import { startFakeEngine } from './fixture/fake-engine.ts';
import { agentView, lineView, wallboardView } from './fixture/views.ts';

const log = pino({ level: 'silent' });
const agent1 = 'agent1' as AgentId;
const me = { kind: 'person', userId: 'nadzornik', role: 'supervisor' } as const;

async function withDoor(work: (door: Door, engine: FakeEngine) => Promise<void>): Promise<void> {
  const engine = await startFakeEngine();
  const door = openDoor({ url: engine.url, token: engine.token, log });
  try {
    await work(door, engine);
  } finally {
    door.close();
    await engine.close();
  }
}

test('[R9.2] of two engines one leads: its door is found, and the other one’s when it has taken over', async (t) => {
  const [one, other] = await Promise.all([startFakeEngine(), startFakeEngine()]);
  await other.goAway();
  const door = openDoor({ url: other.url, otherUrls: [one.url], token: one.token, log });
  try {
    one.showWallboard(wallboardView({ waiting: 1 }));
    await until(door, () => door.wallboard()?.queues[0]?.waiting === 1);
    await one.goAway();
    await other.comeBack();
    other.showWallboard(wallboardView({ waiting: 2 }));
    await until(door, () => door.state().connected && door.wallboard()?.queues[0]?.waiting === 2);
    t.pass();
  } finally {
    door.close();
    await Promise.all([one.close(), other.close()]);
  }
});

/** Resolves as soon as the condition holds, looking again at each change that the door tells. */
function until(door: Door, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const stop = door.watchWallboard(look);
    queueMicrotask(look);
  });
}

test('[R9.2] the wallboard is followed, and a broken connection is opened again with all subscriptions', async (t) => {
  await withDoor(async (door, engine) => {
    t.false(door.state().connected);
    engine.showWallboard(wallboardView({ waiting: 1 }));
    engine.showAgent(agentView());
    await until(door, () => door.wallboard()?.queues[0]?.waiting === 1);
    t.is((await door.readAgent(agent1))?.state, 'ready');
    const stop = door.watchAgent(agent1, () => undefined);

    const before = door.state().since;
    await engine.goAway();
    await until(door, () => !door.state().connected);
    t.true(door.state().since >= before);
    // What was known last stays, for pages to show it as old.
    t.is(door.wallboard()?.queues[0]?.waiting, 1);

    await engine.comeBack();
    engine.showWallboard(wallboardView({ waiting: 7 }));
    engine.showAgent(agentView({ state: 'paused', reason: 'malica' }));
    await until(door, () => door.state().connected && door.wallboard()?.queues[0]?.waiting === 7);
    await until(door, () => door.agent(agent1)?.state === 'paused');
    stop();
  });
});

test('[R9.2] since when Asterisk is lost is remembered until it is back', async (t) => {
  await withDoor(async (door, engine) => {
    const lost = wallboardView({ line: lineView({ asteriskConnected: false }) });
    engine.showWallboard(lost);
    await until(door, () => door.asteriskLostSince() !== null);
    engine.showWallboard({ ...lost, at: (lost.at + 60_000) as never, queues: [] });
    await until(door, () => door.wallboard()?.queues.length === 0);
    t.is(door.asteriskLostSince(), lost.at);
    engine.showWallboard(wallboardView());
    await until(door, () => door.asteriskLostSince() === null);
  });
});

test('[R2.9] a command is answered by the engine, in whatever order answers come', async (t) => {
  await withDoor(async (door, engine) => {
    await until(door, () => door.state().connected);
    engine.answerWith((command) => (command.type === 'OpenLine' ? { ok: true } : { ok: false, refusal: 'notReady' }));
    const answers = await Promise.all([
      door.command(me, { type: 'OpenLine', until: 1 as never }),
      door.command(me, { type: 'FollowOpeningHours' }),
      door.command(me, { type: 'OpenLine', until: 2 as never }),
    ]);
    t.deepEqual(answers, [{ ok: true }, { ok: false, refusal: 'notReady' }, { ok: true }]);
    t.deepEqual(engine.commands[0], { by: me, command: { type: 'OpenLine', until: 1 } } as never);
  });
});

test('[R2.9] a command without an engine was not sent; one that lost its engine may have been carried out', async (t) => {
  await withDoor(async (door, engine) => {
    t.deepEqual(await door.command(me, { type: 'FollowOpeningHours' }), { ok: false, refusal: 'engineAway' });
    await until(door, () => door.state().connected);
    engine.answerWith(null);
    const sent = engine.nextCommand();
    const answer = door.command(me, { type: 'FollowOpeningHours' });
    await sent;
    await engine.goAway();
    t.deepEqual(await answer, { ok: false, refusal: 'engineSilent' });
  });
});

test('[R9.4] an engine that refuses the token is tried again quietly, and nothing is sent to it', async (t) => {
  const engine = await startFakeEngine();
  const lines: string[] = [];
  const door = openDoor({
    url: engine.url,
    token: 'another token',
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
  });
  t.is(await door.readAgent(agent1), null);
  t.false(door.state().connected);
  while (lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
  t.regex(lines.join(''), /can not be reached/);
  t.notRegex(lines.join(''), /another token/);
  door.close();
  await engine.close();
});

test('[R9.2] a connection that takes everything and answers nothing never counts as open', async (t) => {
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const sockets = new Set<import('node:net').Socket>();
  silent.on('connection', (socket) => sockets.add(socket));
  const { port } = silent.address() as AddressInfo;
  const door = openDoor({ url: `ws://127.0.0.1:${port}/door`, token: 'x', log });
  await once(silent, 'connection');
  t.false(door.state().connected);
  t.is(await door.readAgent(agent1), null);
  door.close();
  door.close();
  for (const socket of sockets) socket.destroy();
  silent.close();
});
