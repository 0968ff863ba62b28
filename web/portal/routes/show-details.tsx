import type { Hold } from '../../../sql/calendar/hold.ts';
import { readSlotPlaces } from '../../../sql/calendar/read-slot-places.ts';
import type { OpenSubmission, SubmissionPage } from '../../../sql/calendar/read-submission.ts';
import { listIn, type Slot, textIn } from '../../../sql/calendar/words.ts';
import type { Room, WebContext } from '../../context.ts';
import { privacyVersionOf } from '../../papers/paper-in-force.ts';
import { RequestError } from '../../request-error.ts';
import { detailsTextsForMany } from '../asked-by-many.ts';
import { bookedBefore } from '../booked-before.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import { type DetailErrors, type DetailsTyped, textOf } from '../details-form.ts';
import { informationIn } from '../information.ts';
import type { CitizenLanguage } from '../language.ts';
import { DetailsPage, type DetailsPageProps } from '../pages/details-page.tsx';
import { askAgain, askRobotQuestion } from '../robot-question.ts';
import { visitorOf } from '../visitor-cookie.ts';

type Shown = {
  readonly typed: DetailsTyped;
  readonly errors?: DetailErrors;
  readonly held: Hold | null;
  readonly extended?: boolean;
  readonly again?: boolean;
  readonly lost?: DetailsPageProps['lost'];
  readonly status?: number;
  /** What the page says besides, when it was read with the submission. */
  readonly read?: Pick<SubmissionPage, 'texts' | 'line'>;
};

/** Answers with the page of details as things stand. */
export async function showDetails(
  ctx: WebContext,
  room: Room,
  language: CitizenLanguage,
  name: string,
  submission: Pick<OpenSubmission, 'services' | 'noticeChange'>,
  slots: readonly Slot[],
  { typed, errors = {}, held, extended = false, again = false, lost = null, status = 200, read }: Shown,
): Promise<void> {
  const frame = frameIn(language);
  const [serviceId] = submission.services;
  // What is held says itself where it is.
  const shown = held?.slots ?? (await readSlotPlaces(room.db, slots, submission.services));
  const [first] = shown;
  if (first === undefined) throw new RequestError(404);
  const texts = read?.texts ?? (await detailsTextsForMany(room.db, { serviceId, locationId: first.locationId }));
  if (texts === null) throw new RequestError(404);
  const notice = privacyVersionOf(submission.noticeChange);
  const { m, to } = frame;
  const toPlace = to(`/narocanje/${serviceId}/${first.locationId}`);
  const { sessionSecret: secret } = room;
  const now = Date.now();
  // A form that only comes back asks what it asked, and has its answer.
  const text = textOf(ctx.request.body);
  const given = { token: text('vprasanje'), answer: text('odgovor') };
  const asked = askAgain({ secret, form: ctx.path.split('/').at(-1) ?? '', now }, given, name);
  await renderCitizenPage(
    ctx,
    room,
    { title: m.booking.details.title, status, line: read?.line },
    <DetailsPage
      frame={frame}
      formToken={visitorOf(ctx, room).formToken}
      action={to(`/narocanje/podatki/${name}`)}
      serviceName={textIn(texts.name, language)}
      place={{ name: texts.placeName, address: texts.placeAddress }}
      slots={shown}
      held={held}
      extended={extended}
      again={again}
      now={now}
      lost={lost}
      documents={listIn(texts.documents, language)}
      information={informationIn(texts.information, language)}
      typed={typed}
      errors={errors}
      notice={notice}
      question={asked?.question ?? askRobotQuestion({ secret, form: name, now })}
      answer={asked?.answer ?? ''}
      title={m.booking.details.title}
      lead={null}
      besides={
        await bookedBefore(room.db, visitorOf(ctx, room).secretFor, name, (earlier) =>
          to(`/narocanje/podatki/${earlier}`),
        )
      }
      otherTime={`${toPlace}?oddaja=${name}${slots.length > 1 ? `&obiskov=${slots.length}` : ''}`}
      back={[to('/narocanje'), to(`/narocanje/${serviceId}`), `${toPlace}?oddaja=${name}`]}
    />,
  );
}
