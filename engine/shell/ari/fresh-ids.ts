import { v7 } from 'uuid';
import type { AgentSessionId, CallId } from '../../core/ids.ts';

/** Ids that an event must bring along because the core makes none (DESIGN: the core is deterministic). */
export type FreshIds = {
  callId(): CallId;
  sessionId(): AgentSessionId;
};

/** UUIDs of version 7 (RFC 9562 §5.7): they sort by the time at which they were made. */
export const freshIds: FreshIds = {
  callId: () => v7() as CallId,
  sessionId: () => v7() as AgentSessionId,
};
