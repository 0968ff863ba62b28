import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Command, CommandAnswer, CommandSource, Refusal } from '../../engine/core/commands.ts';
import type { AgentId, CommandId } from '../../engine/core/ids.ts';
import type { AgentView, WallboardView } from '../../engine/core/views.ts';
import type { FromEngine } from '../../engine/door/messages.ts';
import type { WebOptions } from '../options.ts';
import { connectToEngine } from './connection.ts';

/** Instants in milliseconds; `since` is when this state began, as this process saw it. */
export type DoorState = { readonly connected: boolean; readonly since: number };

/** The engine's answer, or why there is none: nothing was sent, or nothing came back in time. */
export type DoorAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: Refusal | 'engineAway' | 'engineSilent' };

export type Door = {
  state(): DoorState;
  /** The last one that came; it may be old when the door is not connected. */
  wallboard(): WallboardView | null;
  agent(agentId: AgentId): AgentView | null;
  /** Since when Asterisk is known to be lost; null while it is connected or nothing is known. */
  asteriskLostSince(): number | null;
  /** Calls back on each new view and on each change of `state`. Ends with the returned function. */
  watchWallboard(changed: () => void): () => void;
  watchAgent(agentId: AgentId, changed: () => void): () => void;
  /** The agent's view as soon as there is one; null when none comes in time. */
  readAgent(agentId: AgentId): Promise<AgentView | null>;
  command(by: CommandSource, command: Command): Promise<DoorAnswer>;
  close(): void;
};

type Watchers = Set<() => void>;
type Subscription = { view: AgentView | null; readonly watchers: Watchers; unsubscribing: NodeJS.Timeout | undefined };

const answerWithinMs = 5_000;
const firstViewWithinMs = 2_000;
/** A page that is loaded again finds its view still there. */
const keepUnwatchedMs = 30_000;

export function openDoor(options: WebOptions['door'] & { log: Logger; now?: () => number }): Door {
  const { now = Date.now } = options;
  let state: DoorState = { connected: false, since: now() };
  let wallboard: WallboardView | null = null;
  let asteriskLostSince: number | null = null;
  const wallboardWatchers: Watchers = new Set();
  const subscriptions = new Map<AgentId, Subscription>();
  const pending = new Map<CommandId, (answer: DoorAnswer) => void>();

  const connection = connectToEngine({
    ...options,
    onOpen() {
      state = { connected: true, since: now() };
      connection.send({ type: 'subscribe', view: 'wallboard' });
      for (const agentId of subscriptions.keys()) connection.send({ type: 'subscribe', view: 'agent', agentId });
      tellEveryone();
    },
    onLost() {
      state = { connected: false, since: now() };
      for (const settle of [...pending.values()]) settle({ ok: false, refusal: 'engineSilent' });
      tellEveryone();
    },
    onMessage: hear,
  });

  function hear(message: FromEngine): void {
    switch (message.type) {
      case 'view':
        if (message.view === 'wallboard') hearWallboard(message.data);
        else hearAgent(message.agentId, message.data);
        return;
      case 'answer':
        pending.get(message.commandId)?.(answerOf(message.answer));
        return;
      case 'malformed':
        options.log.error({ expected: message.expected }, 'the engine could not read what we sent');
    }
  }

  function hearWallboard(view: WallboardView): void {
    if (view.line.asteriskConnected) asteriskLostSince = null;
    else asteriskLostSince ??= view.at;
    wallboard = view;
    tell(wallboardWatchers);
  }

  function hearAgent(agentId: AgentId, view: AgentView): void {
    const subscription = subscriptions.get(agentId);
    if (subscription === undefined) return;
    subscription.view = view;
    tell(subscription.watchers);
  }

  function tellEveryone(): void {
    tell(wallboardWatchers);
    for (const { watchers } of subscriptions.values()) tell(watchers);
  }

  function subscribe(agentId: AgentId): Subscription {
    let subscription = subscriptions.get(agentId);
    if (subscription === undefined) {
      subscription = { view: null, watchers: new Set(), unsubscribing: undefined };
      subscriptions.set(agentId, subscription);
      connection.send({ type: 'subscribe', view: 'agent', agentId });
    }
    clearTimeout(subscription.unsubscribing);
    return subscription;
  }

  function watchAgent(agentId: AgentId, changed: () => void): () => void {
    const subscription = subscribe(agentId);
    subscription.watchers.add(changed);
    return () => {
      subscription.watchers.delete(changed);
      if (subscription.watchers.size > 0) return;
      clearTimeout(subscription.unsubscribing);
      subscription.unsubscribing = setTimeout(() => {
        subscriptions.delete(agentId);
        connection.send({ type: 'unsubscribe', view: 'agent', agentId });
      }, keepUnwatchedMs);
    };
  }

  return {
    state: () => state,
    wallboard: () => wallboard,
    agent: (agentId) => subscriptions.get(agentId)?.view ?? null,
    asteriskLostSince: () => asteriskLostSince,
    watchWallboard(changed) {
      wallboardWatchers.add(changed);
      return () => void wallboardWatchers.delete(changed);
    },
    watchAgent,
    readAgent(agentId) {
      return new Promise((resolve) => {
        const finish = (): void => {
          clearTimeout(late);
          stop();
          resolve(subscriptions.get(agentId)?.view ?? null);
        };
        const look = (): void => {
          if (subscriptions.get(agentId)?.view != null || !state.connected) finish();
        };
        const late = setTimeout(finish, firstViewWithinMs);
        const stop = watchAgent(agentId, look);
        look();
      });
    },
    command(by, command) {
      const commandId = randomUUID() as string as CommandId;
      return new Promise((resolve) => {
        const settle = (answer: DoorAnswer): void => {
          clearTimeout(late);
          pending.delete(commandId);
          resolve(answer);
        };
        const late = setTimeout(() => settle({ ok: false, refusal: 'engineSilent' }), answerWithinMs);
        pending.set(commandId, settle);
        if (!connection.send({ type: 'command', commandId, by, command })) settle({ ok: false, refusal: 'engineAway' });
      });
    },
    close() {
      connection.close();
      for (const { unsubscribing } of subscriptions.values()) clearTimeout(unsubscribing);
      for (const settle of [...pending.values()]) settle({ ok: false, refusal: 'engineSilent' });
    },
  };
}

function answerOf(answer: CommandAnswer): DoorAnswer {
  return answer.ok ? { ok: true } : { ok: false, refusal: answer.refusal };
}

/** A watcher may stop watching while it is told. */
function tell(watchers: Watchers): void {
  for (const changed of [...watchers]) changed();
}
