import type { OverflowRule } from '../../engine/core/overflow.ts';
import type { QueueOverflow } from '../../sql/queues/list-overflow.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import { Sign } from '../pages/sign.tsx';
import { sayDuration } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';

type Props = PageFrame & {
  readonly queues: readonly QueueOverflow[];
  readonly nameOfQueue: (id: string) => string;
  readonly nameOfContact: (id: string) => string;
  /** Why a rule does nothing as things are; null: it does what it says. */
  readonly idle: (rule: OverflowRule) => string | null;
  readonly notice: DoneNotice | null;
};

export const queuePath = (id: string): string => `/preliv/${encodeURIComponent(id)}`;
export const rulePath = (id: string, place: number): string => `${queuePath(id)}/${place}`;

/** What is done for callers whom a queue alone does not serve in time, queue by queue (R1.10). */
export function OverflowPage(props: Props) {
  const { m, queues, notice } = props;
  const words = m.overflow;
  return (
    <div class="people-page">
      <h1>{words.title}</h1>
      <Guide m={m} points={words.guide} />
      <Notice notice={notice} />
      {queues.length === 0 ? <p class="card">{words.noQueues}</p> : null}
      {queues.map((queue) => (
        <QueueRules key={queue.id} {...props} queue={queue} />
      ))}
      <p>
        <a href="/zunanje-stevilke">{words.contactsLink}</a>
      </p>
    </div>
  );
}

function QueueRules(props: Props & { readonly queue: QueueOverflow }) {
  const { m, queue } = props;
  const words = m.overflow;
  const heading = `pravila-${queue.id}`;
  return (
    <section class="card" aria-labelledby={heading}>
      <h2 id={heading}>{words.rulesOf(queue.name)}</h2>
      {queue.rules.length === 0 ? <p>{words.empty}</p> : null}
      <ol class="overflow-rules">
        {queue.rules.map((rule, index) => (
          <Rule key={rule.name} {...props} rule={rule} place={index + 1} />
        ))}
      </ol>
      <p>
        <a role="button" href={`${queuePath(queue.id)}/dodaj`} aria-label={words.addTo(queue.name)}>
          {words.add}
        </a>
      </p>
    </section>
  );
}

function Rule(props: Props & { readonly queue: QueueOverflow; readonly rule: OverflowRule; readonly place: number }) {
  const { m, queue, rule, place, idle, csrfToken } = props;
  const words = m.overflow;
  const path = rulePath(queue.id, place);
  const why = idle(rule);
  const deed = (name: string, label: string, spoken: string) => (
    <form method="post" action={`${path}/${name}`}>
      <FormToken token={csrfToken} />
      <input type="hidden" name="razlicica" value={String(queue.version)} />
      <button type="submit" class="secondary" aria-label={spoken}>
        {label}
      </button>
    </form>
  );
  return (
    <li>
      <h3>{rule.name}</h3>
      <p>{sentenceOf(props, rule)}</p>
      {why === null ? null : (
        <p class="notice notice-plain">
          <Sign name="warning" /> {why}
        </p>
      )}
      <div class="form-row">
        <a href={path} aria-label={words.editWhich(rule.name)}>
          {words.edit}
        </a>
        {place === 1 ? null : deed('prej', words.earlier, words.earlierWhich(rule.name))}
        {deed('odstrani', words.remove, words.removeWhich(rule.name))}
      </div>
    </li>
  );
}

function sentenceOf({ m, nameOfQueue, nameOfContact }: Props, { when, action }: OverflowRule): string {
  const { when: conditions, consequence: consequences } = m.overflow;
  const condition =
    when.kind === 'noAgent'
      ? conditions.noAgent
      : when.kind === 'length'
        ? conditions.length(when.callers)
        : conditions[when.kind](sayDuration(when.seconds * 1000));
  const what =
    action.kind === 'offer'
      ? consequences[action.what](when.kind === 'waited' || when.kind === 'length')
      : action.kind === 'otherGroup'
        ? consequences.otherGroup(nameOfQueue(action.queue))
        : consequences.outside(nameOfContact(action.contact));
  return `${condition}, ${what}`;
}
