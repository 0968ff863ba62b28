import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Command, CommandAnswer, Refusal } from '../engine/core/commands.ts';
import type { AgentId, CommandId } from '../engine/core/ids.ts';
import type { AgentView, WallboardView } from '../engine/core/views.ts';
import type { FromEngine, ToEngine } from '../engine/door/messages.ts';
import { Trouble } from './trouble.ts';

/** The operator's way into the engine: short, from the command line or the end of the start. */
export type Door = {
  /** Asks as the operator; refusals are data. */
  ask(command: Command): Promise<CommandAnswer>;
  /** Calls back with the wallboard now and whenever it changes. */
  watchWallboard(onView: (view: WallboardView) => void): void;
  watchAgent(agentId: AgentId, onView: (view: AgentView) => void): void;
  /** The wallboard as it is now. */
  wallboard(): Promise<WallboardView>;
  close(): void;
};

export type DoorOptions = {
  /** Behind one of these is the engine that leads. */
  readonly ports: readonly number[];
  readonly token: string;
  readonly answerMs?: number;
};

/** Opens the door for `work` and closes it whatever happens. @throws Trouble when nobody answers */
export async function withDoor<T>(options: DoorOptions, work: (door: Door) => Promise<T>): Promise<T> {
  const door = await openDoor(options);
  try {
    return await work(door);
  } finally {
    door.close();
  }
}

export async function openDoor({ ports, token, answerMs = 10_000 }: DoorOptions): Promise<Door> {
  const sockets = ports.map((port) => {
    const url = `ws://127.0.0.1:${port}/door`;
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` }, handshakeTimeout: answerMs });
    socket.on('error', () => undefined);
    return socket;
  });
  let socket: WebSocket;
  try {
    socket = await Promise.any(sockets.map((each) => once(each, 'open').then(() => each)));
  } catch (error) {
    throw new Trouble(
      'The engine does not answer at its door.',
      'Is the stack running? "npm run admin -- health" says what of it is well.',
      { cause: error },
    );
  }
  for (const other of sockets) if (other !== socket) other.terminate();
  const answers = new Map<CommandId, (answer: CommandAnswer) => void>();
  const wallboards = new Set<(view: WallboardView) => void>();
  const agents = new Map<AgentId, Set<(view: AgentView) => void>>();
  const lost = new Set<(error: Error) => void>();
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as FromEngine;
    switch (message.type) {
      case 'answer':
        answers.get(message.commandId)?.(message.answer);
        break;
      case 'view':
        if (message.view === 'wallboard') for (const listener of wallboards) listener(message.data);
        else for (const listener of agents.get(message.agentId) ?? []) listener(message.data);
        break;
      case 'malformed':
        for (const reject of lost)
          reject(new Error(`The engine could not read what was asked; it expected ${message.expected}.`));
    }
  });
  const closed = new Trouble(
    'The engine closed its door.',
    '"npm run admin -- health" says what of the stack is well.',
  );
  socket.on('close', () => {
    for (const reject of lost) reject(closed);
  });
  socket.on('error', () => undefined);
  const send = (message: ToEngine): void => socket.send(JSON.stringify(message));

  /** Waits for one message, but neither for ever nor beyond the socket's end. */
  const within = <T>(what: string, listen: (resolve: (value: T) => void) => () => void): Promise<T> =>
    new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(late);
        lost.delete(fail);
        forget();
      };
      const fail = (error: Error): void => {
        end();
        reject(error);
      };
      const late = setTimeout(
        () =>
          fail(
            new Trouble(
              `The engine did not answer ${what} within ${answerMs / 1000} seconds.`,
              'See the engine’s log in DATA_FOLDER/logs.',
            ),
          ),
        answerMs,
      );
      lost.add(fail);
      const forget = listen((value) => {
        end();
        resolve(value);
      });
    });

  const watchWallboard = (onView: (view: WallboardView) => void): (() => void) => {
    wallboards.add(onView);
    send({ type: 'subscribe', view: 'wallboard' });
    return () => wallboards.delete(onView);
  };

  return {
    ask: (command) =>
      within(`the command ${command.type}`, (resolve) => {
        const commandId = randomUUID() as CommandId;
        answers.set(commandId, resolve);
        send({ type: 'command', commandId, by: { kind: 'operator' }, command });
        return () => answers.delete(commandId);
      }),
    watchWallboard: (onView) => void watchWallboard(onView),
    watchAgent(agentId, onView) {
      const listeners = agents.get(agentId) ?? new Set();
      agents.set(agentId, listeners.add(onView));
      send({ type: 'subscribe', view: 'agent', agentId });
    },
    wallboard: () => within('for the wallboard', watchWallboard),
    close: () => socket.close(),
  };
}

/** The operator's sentence for each refusal. */
export const refusalSentences: Readonly<Record<Refusal, string>> = {
  notSignedIn: 'The agent is not signed in.',
  alreadySignedIn: 'The agent is signed in already.',
  unknownAgent: 'There is no such agent.',
  unknownCall: 'There is no such call.',
  unknownReason: 'There is no such reason for a pause.',
  unknownDisposition: 'There is no such category.',
  phoneUnreachable: 'The agent’s phone is not registered.',
  inCall: 'The agent is in a call.',
  notInWrapUp: 'The agent is not in wrap-up.',
  notRecording: 'The call is not being recorded.',
  notTalking: 'Nobody talks on this call.',
  notOnHold: 'The call is not on hold from the console; take it up where it was put on hold.',
  numberRefused: 'The number is none, or may not be dialled by the rule of the setting "outbound".',
  callbackOpen: 'This number is owed a callback already.',
  unknownCallback: 'There is no such open callback.',
  callbackBusy: 'An agent has this callback at the moment.',
  noCallbacks: 'The line makes no callbacks: the settings "callbacks" and "outbound" are needed.',
  unknownTarget: 'There is no such queue, agent or number outside to transfer to.',
  contactRefused: 'That number outside may not be dialled now by the rule of the setting "outbound".',
  contactClosed: 'That number outside is not rung at this hour.',
  contactBusy: 'All lines of that number outside are taken.',
  agentNotFree: 'That agent is not free.',
  consulting: 'Somebody is being asked; that has to be over first.',
  notConsulting: 'Nobody is being asked.',
  notAnsweredYet: 'The colleague has not answered yet.',
  instantPassed: 'That time has passed.',
  notAllowed: 'This is not allowed.',
  messageClosed: 'that voice message is closed already, or there is none of that name',
  notReady: 'The engine is not ready yet; try again in a moment.',
};
