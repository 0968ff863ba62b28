import type { PromptKey } from '../prompts/catalogue.ts';
import type { Language } from '../prompts/language.ts';

export { defaultFlow } from './default-flow.ts';
export { checkFlow, offeredFlow } from './flow-check.ts';

/**
 * What happens to a caller between the answer and the queue, as data: nodes that name each other. The engine
 * walks it; nothing here plays, waits or decides by itself. A menu (R1.4) is a `choice` with more keys.
 */
export type NodeId = string;

export type Flow = {
  readonly first: NodeId;
  /** What callers may want, by key: what a choice's `topic` names. */
  readonly topics?: Readonly<Record<TopicKey, FlowTopic>>;
  readonly nodes: Readonly<Record<NodeId, FlowNode>>;
};

export type TopicKey = string;

/** What a call is about as far as the caller's keys tell (R1.4). */
export type FlowTopic = {
  /** For people: "naročanje na termin". */
  readonly name: string;
  /** The category that wrap-up begins with (R2.7); null: none. */
  readonly disposition: string | null;
  /** What an agent must be able to do besides what the queue asks for. */
  readonly skills?: readonly string[];
  /** Added to the priority of the queue. */
  readonly priority?: number;
};

export type FlowNode =
  /** Says something and goes on. */
  | { readonly kind: 'say'; readonly prompts: readonly FlowPrompt[]; readonly next: NodeId }
  /**
   * Says something and listens to keys, during and for `listenSeconds` after it. A key of `keys` interrupts and
   * goes its way; another key says `invalid` and starts again, silence says it again, `attempts` times in all; then
   * `otherwise`. It is a menu when keys have words of their own (`said`), which follow the prompts in the order of `menuKeys`.
   */
  | {
      readonly kind: 'choice';
      readonly prompts: readonly FlowPrompt[];
      readonly keys: Readonly<Record<string, FlowChoice>>;
      readonly listenSeconds: number;
      readonly attempts: number;
      /** How often it is said to who presses nothing; absent: `attempts`. */
      readonly patience?: number;
      readonly invalid: PromptKey | null;
      readonly otherwise: FlowChoice;
    }
  /** Opening hours and exceptions decide (R1.6). */
  | { readonly kind: 'hours'; readonly open: NodeId; readonly closed: NodeId }
  /** The caller takes a place in a queue. */
  | { readonly kind: 'queue'; readonly queue: string }
  /**
   * A callback is agreed on (R1.7, R1.11): the number is confirmed or keyed in, and the call ends with the promise.
   * Who does not want one, or says nothing, goes on to `otherwise`.
   */
  | { readonly kind: 'callback'; readonly queue: string; readonly otherwise: NodeId }
  /**
   * Says what to do and records what the caller says (R1.7): until the hash key, so much silence, or the longest time.
   * When there is nothing in it `tooShort` is said and the node again, `attempts` times in all; then a caller who came
   * from a queue has the old place there again, and others go on to `otherwise`.
   */
  | {
      readonly kind: 'message';
      readonly prompts: readonly FlowPrompt[];
      /** Whose agents answer the message. */
      readonly queue: string;
      readonly longestSeconds: number;
      readonly silenceSeconds: number;
      readonly attempts: number;
      readonly tooShort: PromptKey;
      readonly next: NodeId;
      readonly otherwise: NodeId;
    }
  /**
   * The caller helps themselves by keys (R1.5): hears the first free slots of a service, or cancels or confirms a visit
   * by its number and a second proof. Hash leads to `back`; nought, silence and the third wrong key to `agent`.
   */
  | { readonly kind: 'freeSlots' | 'ownVisit'; readonly back: NodeId; readonly agent: NodeId }
  /** The end, with what was reached. */
  | { readonly kind: 'end'; readonly outcome: 'closed' | 'voiceMessage' };

/** A language of its own lets the English hint stand inside the Slovene greeting. */
export type FlowPrompt = {
  readonly prompt: PromptKey;
  readonly language?: Language;
  /** Whose wait `lineWait` tells. */
  readonly queue?: string;
};

/** Where a choice leads, and what it sets on the way. */
export type FlowChoice = {
  readonly next: NodeId;
  readonly language?: Language;
  readonly recordingConsent?: 'given' | 'refused';
  /** What the call is about from now on; one of the flow's topics. */
  readonly topic?: TopicKey;
  /** The words that offer this key; they are given the key, so that they always match it. */
  readonly said?: PromptKey;
  /** What was chosen, for the agent and the call's record: "potni list". */
  readonly name?: string;
};
