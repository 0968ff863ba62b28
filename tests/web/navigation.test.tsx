import test from 'ava';
import { renderToString } from 'preact-render-to-string';
import type { Role } from '../../sql/people/roles.ts';
import { sl } from '../../web/messages/sl.ts';
import { Navigation } from '../../web/pages/navigation.tsx';

const shown = (role: Role, path: string): string => {
  const grants = [{ role, everywhere: true, locationIds: [] }];
  return renderToString(<Navigation m={sl} user={{ id: 'u', name: 'U', phone: null, grants }} path={path} />);
};

test('[R3.4] who may much has menus, with the group and the page marked; who may little has one row', (t) => {
  const administrator = shown('administrator', '/ljudje/referent');
  t.is(administrator.match(/<details/g)?.length, 3);
  t.regex(administrator, /<summary aria-current="true">Uprava<\/summary>/);
  t.regex(administrator, /<a href="\/ljudje" aria-current="page">Ljudje<\/a>/);
  t.is(administrator.match(/aria-current/g)?.length, 2);
  t.regex(administrator, /<a href="\/porocila">Poročila<\/a>/, 'a group of one is its page');
  for (const role of ['clerk', 'agent', 'client', 'locationManager'] as const) {
    const row = shown(role, '/urnik');
    t.notRegex(row, /<details/, role);
    t.true((row.match(/<a /g)?.length ?? 0) <= 8, role);
  }
  t.is(shown('agent', '/klici').match(/href="\/klici"/g)?.length, 1);
  t.is(shown('supervisor', '/').match(/name="meni"/g)?.length, 2, 'of one name, so that one is open');
});
