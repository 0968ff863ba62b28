import type { Knex } from 'knex';
import type { OpeningHours } from '../../dialplan/opening-hours.ts';

/**
 * Replaces all weekly rules at once. 'overlap': two periods of one weekday share time; 'malformed': a weekday or
 * a time that is none, or a period that ends before it begins. Then the old rules stay.
 */
export async function replaceOpeningRules(
  db: Knex,
  rules: OpeningHours['weekly'],
): Promise<'replaced' | 'overlap' | 'malformed'> {
  try {
    await db.transaction(async (trx) => {
      await trx('opening_rule').delete();
      if (rules.length > 0) {
        await trx('opening_rule').insert(rules.map(({ weekday, from, to }) => ({ weekday, opens: from, closes: to })));
      }
    });
    return 'replaced';
  } catch (error) {
    if (!(error instanceof Error) || !('constraint' in error)) throw error;
    switch (error.constraint) {
      case 'opening_rule_pkey':
      case 'opening_rule_no_overlap':
        return 'overlap';
      case 'opening_rule_weekday':
      case 'opening_rule_times':
        return 'malformed';
      default:
        throw error;
    }
  }
}
