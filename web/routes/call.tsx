import Router from 'koa-router';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listVisitsOfCall } from '../../sql/calendar/visits-of-call.ts';
import type { CallRecord } from '../../sql/calls/find-call.ts';
import { findCall } from '../../sql/calls/find-call.ts';
import { listOutsideContacts } from '../../sql/contacts/list-outside-contacts.ts';
import { findRecording } from '../../sql/recordings/find-recording.ts';
import { listAgents } from '../../sql/web/list-agents.ts';
import { storyOf } from '../calls/call-story.ts';
import type { Room, WebRouter, WebState } from '../context.ts';
import type { SignedInUser } from '../may.ts';
import { may, placesOf } from '../may.ts';
import { CallPage, type HeardRecordings } from '../pages/call-page.tsx';
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
    const [agents, contacts, recordings, visits] = await Promise.all([
      listAgents(room.db),
      listOutsideContacts(room.db),
      heardRecordings(room, user, call),
      listVisitsOfCall(room.db, call.id, placesOf(user, 'handleVisits')),
    ]);
    await addAuditEntry(room.db, { userId: user.id, action: 'callOpened', subject: call.id });
    const { messages } = room;
    const names = {
      agent: (id: string) => agents.find((agent) => agent.id === id)?.name ?? messages.callStory.deletedAgent,
      contact: (id: string) => contacts.find((contact) => contact.id === id)?.name ?? messages.callStory.deletedContact,
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
        recordings={recordings}
        visits={visits}
      />,
    );
  });
  return router;
}

export function maySee(user: SignedInUser, call: CallRecord): boolean {
  return may(user, 'seeCalls') || (may(user, 'seeOwnCalls') && talkersOf(call).includes(user.id));
}

/** Whoever may hear only own recordings hears those of own talks, not those of a colleague in the same call. */
export function mayHear(user: SignedInUser, call: CallRecord, recordingId: string): boolean {
  if (may(user, 'playRecordings')) return true;
  const recorded = call.cdr.recordings?.find((one) => one.recordingId === recordingId);
  return may(user, 'playOwnRecordings') && (recorded?.agentId ?? call.agentId) === user.id;
}

function talkersOf({ cdr, agentId }: CallRecord): readonly (string | null)[] {
  return [agentId, ...(cdr.talks ?? []).map((talk) => talk.agentId)];
}

/** The call's recordings that this user may hear, in the order of its talks; null: the user may hear none of it. */
async function heardRecordings(room: Room, user: SignedInUser, call: CallRecord): Promise<HeardRecordings> {
  const { recordings, recordingId } = call.cdr;
  const told = recordings?.map((one) => one.recordingId) ?? [];
  const ids = told.length > 0 || recordingId === null ? told : [recordingId];
  const audible = ids.filter((id) => mayHear(user, call, id));
  if (audible.length === 0 && !mayHear(user, call, '')) return null;
  const found = await Promise.all(audible.map((id) => findRecording(room.db, id)));
  return Promise.all(
    found
      .filter((recording) => recording !== null)
      .map(async (recording) => ({
        recording,
        playable: recording.file !== null && (await canBeHeard(room, recording)),
      })),
  );
}
