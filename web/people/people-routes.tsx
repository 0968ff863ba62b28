import { hash } from '@node-rs/argon2';
import Router from 'koa-router';
import { instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listAuditEntries } from '../../sql/audit/list-audit-entries.ts';
import { addUser } from '../../sql/people/add-user.ts';
import { lockPeople } from '../../sql/people/lock-people.ts';
import { readAgent } from '../../sql/people/read-agent.ts';
import { listUsers, readUser } from '../../sql/people/read-user.ts';
import { listLocations } from '../../sql/places/list-locations.ts';
import { readSecondFactor } from '../../sql/second-factor/read-second-factor.ts';
import { refusedChange } from '../configuration-refusal.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { type DoneNotice, doneNotice } from '../locations/done-notice.ts';
import { type ParamContext, reachOf as placesWithin } from '../locations/reach.ts';
import { anyProblem, lineOf, noProblems, type Problems, readTyped, type Typed } from '../locations/typed.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { queryText, seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { judgeAgent } from './agent-form.tsx';
import { NewPersonPage } from './new-person-page.tsx';
import { PeoplePage } from './people-page.tsx';
import { doToPerson, type PersonDeed } from './person-deeds.ts';
import { judgeData, judgeGrant, judgePassword, judgeSignIn, madeUpPassword } from './person-form.ts';
import { PersonPage } from './person-page.tsx';
import { personPath } from './person-path.ts';
import { maySee, reachOf } from './reach.ts';

/** What the history of a person tells. */
const deedsOnPeople = [
  'personAdded',
  'personChanged',
  'personDisabled',
  'personEnabled',
  'passwordSet',
  'ownPasswordChanged',
  'secondFactorConfirmed',
  'secondFactorRemoved',
  'secondFactorReset',
  'recoveryCodesMade',
  'recoveryCodeUsed',
  'roleGranted',
  'roleRevoked',
  'agentChanged',
];

/** People and their rights, kept by administrators, and by location managers within their part of the tree (R3.4). */
export function peopleRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const { people } = messages;

  router.get('/ljudje', allow('managePeople'), async (ctx) => {
    const reach = reachOf(userOf(ctx));
    const [place, role] = [queryText(ctx, 'lokacija'), queryText(ctx, 'pravica')];
    const [all, locations, tree] = await Promise.all([
      listUsers(db),
      placesWithin(ctx, room, 'managePeople'),
      listLocations(db),
    ]);
    const shown = all.filter(
      (user) =>
        maySee(reach, user) &&
        (place === '' || user.grants.some(({ locationId }) => locationId === place)) &&
        (role === '' || user.grants.some((grant) => grant.role === role)),
    );
    renderPage(
      ctx,
      room,
      { title: people.title },
      <PeoplePage {...frameOf(ctx, room)} people={shown} locations={locations} tree={tree} chosen={{ place, role }} />,
    );
  });

  router.get('/ljudje/dodaj', allow('managePeople'), (ctx) => showNew(ctx, room, {}, noProblems, 200));

  router.post('/ljudje/dodaj', allow('managePeople'), async (ctx) => {
    const typed = readTyped(ctx);
    const reach = reachOf(userOf(ctx));
    const signIn = judgeSignIn(messages, typed);
    const data = judgeData(messages, typed);
    const grant = judgeGrant(messages, typed, reach, await placesWithin(ctx, room, 'managePeople'));
    const password = judgePassword(messages, typed, signIn.value);
    const problems = { ...signIn.problems, ...data.problems, ...grant.problems, ...password.problems };
    if (anyProblem(problems)) return showNew(ctx, room, typed, problems, 422);
    const secret = password.value ?? madeUpPassword();
    const passwordHash = await hash(secret);
    const person = {
      id: signIn.value,
      ...data.value,
      passwordHash,
      passwordBy: 'another' as const,
      grants: [grant.value],
    };
    const added = await db.transaction(async (trx) => {
      await lockPeople(trx);
      if (!(await addUser(trx, person))) return false;
      const { role, locationId } = grant.value;
      const details = { role, location: locationId };
      await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'personAdded', subject: signIn.value, details });
      return true;
    });
    if (!added) return showNew(ctx, room, typed, { uporabnik: people.problems.taken }, 409);
    if (password.value !== null) return seeOther(ctx, `${personPath(signIn.value)}?opravljeno=dodana`);
    await showPerson(ctx, room, signIn.value, { notice: { kind: 'done', sentence: people.done.dodana }, secret });
  });

  router.get('/ljudje/:id', allow('managePeople'), async (ctx) => {
    await showPerson(ctx, room, idOf(ctx), { notice: doneNotice(ctx, people.done) });
  });

  router.post('/ljudje/:id', allow('managePeople'), async (ctx) => {
    const typed = readTyped(ctx);
    const { value, problems } = judgeData(messages, typed);
    if (anyProblem(problems)) return showPerson(ctx, room, idOf(ctx), { typed, problems, status: 422 });
    await act(ctx, { type: 'change', ...value }, 'shranjeno');
  });

  router.post('/ljudje/:id/pravice', allow('managePeople'), async (ctx) => {
    const typed = readTyped(ctx);
    const locations = await placesWithin(ctx, room, 'managePeople');
    const { value, problems } = judgeGrant(messages, typed, reachOf(userOf(ctx)), locations);
    if (typed.dejanje === 'odvzemi') {
      if (anyProblem(problems)) throw new RequestError(403);
      return act(ctx, { type: 'revoke', grant: value }, 'odvzeta');
    }
    if (anyProblem(problems)) return showPerson(ctx, room, idOf(ctx), { typed, problems, status: 422 });
    await act(ctx, { type: 'grant', grant: value }, 'dodeljena');
  });

  router.post('/ljudje/:id/svetovanje', allow('managePeople'), async (ctx) => {
    const typed = readTyped(ctx);
    const { phone, skills, problems } = judgeAgent(messages, typed, await readAgent(db, idOf(ctx)));
    if (anyProblem(problems)) return showPerson(ctx, room, idOf(ctx), { typed, problems, status: 422 });
    await act(ctx, { type: 'agent', phone, skills }, 'shranjeno');
  });

  router.post('/ljudje/:id/geslo', allow('managePeople'), async (ctx) => {
    const typed = readTyped(ctx);
    const { value, problems } = judgePassword(messages, typed, idOf(ctx));
    if (anyProblem(problems)) return showPerson(ctx, room, idOf(ctx), { typed: {}, problems, status: 422 });
    const secret = value ?? madeUpPassword();
    await act(ctx, { type: 'setPassword', passwordHash: await hash(secret) }, 'geslo', value === null ? secret : null);
  });

  router.post('/ljudje/:id/drugi-korak', allow('managePeople'), (ctx) =>
    act(ctx, { type: 'resetFactor' }, 'ponastavljena'),
  );

  router.post('/ljudje/:id/prijava', allow('managePeople'), async (ctx) => {
    const enable = lineOf(readTyped(ctx), 'dejanje') === 'omogoci';
    await act(ctx, { type: enable ? 'enable' : 'disable' }, enable ? 'omogocena' : 'onemogocena');
  });
  return router;

  /** Does it and leads back to the page; a new password is shown in the answer itself and never again. */
  async function act(
    ctx: ParamContext,
    deed: PersonDeed,
    done: keyof Room['messages']['people']['done'],
    secret: string | null = null,
  ): Promise<void> {
    const id = idOf(ctx);
    const user = userOf(ctx);
    const doer = { userId: user.id, reach: reachOf(user), now: instant(Date.now()) };
    const outcome = await doToPerson(db, id, deed, doer).catch((error: unknown) => ({
      sentence: refusedChange(messages, error),
    }));
    if (typeof outcome === 'object') {
      if (deed.type !== 'agent')
        return showPerson(ctx, room, id, { notice: { kind: 'refused', ...outcome }, status: 409 });
      return showPerson(ctx, room, id, { typed: readTyped(ctx), problems: { znanja: outcome.sentence }, status: 422 });
    }
    switch (outcome) {
      case 'done':
        if (secret !== null) return showPerson(ctx, room, id, { notice: null, secret });
        // Who lost the last right within reach is not seen any more.
        return seeOther(ctx, (await isSeen(ctx, room, id)) ? `${personPath(id)}?opravljeno=${done}` : '/ljudje');
      case 'unknown':
        throw new RequestError(404);
      case 'forbidden':
        throw new RequestError(403);
      default:
        await showPerson(ctx, room, id, {
          notice: { kind: 'refused', sentence: people.refusals[outcome] },
          status: 409,
        });
    }
  }
}

