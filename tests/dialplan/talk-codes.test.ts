import test from 'ava';
import { readTalkCode } from '../../dialplan/talk-codes.ts';

for (const [keys, code] of [
  ['*2102#', { type: 'ConsultAgent', phone: '102' }],
  ['*3102#', { type: 'TransferToAgent', phone: '102' }],
  ['*31#', { type: 'TransferToQueue', queue: 1 }],
  ['*4', { type: 'SwapParties' }],
  ['*5', { type: 'JoinParties' }],
  ['*6', { type: 'ReturnToCaller' }],
  ['*7', { type: 'CompleteTransfer' }],
  ['*812#', { type: 'TransferOutside', contact: '12' }],
  ['*912#', { type: 'ConsultOutside', contact: '12' }],
] as const) {
  test(`[R2.6] ${keys} is keyed in one by one, and is a code at its last key alone`, (t) => {
    for (let length = 1; length < keys.length; length += 1)
      t.is(readTalkCode(keys.slice(0, length)), 'incomplete', keys.slice(0, length));
    t.deepEqual(readTalkCode(keys), code);
  });
}

for (const keys of [
  '1',
  '#',
  '*1',
  '*0',
  '**',
  '*2#',
  '*21#',
  '*3#',
  '*2041999888',
  '*3041999888',
  '*8041999888',
  '*9041999888',
  '*9#',
  '*91#',
  '*8#',
  '*81#',
  '*2102*',
  '*2A',
])
  test(`[R9.4] "${keys}" is no code and leads nowhere`, (t) => {
    t.is(readTalkCode(keys), 'none');
  });
