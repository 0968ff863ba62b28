import test from 'ava';
import type { PhoneUser } from '../../engine/core/ids.ts';
import { addPhone, removePhone } from '../../sql/people/add-phone.ts';
import { addUser } from '../../sql/people/add-user.ts';
import { disableUser, enableUser } from '../../sql/people/disable-user.ts';
import { findUserForSignIn } from '../../sql/people/find-user-for-sign-in.ts';
import { grantRole, revokeRole } from '../../sql/people/grant-role.ts';
import { listPhones } from '../../sql/people/list-phones.ts';
import { readGrants } from '../../sql/people/read-grants.ts';
import { listUsers, readUser } from '../../sql/people/read-user.ts';
import { setAgentPhone } from '../../sql/people/set-agent-phone.ts';
import { setPasswordHash } from '../../sql/people/set-password-hash.ts';
import { addLocation } from '../../sql/places/add-location.ts';
import type { Location } from '../../sql/places/list-locations.ts';
import { listLocations } from '../../sql/places/list-locations.ts';
import { listSubtree } from '../../sql/places/list-subtree.ts';
import { withDatabase } from '../database.ts';
import { at } from './cdr-fixture.ts';
import { loadTestSample } from './sample-fixture.ts';

const branch = (id: string, parentId: string, name: string): Omit<Location, 'depth'> =>
  ({ id, parentId, kind: 'krajevniUrad', name, address: '' }) as Omit<Location, 'depth'>;

const clerk = { id: 'uradnik', name: 'Žiga Čeh', email: null, passwordHash: 'x', grants: [] };

test('[R3.4] a role holds for its location and all below it', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    await addLocation(db, branch('smartno', 'litija', 'Krajevni urad Šmartno pri Litiji'));
    await addLocation(db, branch('sava', 'smartno', 'Krajevni urad Sava'));
    await addUser(db, {
      ...clerk,
      grants: [
        { role: 'clerk', locationId: 'litija' },
        { role: 'locationManager', locationId: 'smartno' },
      ],
    });
    t.deepEqual(await readGrants(db, 'uradnik'), [
      { role: 'clerk', everywhere: false, locationIds: ['gabrovka', 'litija', 'sava', 'smartno'] },
      { role: 'locationManager', everywhere: false, locationIds: ['sava', 'smartno'] },
    ]);
    t.deepEqual(await readGrants(db, 'nadzornik'), [{ role: 'supervisor', everywhere: true, locationIds: [] }]);
    t.true(await grantRole(db, 'uradnik', { role: 'clerk', locationId: null }));
    t.false(await grantRole(db, 'uradnik', { role: 'clerk', locationId: null }), 'the same grant twice');
    t.deepEqual((await readGrants(db, 'uradnik'))[0], { role: 'clerk', everywhere: true, locationIds: [] });
    t.true(await revokeRole(db, 'uradnik', { role: 'clerk', locationId: null }));
    t.false(await revokeRole(db, 'uradnik', { role: 'clerk', locationId: null }));
    await disableUser(db, 'uradnik', at(0));
    t.deepEqual(await readGrants(db, 'uradnik'), []);
  });
});

test('[R3.1] the tree of locations comes from its top in Slovene order, and any part of it can be asked for', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    t.true(await addLocation(db, branch('smartno', 'litija', 'Krajevni urad Šmartno pri Litiji')));
    await addLocation(db, branch('sava', 'litija', 'Krajevni urad Sava'));
    await addLocation(db, branch('zagorica', 'litija', 'Krajevni urad Zagorica'));
    await addLocation(db, branch('crnivrh', 'logatec', 'Krajevni urad Črni Vrh'));
    t.false(await addLocation(db, branch('sava', 'litija', 'Drugič')));
    t.deepEqual(
      (await listLocations(db)).map(({ id, depth }) => `${'-'.repeat(depth)}${id}`),
      [
        ...['litija', '-gabrovka', '-sava', '-smartno', '-zagorica'],
        ...['ljubljana', '-medvode', '-skofljica'],
        ...['logatec', '-crnivrh', '-rovte'],
      ],
    );
    t.deepEqual((await listSubtree(db, 'litija')) as readonly string[], [
      ...['gabrovka', 'litija', 'sava', 'smartno', 'zagorica'],
    ]);
    t.deepEqual(await listSubtree(db, 'kranj'), []);
  });
});

test('[R9.4] a user signs in by name, is disabled and enabled; a new password and disabling end the sessions', async (t) => {
  await withDatabase(async (db) => {
    t.true(await addUser(db, clerk));
    t.false(await addUser(db, { ...clerk, name: 'Drugi' }), 'the sign-in name is taken');
    t.deepEqual(await findUserForSignIn(db, 'uradnik'), {
      id: 'uradnik',
      name: 'Žiga Čeh',
      passwordHash: 'x',
      disabledAt: null,
    });
    t.is(await findUserForSignIn(db, 'nihče'), null);
    const session = { id: 's', user_id: 'uradnik', data: '{}', expires_at: new Date(at(0)) };
    await db('web_session').insert(session);
    t.true(await setPasswordHash(db, 'uradnik', 'y'));
    t.false(await setPasswordHash(db, 'nihče', 'y'));
    t.deepEqual(await db('web_session'), []);
    await db('web_session').insert(session);
    t.true(await disableUser(db, 'uradnik', at(0)));
    t.false(await disableUser(db, 'uradnik', at(1)));
    t.deepEqual(await db('web_session'), []);
    t.is((await findUserForSignIn(db, 'uradnik'))?.disabledAt, at(0));
    t.true(await enableUser(db, 'uradnik'));
    t.is((await readUser(db, 'uradnik'))?.disabledAt, null);
    t.is(await readUser(db, 'nihče'), null);
  });
});

test('users are listed in Slovene order, with what they may and their phone', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    await disableUser(db, 'agent1', at(0));
    const users = await listUsers(db);
    t.deepEqual(
      users.map(({ name }) => name),
      [
        'Boštjan Rožič',
        'Gregor Jerič',
        'Irena Šuštaršič',
        'Luka Hočevar',
        'Maja Vidmar',
        'Matej Črnigoj',
        'Špela Košir',
        'Tjaša Zupančič',
        'Ana Žagar',
      ],
    );
    t.deepEqual(users[5], {
      id: 'agent2',
      name: 'Matej Črnigoj',
      email: 'agent2@example.si',
      disabledAt: null,
      grants: [{ role: 'agent', locationId: null }],
      phone: '102' as PhoneUser,
    });
  });
});

test('[R2.1] phones are added once, given to one agent, and not removed from under them', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const phone = { username: '105' as PhoneUser, password: 'p', transport: 'tls', mediaEncryption: 'sdes' } as const;
    t.true(await addPhone(db, phone));
    t.false(await addPhone(db, phone));
    t.deepEqual((await listPhones(db)).at(-1), phone);
    t.is(await setAgentPhone(db, 'agent1', '105'), 'set');
    t.is(await setAgentPhone(db, 'agent2', '105'), 'phoneTaken');
    t.is(await setAgentPhone(db, 'agent2', '199'), 'unknownPhone');
    t.is(await setAgentPhone(db, 'nihče', '101'), 'unknownUser');
    t.is(await setAgentPhone(db, 'nadzornik', '101'), 'set');
    t.is(await removePhone(db, '105'), 'inUse');
    t.is(await removePhone(db, '199'), 'unknown');
    await db('agent').where({ id: 'nadzornik' }).delete();
    t.is(await removePhone(db, '101'), 'removed');
  });
});
