import test from 'ava';
import { ControlPlane, ControlPlaneFailed } from '../../../../engine/shell/ari/control-plane.ts';
import { type FakeAsterisk, resourceAt, withFakeAsterisk } from './fake-asterisk.ts';

const quiet = { debug: () => {}, warn: () => {} };

/** A busy machine is late and not wrong: only what ari-client never answers takes `requestMs`. */
async function withControl(work: (control: ControlPlane, fake: FakeAsterisk) => Promise<void>, requestMs = 30_000) {
  await withFakeAsterisk(async (fake) => {
    const control = new ControlPlane({ ...fake.access, application: 'uenarocanje', log: quiet, requestMs });
    try {
      await work(control, fake);
    } finally {
      await control.close();
    }
  });
}

const said = (value: unknown) => ({ status: 200, text: JSON.stringify(value) });

test.serial('[R9.2] the inventory is what ARI lists, in our words', async (t) => {
  await withControl(async (control, fake) => {
    const lists = new Map<string, unknown>([
      [
        'channels',
        [
          {
            id: 'in',
            name: 'PJSIP/trunk-sample-1',
            state: 'Up',
            caller: { name: '', number: '041555666' },
            creationtime: '2026-11-21T23:33:20.886+0000',
            dialplan: { app_name: 'Stasis', app_data: 'uenarocanje,trunk,sample,015551234' },
          },
          {
            id: 'waits',
            state: 'Ring',
            caller: { name: '', number: '' },
            creationtime: '2026-11-21T23:33:20.886+0000',
            dialplan: { app_name: 'MusicOnHold', app_data: 'default,2' },
          },
          {
            id: 'other',
            state: 'Up',
            caller: { name: '', number: '1' },
            creationtime: '2026-11-21T23:33:20.886+0000',
            dialplan: { app_name: 'Stasis', app_data: 'conference,trunk' },
          },
        ],
      ],
      [
        'bridges',
        [
          { id: 'b-1', bridge_type: 'holding', creator: 'Stasis', channels: ['in'] },
          { id: 'b-2', bridge_type: 'mixing', creator: 'Stasis', channels: [] },
          { id: 'b-3', bridge_type: 'mixing', creator: 'ConfBridge', channels: [] },
        ],
      ],
      [
        'endpoints/PJSIP',
        [
          { technology: 'PJSIP', resource: '101', state: 'online', channel_ids: [] },
          { technology: 'PJSIP', resource: '102', state: 'offline', channel_ids: [] },
          { technology: 'PJSIP', resource: 'trunk-sample', state: 'online', channel_ids: [] },
        ],
      ],
      ['applications/uenarocanje', { name: 'uenarocanje', channel_ids: ['in'] }],
    ]);
    fake.http = (path) => (lists.has(path) ? said(lists.get(path)) : resourceAt(path));
    const createdAt = Date.parse('2026-11-21T23:33:20.886Z');
    const args = ['trunk', 'sample', '015551234'];
    t.deepEqual(await control.inventory(), {
      channels: [
        { id: 'in', up: true, args, callerNumber: '041555666', createdAt },
        { id: 'waits', up: false, args: null, callerNumber: null, createdAt },
        { id: 'other', up: true, args: null, callerNumber: '1', createdAt },
      ],
      bridges: [
        { id: 'b-1', kind: 'holding', channels: ['in'] },
        { id: 'b-2', kind: 'mixing', channels: [] },
      ],
      phones: [
        { user: '101', reachable: true },
        { user: '102', reachable: false },
      ],
      ownSubscriptions: ['in'],
    } as never);
  });
});

const faults: readonly (readonly [string, string, { readonly status: number; readonly text: string }])[] = [
  ['a cut list', 'channels', { status: 200, text: '[{"id":' }],
  ['a list that is none', 'channels', { status: 200, text: '{"message":"no"}' }],
  ['a page of somebody else', 'channels', { status: 502, text: '<html>Bad gateway</html>' }],
  ['no rights', 'channels', { status: 403, text: '{"message":"Forbidden"}' }],
  ['no description of ARI', 'api-docs/resources.json', { status: 404, text: 'Not found' }],
  ['a cut description of ARI', 'api-docs/channels.json', { status: 200, text: '{"apis":' }],
  ['no right to read the description', 'api-docs/resources.json', { status: 401, text: '' }],
];

for (const [title, path, answer] of faults) {
  test.serial(`[R9.2] ${title} ends the request, not the engine`, async (t) => {
    await withControl(async (control, fake) => {
      fake.http = (asked) => (asked === path ? answer : resourceAt(asked));
      await t.throwsAsync(control.inventory(), { instanceOf: ControlPlaneFailed });
      fake.http = resourceAt;
      t.deepEqual((await control.inventory()).channels, [], 'the next request finds a new thread');
    });
  });
}

test.serial('[R9.2] an Asterisk that is gone is said to be', async (t) => {
  await withControl(async (control, fake) => {
    await control.inventory();
    await fake.close().then(() => undefined);
    await t.throwsAsync(control.inventory(), { instanceOf: ControlPlaneFailed });
    fake.close = async () => {};
  }, 3_000);
});

test.serial(
  '[R9.5] one that was loaded before there was an engine tells its troubles to the log of that engine',
  async (t) => {
    await withControl(async (control, fake) => {
      const told: unknown[] = [];
      control.logTo({ ...quiet, warn: (...said: unknown[]) => void told.push(said) });
      fake.http = (asked) => (asked === 'api-docs/resources.json' ? { status: 404, text: '' } : resourceAt(asked));
      await t.throwsAsync(control.inventory(), { instanceOf: ControlPlaneFailed });
      t.is(told.length, 1);
    });
  },
);

test('an address that is not ARI is refused at once', (t) => {
  const make = (url: string) => () => new ControlPlane({ url, user: 'u', password: 'p', application: 'a', log: quiet });
  t.throws(make('http://127.0.0.1:8088/asterisk'), { message: /http:\/\/HOST:PORT\/ari/ });
  t.notThrows(make('https://pbx.example:8089/ari/'));
});

test.serial('a closed control plane says so, and closing twice is safe', async (t) => {
  await withControl(async (control) => {
    await Promise.all([control.close(), control.close()]);
    await t.throwsAsync(control.inventory(), { message: /closed/ });
  });
});
