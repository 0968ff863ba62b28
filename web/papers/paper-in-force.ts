import type { Knex } from 'knex';
import { listPaperVersions, newestPrivacyChange, type PaperPlace } from '../../sql/papers/paper-versions.ts';
import { citizenMessages } from '../messages/citizen.ts';
import type { Paper } from '../messages/sl/citizen-papers.ts';
import { shippedPrivacyVersion } from '../portal/privacy-version.ts';
import { readPaper } from './paper-text.ts';

/** The paper that citizens read: the edited one, else the shipped one. */
export async function paperInForce(db: Knex, place: PaperPlace): Promise<Paper> {
  const [newest] = await listPaperVersions(db, place, 1);
  const edited = newest?.body == null ? null : readPaper(newest.body);
  return edited !== null && 'paper' in edited ? edited.paper : citizenMessages[place.language].papers[place.name];
}

/**
 * The version of the privacy notice that a citizen consents to now; it is stored with the consent (R4.4). Each change of
 * the notice, in whatever language, is another version.
 */
export async function privacyVersion(db: Knex): Promise<string> {
  return privacyVersionOf(await newestPrivacyChange(db));
}

/** The same of its newest change, when that was read with something else. */
export function privacyVersionOf(change: number | null): string {
  return change === null ? shippedPrivacyVersion : `${shippedPrivacyVersion}.${change}`;
}
