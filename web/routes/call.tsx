import Router from 'koa-router';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import type { CallRecord } from '../../sql/calls/find-call.ts';
import { findCall } from '../../sql/calls/find-call.ts';
import { findRecording } from '../../sql/recordings/find-recording.ts';
import { listAgents } from '../../sql/web/list-agents.ts';
import { storyOf } from '../calls/call-story.ts';
import type { Room, WebRouter, WebState } from '../context.ts';
import type { SignedInUser } from '../may.ts';
import { may } from '../may.ts';
import { CallPage } from '../pages/call-page.tsx';
import { canBeHeard } from '../recordings/open-recording.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { allow, userOf } from './guard.ts';

/** One call as a story, with its recording for those who may hear it (R2.8, R2.10). */
export function callRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  router.get('/klici/:id', allow('seeCalls', 'seeOwnCalls'), async (ctx) => {
    const user = userOf(ctx);
    const call = await findCall(room.db, String(ctx.params.id));
    // Somebody else's call and one that never was look the same.
    if (call === null || !maySee(user, call)) throw new RequestError(404);
    const recordingId = call.cdr.recordingId;
    const [agents, recording] = await Promise.all([
      listAgents(room.db),
      recordingId === null ? null : findRecording(room.db, recordingId),
    ]);
    await addAuditEntry(room.db, { userId: user.id, action: 'callOpened', subject: call.id });
    const { messages } = room;
    const hears = mayHear(user, call);
    const names = {
      agent: (id: string) => agents.find((agent) => agent.id === id)?.name ?? messages.callStory.deletedAgent,
      queue: (id: string) => (id === call.queueId ? (call.queueName ?? id) : id),
    };
    renderPage(
      ctx,
      room,
      { title: messages.callStory.title },
      <CallPage
        {...frameOf(ctx, room)}
        call={call}
        story={storyOf(messages, call.cdr, names)}
        recording={hears ? recording : null}
        playable={hears && recording?.file != null && (await canBeHeard(room, recording))}
        mayHear={hears}
      />,
    );
  });
  return router;
}

export function maySee(user: SignedInUser, call: CallRecord): boolean {
  return may(user, 'seeCalls') || (may(user, 'seeOwnCalls') && call.agentId === user.id);
}

export function mayHear(user: SignedInUser, call: Pick<CallRecord, 'agentId'>): boolean {
  return may(user, 'playRecordings') || (may(user, 'playOwnRecordings') && call.agentId === user.id);
}
