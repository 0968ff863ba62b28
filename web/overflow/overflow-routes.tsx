import Router from 'koa-router';
import { refusalOfNumber } from '../../dialplan/outbound.ts';
import type { OverflowRule } from '../../engine/core/overflow.ts';
import { changeConfiguration } from '../../engine/shell/configured/change-configuration.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listOutsideContacts } from '../../sql/contacts/list-outside-contacts.ts';
import { listOverflow, type QueueOverflow } from '../../sql/queues/list-overflow.ts';
import { saveOverflow } from '../../sql/queues/save-overflow.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { refusedChange } from '../configuration-refusal.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { type DoneNotice, doneNotice } from '../locations/done-notice.ts';
import { asTyped, nowInForce, type Overtaken } from '../locations/now-in-force.ts';
import { noProblems, type Problems, readTyped, type Typed, versionOf } from '../locations/typed.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { OverflowPage, queuePath, rulePath } from './overflow-page.tsx';
import { type ActionChoice, actionChoices, judgeRule, typedOfRule } from './rule-form.ts';
import { RulePage } from './rule-page.tsx';

type Change = {
  readonly action: 'overflowRuleAdded' | 'overflowRuleChanged' | 'overflowRuleRemoved' | 'overflowRuleMoved';
  readonly rule: OverflowRule;
  readonly rules: readonly OverflowRule[];
};

