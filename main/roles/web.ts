import { announceBy } from '../../messages/announce.ts';
import { nightlyJobs } from '../../reports/nightly.ts';
import { openDatabase } from '../../sql/database.ts';
import { startWeb } from '../../web/start.ts';
import { webOptionsSchema } from './options.ts';
import { runRole } from './role.ts';

/** The role `web`: what people see, and what happens by the calendar. */
runRole(webOptionsSchema, async (options, { log, progress }) => {
  progress('The web is starting.');
  const web = await startWeb({ ...options, log });
  const db = openDatabase(options.databaseUrl, { applicationName: 'uenarocanje-nightly', poolMax: 3 });
  const jobs = nightlyJobs({
    db,
    recordingFolder: options.recording.folder,
    mail: options.mail,
    publicUrl: options.publicUrl,
    announce: announceBy({ publicUrl: options.publicUrl, now: Date.now }),
    log,
  });
  return {
    details: { url: web.url },
    async close() {
      await jobs.close();
      await web.close();
      await db.destroy();
    },
  };
});
