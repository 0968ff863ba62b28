import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { changeConfiguration } from '../../engine/shell/configured/change-configuration.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { changeUser } from '../../sql/people/change-user.ts';
import { countAdministrators } from '../../sql/people/count-administrators.ts';
import { disableUser, enableUser } from '../../sql/people/disable-user.ts';
import { grantRole, revokeRole } from '../../sql/people/grant-role.ts';
import { lockPeople } from '../../sql/people/lock-people.ts';
import { readUser, type User } from '../../sql/people/read-user.ts';
import type { RoleGrant } from '../../sql/people/roles.ts';
import { setAgentPhone } from '../../sql/people/set-agent-phone.ts';
import { setAgentSkills } from '../../sql/people/set-agent-skills.ts';
import { setPasswordHash } from '../../sql/people/set-password-hash.ts';
import { removeSecondFactor } from '../../sql/second-factor/remove-second-factor.ts';
import { endSessionsOfUser } from '../../sql/sessions/end-sessions-of-user.ts';
import { mayChange, mayGrant, maySee, type Reach } from './reach.ts';

/** Something that is done to a person. */
export type PersonDeed =
  | { readonly type: 'change'; readonly name: string; readonly email: string | null }
  | { readonly type: 'setPassword'; readonly passwordHash: string }
  | { readonly type: 'grant'; readonly grant: RoleGrant }
  | { readonly type: 'revoke'; readonly grant: RoleGrant }
  | {
      readonly type: 'agent';
      readonly phone: string;
      readonly skills: readonly { readonly skill: string; readonly level: number }[];
    }
  | { readonly type: 'resetFactor' }
  | { readonly type: 'disable' }
  | { readonly type: 'enable' };

export type PersonOutcome =
  | 'done'
  /** Not there, or not within reach. */
  | 'unknown'
  | 'forbidden'
  | 'lastAdministrator'
  | 'oneself'
  | 'has'
  | 'hasNot'
  | 'phoneTaken'
  | 'state';

/** Thrown to take back what was done; the outcome is what it is answered with. */
class Refused extends Error {
  readonly outcome: PersonOutcome;
  constructor(outcome: PersonOutcome) {
    super(outcome);
    this.outcome = outcome;
  }
}

type Doer = { readonly userId: string; readonly reach: Reach; readonly now: Instant };

/**
 * Does it, writes it down and ends what must end, in one transaction: rights of the person and of the doer are asked
 * with everybody else kept out, so that nobody is given a right by somebody who just lost it.
 * @throws {ConfigurationContradiction} the line could not be used like that; nothing was done
 */
export async function doToPerson(db: Knex, id: string, deed: PersonDeed, doer: Doer): Promise<PersonOutcome> {
  try {
    await changeConfiguration(db, async (trx) => {
      await lockPeople(trx);
      const person = await readUser(trx, id);
      if (person === null || !maySee(doer.reach, person)) throw new Refused('unknown');
      await perform(trx, person, deed, doer);
    });
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}

async function perform(
  trx: Knex.Transaction,
  person: User,
  deed: PersonDeed,
  { userId, reach, now }: Doer,
): Promise<void> {
  const { id } = person;
  const allowed =
    deed.type === 'grant' || deed.type === 'revoke' ? mayGrant(reach, deed.grant) : mayChange(reach, person);
  if (!allowed) throw new Refused('forbidden');
  if (id === userId && (deed.type === 'revoke' || deed.type === 'disable' || deed.type === 'resetFactor'))
    throw new Refused('oneself');
  const note = (action: string, details: Record<string, string | boolean | null> = {}) =>
    addAuditEntry(trx, { userId, action, subject: id, details });
  switch (deed.type) {
    case 'change': {
      const { name, email } = deed;
      await changeUser(trx, id, { name, email });
      await note('personChanged', { name: name !== person.name, email: email !== person.email });
      return;
    }
    case 'setPassword':
      await setPasswordHash(trx, id, deed.passwordHash, { given: id !== userId });
      await note('passwordSet');
      return;
    case 'grant':
      if (!(await grantRole(trx, id, deed.grant))) throw new Refused('has');
      await note('roleGranted', { role: deed.grant.role, location: deed.grant.locationId });
      return;
    case 'revoke':
      if (!(await revokeRole(trx, id, deed.grant))) throw new Refused('hasNot');
      await endSessionsOfUser(trx, id);
      await note('roleRevoked', { role: deed.grant.role, location: deed.grant.locationId });
      return keepAdministrator(trx);
    case 'agent':
      // Whose telephone rings is the line's affair, and so the administrator's.
      if (reach !== null) throw new Refused('forbidden');
      if ((await setAgentPhone(trx, id, deed.phone)) !== 'set') throw new Refused('phoneTaken');
      await setAgentSkills(trx, id, deed.skills);
      await note('agentChanged', {
        phone: deed.phone,
        skills: deed.skills.map(({ skill, level }) => `${skill}:${level}`).join(' '),
      });
      return;
    case 'resetFactor':
      if (!(await removeSecondFactor(trx, id))) throw new Refused('state');
      await endSessionsOfUser(trx, id);
      await note('secondFactorReset');
      return;
    case 'disable':
      if (!(await disableUser(trx, id, now))) throw new Refused('state');
      await note('personDisabled');
      return keepAdministrator(trx);
    case 'enable':
      if (!(await enableUser(trx, id))) throw new Refused('state');
      await note('personEnabled');
  }
}

async function keepAdministrator(trx: Knex.Transaction): Promise<void> {
  if ((await countAdministrators(trx)) === 0) throw new Refused('lastAdministrator');
}
