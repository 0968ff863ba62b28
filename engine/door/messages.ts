import type { Command, CommandAnswer, CommandSource } from '../core/commands.ts';
import type { AgentId, CommandId } from '../core/ids.ts';
import type { AgentView, WallboardView } from '../core/views.ts';

/**
 * The one way into the engine: JSON text frames over a WebSocket at /door, opened with "Authorization: Bearer TOKEN".
 * A view is sent whole on subscription and again whenever it changed, newest only.
 */
export type ToEngine =
  | { readonly type: 'subscribe'; readonly view: 'wallboard' }
  | { readonly type: 'subscribe'; readonly view: 'agent'; readonly agentId: AgentId }
  | { readonly type: 'unsubscribe'; readonly view: 'wallboard' }
  | { readonly type: 'unsubscribe'; readonly view: 'agent'; readonly agentId: AgentId }
  | { readonly type: 'command'; readonly commandId: CommandId; readonly by: CommandSource; readonly command: Command };

export type FromEngine =
  | { readonly type: 'view'; readonly view: 'wallboard'; readonly data: WallboardView }
  | { readonly type: 'view'; readonly view: 'agent'; readonly agentId: AgentId; readonly data: AgentView }
  | { readonly type: 'answer'; readonly commandId: CommandId; readonly answer: CommandAnswer }
  /** What was asked could not be read. */
  | { readonly type: 'malformed'; readonly expected: string };
