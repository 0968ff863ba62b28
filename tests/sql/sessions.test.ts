import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { addUser } from '../../sql/people/add-user.ts';
import { disableUser } from '../../sql/people/disable-user.ts';
import { deleteExpiredSessions } from '../../sql/sessions/delete-expired-sessions.ts';
import { endSessionsOfUser } from '../../sql/sessions/end-sessions-of-user.ts';
import { openSessionStore } from '../../sql/sessions/session-store.ts';
import { withDatabase } from '../database.ts';
import { at } from './cdr-fixture.ts';

const clerk = { id: 'referent', name: 'Žiga Čeh', email: null, passwordHash: 'x', grants: [] };

test('[R9.4] a session lives until its time is over, and its id stands nowhere', async (t) => {
  await withDatabase(async (db) => {
    let now: number = at(0);
    const store = openSessionStore(db, () => now);
    await store.set('the-key', { seen: 'č' }, 60_000);
    t.deepEqual(await store.get('the-key'), { seen: 'č' });
    t.false(JSON.stringify(await db('web_session')).includes('the-key'));
    await store.set('the-key', { seen: 'š' }, 60_000);
    now += 59_999;
    t.deepEqual(await store.get('the-key'), { seen: 'š' });
    now += 1;
    t.is(await store.get('the-key'), null);
    await store.set('other', {}, 'session');
    t.is(await deleteExpiredSessions(db, instant(now)), 1);
    await store.destroy('other');
    t.is(await store.get('other'), null);
    t.deepEqual(await db('web_session'), []);
  });
});

test('[R9.4] a user is signed out everywhere, and a disabled one can not come back with an old session', async (t) => {
  await withDatabase(async (db) => {
    await addUser(db, clerk);
    const store = openSessionStore(db);
    await store.set('one', { userId: 'referent' }, 60_000);
    await store.set('two', { userId: 'referent' }, 60_000);
    await store.set('visitor', { seen: true }, 60_000);
    t.is(await endSessionsOfUser(db, 'referent'), 2);
    await store.set('three', { userId: 'referent' }, 60_000);
    await disableUser(db, 'referent', at(0));
    t.is(await store.get('three'), null);
    await store.set('three', { userId: 'referent' }, 60_000);
    t.is(await store.get('three'), null);
    await store.set('nobody', { userId: 'nihče' }, 60_000);
    t.is(await store.get('nobody'), null);
    t.deepEqual(await store.get('visitor'), { seen: true });
  });
});
