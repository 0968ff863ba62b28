import type { Knex } from 'knex';
import type { ParameterizedContext } from 'koa';
import type Router from 'koa-router';
import type { Logger } from 'pino';
import type { RecordingKey } from '../engine/shell/recording/recording-key.ts';
import type { Sender } from '../messages/render.ts';
import type { Period } from '../reports/period.ts';
import type { Announce } from '../sql/calendar/deed.ts';
import type { Assets } from './assets/assets.ts';
import type { Door } from './door/door.ts';
import type { Evacuator } from './evacuation/evacuator.ts';
import type { EventStreams } from './live/event-stream.ts';
import type { VisitChanges } from './live/visit-changes.ts';
import type { SignedInUser } from './may.ts';
import type { Messages } from './messages/sl.ts';
import type { ListeningRoom } from './prompts/listen.ts';
import type { Upload } from './prompts/receive-upload.ts';
import type { WebMetrics } from './running/metrics.ts';
import type { SignInLimits } from './security/sign-in-limits.ts';
import type { VisitorLimits } from './security/visitor-limits.ts';

/** What every page may use; made once at the start. */
export type Room = {
  readonly db: Knex;
  readonly door: Door;
  readonly assets: Assets;
  readonly streams: EventStreams;
  readonly visitChanges: VisitChanges;
  readonly metrics: WebMetrics;
  readonly signInLimits: SignInLimits;
  readonly visitorLimits: VisitorLimits;
  readonly recording: { readonly folder: string; readonly key: RecordingKey };
  readonly publicUrl: URL;
  readonly sessionSecret: string;
  readonly metricsToken: string | null;
  readonly messages: Messages;
  /** A report as PDF, from reports/. */
  readonly makeReport: (db: Knex, period: Period) => Promise<Uint8Array>;
  readonly listening: ListeningRoom;
  /** Tells citizens and units what became of a visit, in the transaction of the deed. */
  readonly announce: Announce;
  /** Finds times for visits that can not stay, behind the pages. */
  readonly evacuator: Evacuator;
  /** Who signs calendar files. */
  readonly sender: Sender;
  readonly log: Logger;
};

/** What is known about a request before its route runs. */
export type WebState = {
  /** Stands in the log and on the page of an error. */
  requestId: string;
  user: SignedInUser | null;
  csrfToken: string;
  /** The file of a form that has a field for one. */
  upload?: Upload;
  /** The value of a citizen's cookie that this answer sets. */
  visitor?: string;
};

/** What middleware and routes have in common. */
export type WebContext = ParameterizedContext<WebState, object>;
export type WebRouter = Router<WebState>;
