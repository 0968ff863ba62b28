import type { Rendered } from '../render.ts';

/** How one message is handed to a server. */
export type Outgoing = {
  /** The message's id: the same at every try, so that doubles can be known. */
  readonly id: string;
  readonly to: string;
  readonly rendered: Rendered;
};

/** What became of it. Reasons are codes; a server's own words may repeat the address, so they are not kept. */
export type Handover =
  /** `providerIds`: the ids by which an SMS centre will tell of each part, null where it gave none. */
  | { readonly outcome: 'sent'; readonly providerIds: readonly (string | null)[] }
  | { readonly outcome: 'tryAgain'; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string };

/** A way out: SMTP, SMPP, an HTTP gateway. */
export type Channel = {
  handOver(message: Outgoing): Promise<Handover>;
  /** Twice is safe. */
  close(): Promise<void>;
};
