import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';

export type SecondFactor = {
  /** Sealed; null: none is confirmed. */
  readonly secret: string | null;
  readonly confirmedAt: Instant | null;
  /** Sealed; null: nothing waits for its first code. */
  readonly proposedSecret: string | null;
  readonly proposedAt: Instant | null;
  /** Recovery codes that were not used. */
  readonly codesLeft: number;
};

const nothing: SecondFactor = {
  secret: null,
  confirmedAt: null,
  proposedSecret: null,
  proposedAt: null,
  codesLeft: 0,
};

/** The second factor of a user, also of one who has none. */
export async function readSecondFactor(db: Knex, userId: string): Promise<SecondFactor> {
  const [factor] = await rows<SecondFactor>(
    db,
    `select secret, confirmed_at as "confirmedAt", proposed_secret as "proposedSecret", proposed_at as "proposedAt",
       (select count(*) from uenarocanje.recovery_code where recovery_code.user_id = second_factor.user_id and used_at is null) as "codesLeft"
     from uenarocanje.second_factor where user_id = :userId`,
    { userId },
  );
  return factor ?? nothing;
}