/** A sign-in name holds nothing else; what PostgreSQL would not take as text is nobody's. */
function idOf(ctx: ParamContext): string {
  const id = String(ctx.params.id);
  if (!/^[\w.-]{1,100}$/.test(id)) throw new RequestError(404);
  return id;
}

async function isSeen(ctx: WebContext, { db }: Room, id: string): Promise<boolean> {
  const person = await readUser(db, id);
  return person !== null && maySee(reachOf(userOf(ctx)), person);
}

async function showNew(ctx: WebContext, room: Room, typed: Typed, problems: Problems, status: number): Promise<void> {
  const locations = await placesWithin(ctx, room, 'managePeople');
  renderPage(
    ctx,
    room,
    { title: room.messages.people.newTitle, status },
    <NewPersonPage
      {...frameOf(ctx, room)}
      // A password is never sent back.
      typed={{ ...typed, geslo: '' }}
      problems={problems}
      locations={locations}
      reach={reachOf(userOf(ctx))}
    />,
  );
}

type Shown = {
  readonly notice?: DoneNotice | null;
  readonly typed?: Typed;
  readonly problems?: Problems;
  readonly secret?: string | null;
  readonly status?: number;
};

async function showPerson(ctx: WebContext, room: Room, id: string, shown: Shown): Promise<void> {
  const { db, messages } = room;
  const { notice = null, typed, problems = noProblems, secret = null, status = 200 } = shown;
  const person = await readUser(db, id);
  const reach = reachOf(userOf(ctx));
  if (person === null || !maySee(reach, person)) throw new RequestError(404);
  const [locations, tree, history, users, factor, agent] = await Promise.all([
    placesWithin(ctx, room, 'managePeople'),
    listLocations(db),
    listAuditEntries(db, { subject: id, actions: deedsOnPeople, limit: 50 }),
    listUsers(db),
    readSecondFactor(db, id),
    reach === null && person.grants.some(({ role }) => role === 'agent') ? readAgent(db, id) : null,
  ]);
  renderPage(
    ctx,
    room,
    { title: `${messages.people.title}: ${person.name}`, status },
    <PersonPage
      {...frameOf(ctx, room)}
      person={person}
      reach={reach}
      locations={locations}
      tree={tree}
      history={history}
      factorSince={factor.confirmedAt}
      agent={agent}
      names={new Map(users.map((user) => [user.id, user.name]))}
      typed={typed ?? {}}
      problems={problems}
      notice={notice}
      secret={secret}
      isOneself={person.id === userOf(ctx).id}
    />,
  );
}
