import { once } from 'node:events';
import test from 'ava';
import { WebSocket } from 'ws';
import type { Command, CommandSource } from '../../../engine/core/commands.ts';
import type { CommandId } from '../../../engine/core/ids.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import type { FromEngine, ToEngine } from '../../../engine/door/messages.ts';
import { DoorServer } from '../../../engine/door/server.ts';
import { mondayAtTen, Simulation } from '../core/simulation.ts';

type Asked = { readonly commandId: CommandId; readonly by: CommandSource; readonly command: Command };

async function withDoor(work: (door: DoorServer, asked: Asked[], line: Simulation) => Promise<void>): Promise<void> {
  const line = new Simulation();
  const asked: Asked[] = [];
  const door = await DoorServer.open({
    host: '127.0.0.1',
    port: 0,
    token: 'right',
    inside: {
      wallboard: () => presentWallboard(line.world, mondayAtTen),
      agent: () => null,
      command: (commandId, by, command) => asked.push({ commandId, by, command }),
    },
  });
  try {
    await work(door, asked, line);
  } finally {
    await door.close();
  }
}

async function visit(
  door: DoorServer,
  token = 'right',
): Promise<{ socket: WebSocket; next: () => Promise<FromEngine>; say: (message: ToEngine) => void }> {
  const socket = new WebSocket(`ws://127.0.0.1:${door.port}/door`, { headers: { authorization: `Bearer ${token}` } });
  await once(socket, 'open');
  const next = async () => JSON.parse(String((await once(socket, 'message'))[0])) as FromEngine;
  return { socket, next, say: (message) => socket.send(JSON.stringify(message)) };
}

test('[R9.4] without the token the door stays shut', async (t) => {
  await withDoor(async (door) => {
    for (const token of ['', 'wrong', 'right2']) await t.throwsAsync(visit(door, token), { message: /401/ });
    t.is(door.visitors, 0);
  });
});

test('a view comes on subscription and again when something changed, once for a burst', async (t) => {
  await withDoor(async (door, _asked, line) => {
    const { next, say, socket } = await visit(door);
    say({ type: 'subscribe', view: 'wallboard' });
    const first = await next();
    t.is(first.type === 'view' && first.view === 'wallboard' && first.data.today.offered, 0);
    line.call({ id: 'a', atMs: 0 });
    line.pass(1);
    let views = 0;
    socket.on('message', () => {
      views += 1;
    });
    for (let index = 0; index < 20; index += 1) door.changed();
    const second = await next();
    t.is(second.type === 'view' && second.view === 'wallboard' && second.data.today.offered, 1);
    t.is(views, 1);
  });
});

test('a command goes in and its answer comes back to who asked', async (t) => {
  await withDoor(async (door, asked) => {
    const [asker, other] = [await visit(door), await visit(door)];
    let overheard = 0;
    other.socket.on('message', () => {
      overheard += 1;
    });
    const commandId = 'one' as CommandId;
    asker.say({ type: 'command', commandId, by: { kind: 'operator' }, command: { type: 'FollowOpeningHours' } });
    asker.say('nonsense' as never);
    const malformed = await asker.next();
    t.is(malformed.type, 'malformed', 'the command before it was taken, this was not');
    t.deepEqual(asked, [{ commandId, by: { kind: 'operator' }, command: { type: 'FollowOpeningHours' } }]);
    door.answer(commandId, { ok: false, refusal: 'notAllowed' });
    t.deepEqual(await asker.next(), { type: 'answer', commandId, answer: { ok: false, refusal: 'notAllowed' } });
    t.is(overheard, 0);
  });
});

test('[R9.4] what does not fit is refused with what was expected, and nobody can speak as a phone', async (t) => {
  await withDoor(async (door, asked) => {
    const { next, socket } = await visit(door);
    const bad = [
      'no json',
      '{}',
      '{"type":"command","commandId":"x","by":{"kind":"phone","phone":"101"},"command":{"type":"FollowOpeningHours"}}',
      '{"type":"command","commandId":"x","by":{"kind":"operator"},"command":{"type":"OpenLine","until":"soon"}}',
      `{"type":"command","commandId":"x","by":{"kind":"operator"},"command":{"type":"DescribeCall","agentId":"a","callId":"c","disposition":null,"notes":"${'x'.repeat(5_000)}","nextStep":""}}`,
    ];
    for (const text of bad) {
      socket.send(text);
      const answer = await next();
      t.true(answer.type === 'malformed' && answer.expected.length > 0, text.slice(0, 60));
    }
    t.deepEqual(asked, []);
  });
});
