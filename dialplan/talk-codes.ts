/**
 * What an agent keys in during a talk, on a desk phone without the console (R2.6). The phone's own transfer key sends a
 * REFER, which the line takes only where its Asterisk survives it (asterisk-conf/takes-refer.ts); these keys do the same.
 */
export type TalkCode =
  | { readonly type: 'ConsultAgent' | 'TransferToAgent'; readonly phone: string }
  /** Queues are counted from 1, in the order of the console's picker. */
  | { readonly type: 'TransferToQueue'; readonly queue: number }
  /** By the code that a number outside has in the directory; numbers themselves are not keyed in (R9.4). */
  | { readonly type: 'ConsultOutside' | 'TransferOutside'; readonly contact: string }
  | { readonly type: 'SwapParties' | 'JoinParties' | 'ReturnToCaller' | 'CompleteTransfer' };

/** As people read them: after `*2` and `*3` a colleague's phone, after `*3` a queue's one digit, after `*8` and `*9` a contact's code; then `#`. */
export const talkCodes = {
  consult: '*2',
  transfer: '*3',
  outside: '*8',
  consultOutside: '*9',
  SwapParties: '*4',
  JoinParties: '*5',
  ReturnToCaller: '*6',
  CompleteTransfer: '*7',
} as const;

/** `incomplete`: more may come. `none`: these keys are no code and never become one. */
export type KeyedSoFar = TalkCode | 'incomplete' | 'none';

export function readTalkCode(keys: string): KeyedSoFar {
  switch (keys) {
    case talkCodes.SwapParties:
      return { type: 'SwapParties' };
    case talkCodes.JoinParties:
      return { type: 'JoinParties' };
    case talkCodes.ReturnToCaller:
      return { type: 'ReturnToCaller' };
    case talkCodes.CompleteTransfer:
      return { type: 'CompleteTransfer' };
  }
  const [, code, target = ''] = /^\*([2389])(\d+)#$/.exec(keys) ?? [];
  if (code === '2' && target.length >= 2) return { type: 'ConsultAgent', phone: target };
  if (code === '3' && target.length >= 2) return { type: 'TransferToAgent', phone: target };
  if (code === '8') return target.length >= 2 ? { type: 'TransferOutside', contact: target } : 'none';
  if (code === '9') return target.length >= 2 ? { type: 'ConsultOutside', contact: target } : 'none';
  if (code === '3') return { type: 'TransferToQueue', queue: Number(target) };
  return /^\*([2389]\d{0,6})?$/.test(keys) ? 'incomplete' : 'none';
}