/** The rules of overflow of each queue, for those who answer for the line (R1.10). */
export function overflowRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.overflow;
  const own = allow('manageOverflow');

  router.get('/preliv', own, async (ctx) => showAll(ctx, doneNotice(ctx, words.done), 200));

  router.get('/preliv/:queue/dodaj', own, async (ctx) => {
    const queue = await queueFor(String(ctx.params.queue));
    await show(ctx, queue, null, { pogoj: 'waited', razlicica: String(queue.version) }, noProblems, 200);
  });
  router.post('/preliv/:queue/dodaj', own, async (ctx) => {
    const queue = await queueFor(String(ctx.params.queue));
    await save(ctx, queue, null);
  });

  router.get('/preliv/:queue/:place', own, async (ctx) => {
    const queue = await queueFor(String(ctx.params.queue));
    const place = placeOf(String(ctx.params.place), queue);
    const rule = ruleAt(queue, place);
    const typed = { ...typedOfRule(rule), pravilo: rule.name, razlicica: String(queue.version) };
    await show(ctx, queue, place, typed, noProblems, 200);
  });
  router.post('/preliv/:queue/:place', own, async (ctx) => {
    const queue = await queueFor(String(ctx.params.queue));
    const typed = readTyped(ctx);
    // The form is of the rules as they were; what stands at its place now may be another one.
    if (versionOf(typed) !== queue.version) return showOvertaken(ctx, queue, typed, Number(ctx.params.place));
    await save(ctx, queue, placeOf(String(ctx.params.place), queue));
  });

  router.post('/preliv/:queue/:place/odstrani', own, async (ctx) => {
    const queue = await queueFor(String(ctx.params.queue));
    if (versionOf(readTyped(ctx)) !== queue.version) return refuseStale(ctx);
    const rule = ruleAt(queue, placeOf(String(ctx.params.place), queue));
    const rules = queue.rules.filter((one) => one !== rule);
    await change(ctx, queue, { action: 'overflowRuleRemoved', rule, rules }, 'odstranjeno');
  });

  router.post('/preliv/:queue/:place/prej', own, async (ctx) => {
    const queue = await queueFor(String(ctx.params.queue));
    if (versionOf(readTyped(ctx)) !== queue.version) return refuseStale(ctx);
    const place = placeOf(String(ctx.params.place), queue);
    const rule = ruleAt(queue, place);
    const others = queue.rules.filter((one) => one !== rule);
    const rules = others.toSpliced(Math.max(0, place - 2), 0, rule);
    await change(ctx, queue, { action: 'overflowRuleMoved', rule, rules }, 'premaknjeno');
  });
  return router;

  async function queueFor(wanted: string): Promise<QueueOverflow> {
    const queue = (await listOverflow(db)).find(({ id }) => id === wanted);
    if (queue === undefined) throw new RequestError(404);
    return queue;
  }

  async function save(ctx: WebContext, queue: QueueOverflow, place: number | null): Promise<void> {
    const typed = readTyped(ctx);
    const others = queue.rules.filter((_rule, index) => index + 1 !== place);
    const { rule, problems } = judgeRule(messages, typed, await choicesOf(queue), others);
    if (rule === null) return show(ctx, queue, place, typed, problems, 422);
    const stale = async () => showOvertaken(ctx, await queueFor(queue.id), typed, place);
    if (versionOf(typed) !== queue.version) return stale();
    const rules = place === null ? [...queue.rules, rule] : queue.rules.with(place - 1, rule);
    const action = place === null ? 'overflowRuleAdded' : 'overflowRuleChanged';
    const refuse = (sentence: string) => show(ctx, queue, place, typed, { ukrep: sentence }, 422);
    await change(ctx, queue, { action, rule, rules }, place === null ? 'dodano' : 'spremenjeno', { refuse, stale });
  }

  /** What was typed stands, with what holds now; where the rule is there no more it would be a new one. */
  async function showOvertaken(
    ctx: WebContext,
    queue: QueueOverflow,
    before: Typed,
    place: number | null,
  ): Promise<void> {
    const index = place === null ? -1 : indexNow(queue, before, place);
    const rule = queue.rules[index];
    const typed: Typed = {
      ...before,
      razlicica: String(queue.version),
      ...(rule === undefined ? {} : { pravilo: rule.name }),
    };
    const isNew = place === null;
    if (rule === undefined) {
      const sentence = isNew ? words.staleNew : words.goneForm;
      const overtaken = { notice: { kind: 'refused' as const, sentence }, nowInForce: {} };
      return show(ctx, queue, null, { ...typed, pravilo: '' }, noProblems, 409, overtaken);
    }
    const choices = await choicesOf(queue);
    const overtaken = {
      notice: { kind: 'refused' as const, sentence: words.staleForm },
      nowInForce: nowInForce(messages, typed, typedOfRule(rule), {
        ime: asTyped,
        pogoj: () => words.conditions[rule.when.kind],
        cas: asTyped,
        klicateljev: asTyped,
        ukrep: (value) => choices.find((choice) => choice.value === value)?.label ?? value,
      }),
    };
    await show(ctx, queue, index + 1, typed, noProblems, 409, overtaken);
  }

  /** By its name, or where it stood, when one of the same kind stands there whose name only differs; -1: nowhere. */
  function indexNow({ rules }: QueueOverflow, typed: Typed, place: number): number {
    const byName = rules.findIndex(({ name }) => name === typed.pravilo);
    if (byName !== -1) return byName;
    const there = rules[place - 1];
    if (there === undefined) return -1;
    const { pogoj, ukrep } = typedOfRule(there);
    return pogoj === typed.pogoj && ukrep === typed.ukrep ? place - 1 : -1;
  }

  async function change(
    ctx: WebContext,
    queue: QueueOverflow,
    deed: Change,
    done: keyof typeof words.done,
    instead: { refuse(sentence: string): Promise<void>; stale(): Promise<void> } = {
      refuse: (sentence) => showAll(ctx, { kind: 'refused', sentence }, 409),
      stale: () => refuseStale(ctx),
    },
  ): Promise<void> {
    const { action, rule, rules } = deed;
    const saved = await changeConfiguration(db, async (trx) => {
      if (!(await saveOverflow(trx, queue.id, queue.version, rules))) return false;
      const details = { name: rule.name, when: rule.when.kind, action: rule.action.kind };
      await addAuditEntry(trx, { userId: userOf(ctx).id, action, subject: queue.id, details });
      return true;
    }).catch((error: unknown) => ({ sentence: refusedChange(messages, error) }));
    if (typeof saved === 'object') return instead.refuse(saved.sentence);
    if (saved) seeOther(ctx, `/preliv?opravljeno=${done}`);
    else await instead.stale();
  }

  function refuseStale(ctx: WebContext): Promise<void> {
    return showAll(ctx, { kind: 'refused', sentence: words.stale }, 409);
  }

  async function choicesOf({ id, rules }: QueueOverflow): Promise<readonly ActionChoice[]> {
    const [queues, contacts] = await Promise.all([listOverflow(db), listOutsideContacts(db)]);
    const used = rules.flatMap(({ action }) => (action.kind === 'outside' ? [String(action.contact)] : []));
    return actionChoices(
      messages,
      queues.filter((queue) => queue.id !== id),
      contacts.filter((contact) => contact.disabledAt === null || used.includes(contact.id)),
    );
  }

  async function showAll(ctx: WebContext, notice: DoneNotice | null, status: number): Promise<void> {
    const [queues, contacts, callbacks, flow, outbound, line] = await Promise.all([
      listOverflow(db),
      listOutsideContacts(db),
      readSetting(db, 'callbacks'),
      readSetting(db, 'flow'),
      readSetting(db, 'outbound'),
      readSetting(db, 'line'),
    ]);
    const takesMessages = Object.values(flow?.nodes ?? {}).some(({ kind }) => kind === 'message');
    const isDialled = (contactId: string): boolean => {
      const number = contacts.find(({ id }) => id === contactId)?.number;
      return (
        number !== undefined && outbound !== null && line !== null && refusalOfNumber(outbound, line, number) === null
      );
    };
    // Which trunks there are and whether they dial, only the engine knows.
    const told = room.door.state().connected ? (room.door.wallboard()?.configuration?.warnings ?? []) : [];
    const hasNoOutboundSide = told.some(({ expected }) => /^(?:an outbound side|a trunk) of /.test(expected));
    const idle = ({ action }: OverflowRule): string | null => {
      switch (action.kind) {
        case 'otherGroup':
          return null;
        case 'outside':
          if (!isDialled(action.contact)) return words.idle.outside;
          return hasNoOutboundSide ? words.idle.noOutboundSide : null;
        case 'offer':
          if (action.what === 'callback') return callbacks === null ? words.idle.callback : null;
          return takesMessages ? null : words.idle.voiceMessage;
      }
    };
    const nameIn = (list: readonly { readonly id: string; readonly name: string }[]) => (id: string) =>
      list.find((one) => one.id === id)?.name ?? words.nobody;
    renderPage(
      ctx,
      room,
      { title: words.title, status },
      <OverflowPage
        {...frameOf(ctx, room)}
        queues={queues}
        nameOfQueue={nameIn(queues)}
        nameOfContact={nameIn(contacts)}
        idle={idle}
        notice={notice}
      />,
    );
  }

  async function show(
    ctx: WebContext,
    queue: QueueOverflow,
    place: number | null,
    typed: Typed,
    problems: Problems,
    status: number,
    overtaken: Overtaken | null = null,
  ): Promise<void> {
    const title = place === null ? words.newTitle(queue.name) : words.editTitle(ruleAt(queue, place).name);
    renderPage(
      ctx,
      room,
      { title, status },
      <RulePage
        {...frameOf(ctx, room)}
        title={title}
        action={place === null ? `${queuePath(queue.id)}/dodaj` : rulePath(queue.id, place)}
        typed={typed}
        problems={problems}
        choices={await choicesOf(queue)}
        overtaken={overtaken}
      />,
    );
  }
}

/** A rule's place as the address says it, from 1. @throws RequestError when there is none */
function placeOf(wanted: string, { rules }: QueueOverflow): number {
  const place = Number(wanted);
  if (!Number.isInteger(place) || place < 1 || place > rules.length) throw new RequestError(404);
  return place;
}

function ruleAt({ rules }: QueueOverflow, place: number): OverflowRule {
  const rule = rules[place - 1];
  if (rule === undefined) throw new RequestError(404);
  return rule;
}
