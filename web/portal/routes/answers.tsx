import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { movePath, offerPath, proposalPath, visitPath } from '../../../messages/link-paths.ts';
import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { acceptProposal, declineProposal, readProposal } from '../../../sql/calendar/evacuation.ts';
import { issueLink, type LinkPurpose } from '../../../sql/calendar/links.ts';
import { acceptOffer, declineOffer, readWaiting } from '../../../sql/calendar/waitlist.ts';
import { type CounterId, citizen } from '../../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { queryText } from '../../routes/forms.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import { textOf } from '../details-form.ts';
import type { CitizenLanguage } from '../language.ts';
import { openVisit, visitAmong } from '../open-visit.ts';
import { AnswerPage, type AskedTime } from '../pages/answer-page.tsx';
import { VisitNoticePage } from '../pages/cancel-page.tsx';
import { slotData } from '../slot-data.ts';
import { visitorOf } from '../visitor-cookie.ts';
import { refuseTooMany } from './limits.ts';

/** What stands to be answered behind a link of a message, whatever it is about. */
type Question = {
  readonly purpose: LinkPurpose;
  readonly path: (token: string) => string;
  readonly words: { title: string; accept: string; decline: string; accepted: string; declined: string; ended: string };
  readonly lead: string | null;
  readonly choose: string | null;
  readonly read: (visit: AppointmentView) => Promise<Answerable | null>;
  readonly accept: (visit: AppointmentView) => Promise<boolean>;
  readonly decline: (visit: AppointmentView) => Promise<boolean>;
};
type Answerable = {
  readonly offered: { readonly counterId: CounterId; readonly startsAt: Instant; readonly endsAt: Instant } | null;
  readonly until: Instant;
};

/**
 * An earlier visit that is offered to whoever waits for one, and another time for a visit that can not stay (R4.5):
 * each is shown by its link and answered by one click.
 */
export function answerRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const { db } = room;
  const { answers, visit: visitWords } = frame.m;
  const deed = () => ({ now: Date.now() as Instant, actor: citizen, announce: room.announce });

  const questions: readonly Question[] = [
    {
      purpose: 'waitlistOffer',
      path: offerPath,
      words: answers.offer,
      lead: null,
      choose: null,
      async read({ appointmentId }) {
        const offer = (await readWaiting(db, appointmentId, deed().now))?.offer ?? null;
        return offer === null ? null : { offered: offer, until: offer.expiresAt };
      },
      accept: async ({ appointmentId }) => (await acceptOffer(db, deed(), appointmentId)) === 'accepted',
      decline: async ({ appointmentId }) => (await declineOffer(db, deed(), appointmentId)) === 'declined',
    },
    {
      purpose: 'evacuation',
      path: proposalPath,
      words: answers.proposal,
      lead: answers.proposal.lead,
      choose: answers.proposal.choose,
      async read({ appointmentId }) {
        const proposal = await readProposal(db, appointmentId, deed().now);
        if (proposal === null || proposal.expiresAt === null) return null;
        const { counterId, startsAt, endsAt, expiresAt: until } = proposal;
        const offered =
          counterId === null || startsAt === null || endsAt === null ? null : { counterId, startsAt, endsAt };
        return { offered, until };
      },
      accept: async ({ appointmentId }) => (await acceptProposal(db, deed(), appointmentId)) === 'accepted',
      decline: ({ appointmentId }) => declineProposal(db, appointmentId),
    },
  ];

  for (const question of questions) {
    const path = frame.to(question.path(':token'));
    router.get(path, async (ctx) => {
      const { token = '' } = ctx.params;
      const visit = await visitBehind(ctx, question, token);
      if (visit === null) return;
      const answerable = await question.read(visit);
      if (answerable === null) return said(ctx, question.words.title, question.words.ended, visit);
      const { offered, until } = answerable;
      const choose =
        question.choose === null ? null : { href: frame.to(movePath(await linkTo(visit))), label: question.choose };
      await renderCitizenPage(
        ctx,
        room,
        { title: question.words.title },
        <AnswerPage
          frame={frame}
          formToken={visitorOf(ctx, room).formToken}
          action={frame.to(question.path(token)) + ctx.search}
          title={question.words.title}
          lead={question.lead}
          current={await timeOf(visit)}
          offered={offered === null ? null : await timeOf({ ...visit, ...offered })}
          until={frame.time.moment(until)}
          accept={question.words.accept}
          decline={question.words.decline}
          choose={choose}
        />,
      );
    });

    router.post(path, async (ctx) => {
      const { token = '' } = ctx.params;
      await refuseTooMany(ctx, room, 'act');
      const visit = await visitBehind(ctx, question, token);
      if (visit === null) return;
      const { title, accepted, declined, ended } = question.words;
      const accepts = textOf(ctx.request.body)('dejanje') === 'sprejmi';
      const done = accepts ? await question.accept(visit) : await question.decline(visit);
      await said(ctx, title, done ? (accepts ? accepted : declined) : ended, visit, done ? 200 : 409);
    });
  }
  return router;

  /** The link to the visit itself opens its questions too: the page of the visit leads here. */
  async function visitBehind(ctx: WebContext, { purpose }: Question, token: string): Promise<AppointmentView | null> {
    const opened = await openVisit(room, token, [purpose, 'view'], Date.now() as Instant);
    const visit = opened === null ? null : visitAmong(opened, queryText(ctx, 'obisk'));
    if (visit !== null) return visit;
    const { title, text } = visitWords.gone;
    const links = [{ href: frame.to('/obisk'), label: visitWords.find.title }];
    await renderCitizenPage(
      ctx,
      room,
      { title, status: 404 },
      <VisitNoticePage title={title} text={text} links={links} />,
    );
    return null;
  }

  async function timeOf(slot: Parameters<typeof slotData>[1]): Promise<AskedTime> {
    const { startsAt, locationName, address, counterName } = await slotData(db, slot, language);
    return { moment: frame.time.moment(startsAt), place: `${locationName}, ${address}, ${counterName}` };
  }

  async function said(
    ctx: WebContext,
    title: string,
    text: string,
    visit: AppointmentView,
    status = 200,
  ): Promise<void> {
    const links = [{ href: frame.to(visitPath(await linkTo(visit))), label: visitWords.title }];
    await renderCitizenPage(ctx, room, { title, status }, <VisitNoticePage title={title} text={text} links={links} />);
  }

  /** A link to the visit itself for whoever came by one that is only for the question. */
  function linkTo({ appointmentId, endsAt }: AppointmentView): Promise<string> {
    const now = Date.now() as Instant;
    const expiresAt = (Math.max(now, endsAt) + 86_400_000) as Instant;
    return issueLink(db, { purpose: 'view', appointmentId }, { now, expiresAt });
  }
}
