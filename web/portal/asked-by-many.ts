import { askedAtOnce } from '../../sql/asked-at-once.ts';
import { listPlacesOfService } from '../../sql/calendar/list-places-of-service.ts';
import { readDetailsTexts } from '../../sql/calendar/read-details-texts.ts';
import { readService } from '../../sql/calendar/services.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { firstTogether } from './first-together.ts';

/** What every citizen's page asks and no citizen changes: when many come at once they are answered together. */
export const serviceForMany = askedAtOnce(readService);
export const detailsTextsForMany = askedAtOnce(readDetailsTexts);
export const placesForMany = askedAtOnce(listPlacesOfService);
/** Of those who look for several visits at once in the same moment only one asks the calendar. */
export const firstTogetherForMany = askedAtOnce(firstTogether, ({ service, visits, firsts }) =>
  JSON.stringify([service, visits, firsts]),
);
export const lineForMany = askedAtOnce((db, _of: null) => readSetting(db, 'line'));
