import { EventEmitter, once } from 'node:events';
import { WebSocket } from 'ws';
import type { Command, CommandAnswer } from '../../engine/core/commands.ts';
import type { AgentId, CommandId } from '../../engine/core/ids.ts';
import type { AgentView, WallboardView } from '../../engine/core/views.ts';
import type { FromEngine, ToEngine } from '../../engine/door/messages.ts';

export type Visitor = {
  command(command: Command): Promise<CommandAnswer>;
  /** Resolves with the first wallboard, now or later, of which `wanted` is true. */
  wallboard(wanted: (view: WallboardView) => boolean): Promise<WallboardView>;
  agent(agentId: string, wanted: (view: AgentView) => boolean): Promise<AgentView>;
  close(): void;
};

/** The door as the web uses it. */
export async function visitDoor(url: string, token: string): Promise<Visitor> {
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
  await once(socket, 'open');
  const heard = new EventEmitter().setMaxListeners(100);
  let wallboard: WallboardView | null = null;
  const agents = new Map<string, AgentView>();
  const send = (message: ToEngine) => socket.send(JSON.stringify(message));
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as FromEngine;
    if (message.type === 'view' && message.view === 'wallboard') wallboard = message.data;
    if (message.type === 'view' && message.view === 'agent') agents.set(message.agentId, message.data);
    heard.emit(message.type === 'answer' ? message.commandId : 'view', message);
  });
  send({ type: 'subscribe', view: 'wallboard' });
  let count = 0;
  return {
    async command(command) {
      const commandId = `live-${++count}` as CommandId;
      const answered = once(heard, commandId);
      send({ type: 'command', commandId, by: { kind: 'operator' }, command });
      const [message] = (await answered) as [FromEngine & { type: 'answer' }];
      return message.answer;
    },
    async wallboard(wanted) {
      while (wallboard === null || !wanted(wallboard)) await once(heard, 'view');
      return wallboard;
    },
    async agent(agentId, wanted) {
      send({ type: 'subscribe', view: 'agent', agentId: agentId as AgentId });
      for (;;) {
        const view = agents.get(agentId);
        if (view && wanted(view)) return view;
        await once(heard, 'view');
      }
    },
    close: () => socket.close(),
  };
}
