import Router from 'koa-router';
import { normaliseCaller } from '../../dialplan/number-plan.ts';
import { type OutboundRule, refusalOfNumber } from '../../dialplan/outbound.ts';
import { changeConfiguration } from '../../engine/shell/configured/change-configuration.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { enableOutsideContact } from '../../sql/contacts/enable-outside-contact.ts';
import { listOutsideContacts, type OutsideContactRow } from '../../sql/contacts/list-outside-contacts.ts';
import { saveOutsideContact } from '../../sql/contacts/save-outside-contact.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { refusedChange } from '../configuration-refusal.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { newIdOf } from '../locations/place-form.ts';
import { anyProblem, lineOf, noProblems, type Problems, readTyped, type Typed, wholeOf } from '../locations/typed.ts';
import { presentNumber } from '../present/phone-number.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { queryText, seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { hoursOf, sayHours, typedOfHours } from './contact-hours.ts';
import { ContactPage } from './contact-page.tsx';
import { ContactsPage, contactPath } from './contacts-page.tsx';

/** The directory of numbers outside, for those who may say where callers can be put through to (R9.4). */
export function contactRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.contacts;
  const own = allow('manageContacts');

  router.get('/zunanje-stevilke', own, async (ctx) => {
    const done = queryText(ctx, 'opravljeno');
    const sentence = Object.hasOwn(words.done, done) ? words.done[done as keyof typeof words.done] : null;
    await showAll(ctx, sentence === null ? null : { kind: 'done', sentence }, 200);
  });

  router.get('/zunanje-stevilke/dodaj', own, (ctx) => {
    show(ctx, null, { vrsta: 'department', hkrati: '1', ...typedOfHours(null) }, noProblems, 200);
  });
  router.post('/zunanje-stevilke/dodaj', own, async (ctx) => {
    const taken = ['dodaj', ...(await listOutsideContacts(db)).map(({ id }) => id)];
    await save(ctx, null, newIdOf(lineOf(readTyped(ctx), 'ime'), taken));
  });

  router.get('/zunanje-stevilke/:id', own, async (ctx) => {
    const { kind, name, number, code, lines, hours, ...contact } = await contactFor(String(ctx.params.id));
    const shown = { vrsta: kind, ime: name, stevilka: presentNumber(number), koda: code, hkrati: String(lines) };
    const typed = { ...shown, ...typedOfHours(hours) };
    show(ctx, { ...contact, name }, typed, noProblems, 200);
  });
  router.post('/zunanje-stevilke/:id', own, async (ctx) => {
    const contact = await contactFor(String(ctx.params.id));
    await save(ctx, contact, contact.id);
  });

  router.post('/zunanje-stevilke/:id/raba', own, async (ctx) => {
    const { id } = await contactFor(String(ctx.params.id));
    const enabled = readTyped(ctx).raba === 'da';
    const turned = await changeConfiguration(db, async (trx) => {
      const result = await enableOutsideContact(trx, id, enabled);
      const action = enabled ? 'contactEnabled' : 'contactDisabled';
      if (result === 'turned') await addAuditEntry(trx, { userId: userOf(ctx).id, action, subject: id });
      return result;
    }).catch((error: unknown) => ({ sentence: refusedChange(messages, error) }));
    if (typeof turned === 'object') return showAll(ctx, { kind: 'refused', ...turned }, 409);
    if (turned === 'turned') return seeOther(ctx, `/zunanje-stevilke?opravljeno=${enabled ? 'vrnjena' : 'umaknjena'}`);
    await showAll(ctx, { kind: 'refused', sentence: words.problems[turned] }, 409);
  });
  return router;

  async function contactFor(id: string): Promise<OutsideContactRow> {
    const contact = (await listOutsideContacts(db)).find((one) => one.id === id);
    if (contact === undefined) throw new RequestError(404);
    return contact;
  }

  async function save(ctx: WebContext, standing: OutsideContactRow | null, id: string): Promise<void> {
    const typed = readTyped(ctx);
    const { contact, problems } = judge(typed, await dialRule());
    if (contact === null) return show(ctx, standing, typed, problems, 422);
    const saved = await changeConfiguration(db, async (trx) => {
      const result = await saveOutsideContact(trx, { id, ...contact });
      const { name, number, code, lines, hours } = contact;
      const details = { name, number, code, lines, hours: hours === null ? null : sayHours(messages, hours) };
      const action = standing === null ? 'contactAdded' : 'contactChanged';
      if (result === 'saved') await addAuditEntry(trx, { userId: userOf(ctx).id, action, subject: id, details });
      return result;
    }).catch((error: unknown) => ({ sentence: refusedChange(messages, error) }));
    if (typeof saved === 'object') return show(ctx, standing, typed, { stevilka: saved.sentence }, 409);
    if (saved === 'codeTaken') return show(ctx, standing, typed, { koda: words.problems.codeTaken }, 409);
    seeOther(ctx, `/zunanje-stevilke?opravljeno=${standing === null ? 'dodana' : 'spremenjena'}`);
  }

  async function dialRule(): Promise<(number: string) => boolean> {
    const [rule, line] = await Promise.all([readSetting(db, 'outbound'), readSetting(db, 'line')]);
    if (rule === null || line === null) return () => false;
    return (number) => refusalOfNumber(rule satisfies OutboundRule, line, number) === null;
  }

  function judge(typed: Typed, mayDial: (number: string) => boolean) {
    const problems: Record<string, string> = {};
    const kind = typed.vrsta === 'official' ? 'official' : 'department';
    const name = lineOf(typed, 'ime');
    const number = normaliseCaller(lineOf(typed, 'stevilka'));
    const code = lineOf(typed, 'koda');
    const lines = wholeOf(typed, 'hkrati', [1, 100]);
    if (name === '' || name.length > 120) problems.ime = words.problems.name;
    if (number === null) problems.stevilka = words.problems.number;
    else if (!mayDial(number)) problems.stevilka = words.problems.notDialled;
    if (!/^[0-9]{2,4}$/.test(code)) problems.koda = words.problems.code;
    if (lines === null) problems.hkrati = words.problems.lines;
    const { hours, wrong } = hoursOf(typed);
    for (const field of wrong) problems[field] = words.problems.hours;
    if (anyProblem(problems) || number === null || lines === null) return { contact: null, problems };
    return { contact: { kind, name, number, code, lines, hours } as const, problems };
  }

  async function showAll(ctx: WebContext, notice: DoneNotice | null, status: number): Promise<void> {
    const contacts = await listOutsideContacts(db);
    const mayDial = await dialRule();
    const dialled = new Set(contacts.filter(({ number }) => mayDial(number)).map(({ id }) => id));
    renderPage(
      ctx,
      room,
      { title: words.title, status },
      <ContactsPage {...frameOf(ctx, room)} contacts={contacts} dialled={dialled} notice={notice} />,
    );
  }

  function show(
    ctx: WebContext,
    standing: Pick<OutsideContactRow, 'id' | 'name'> | null,
    typed: Typed,
    problems: Problems,
    status: number,
  ): void {
    const title = standing === null ? words.newTitle : words.editTitle(standing.name);
    renderPage(
      ctx,
      room,
      { title, status },
      <ContactPage
        {...frameOf(ctx, room)}
        title={title}
        action={standing === null ? '/zunanje-stevilke/dodaj' : contactPath(standing.id)}
        typed={typed}
        problems={problems}
      />,
    );
  }
}
