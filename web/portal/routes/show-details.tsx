import type { Submission } from '../../../sql/calendar/find-submission.ts';
import type { Hold } from '../../../sql/calendar/hold.ts';
import { readSlotPlaces } from '../../../sql/calendar/read-slot-places.ts';
import { listIn, type Slot, textIn } from '../../../sql/calendar/words.ts';
import type { Room, WebContext } from '../../context.ts';
import { privacyVersion } from '../../papers/paper-in-force.ts';
import { RequestError } from '../../request-error.ts';
import { placesForMany, serviceForMany } from '../asked-by-many.ts';
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
};

/** Answers with the page of details as things stand. */
export async function showDetails(
  ctx: WebContext,
  room: Room,
  language: CitizenLanguage,
  name: string,
  submission: Submission,
  slots: readonly Slot[],
  { typed, errors = {}, held, extended = false, again = false, lost = null, status = 200 }: Shown,
): Promise<void> {
  const frame = frameIn(language);
  const [serviceId] = submission.services;
  const [service, shown, notice] = await Promise.all([
    serviceForMany(room.db, serviceId),
    // What is held says itself where it is.
    held?.slots ?? readSlotPlaces(room.db, slots, submission.services),
    privacyVersion(room.db),
  ]);
  const [first] = shown;
  if (service === null || first === undefined) throw new RequestError(404);
  const [place] = await placesForMany(room.db, { serviceId, locationId: first.locationId });
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
    { title: m.booking.details.title, status },
    <DetailsPage
      frame={frame}
      formToken={visitorOf(ctx, room).formToken}
      action={to(`/narocanje/podatki/${name}`)}
      serviceName={textIn(service.name, language)}
      place={{ name: place?.name ?? '', address: place?.address ?? '' }}
      slots={shown}
      held={held}
      extended={extended}
      again={again}
      now={now}
      lost={lost}
      documents={listIn(service.documents, language)}
      information={informationIn(service.information, language)}
      typed={typed}
      errors={errors}
      notice={notice}
      question={asked?.question ?? askRobotQuestion({ secret, form: name, now })}
      answer={asked?.answer ?? ''}
      title={m.booking.details.title}
      lead={null}
      otherTime={`${toPlace}?oddaja=${name}${slots.length > 1 ? `&obiskov=${slots.length}` : ''}`}
      back={[to('/narocanje'), to(`/narocanje/${serviceId}`), `${toPlace}?oddaja=${name}`]}
    />,
  );
}
