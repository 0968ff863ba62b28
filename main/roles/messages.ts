import { startMessenger } from '../../messages/delivery/messenger.ts';
import { messagesOptionsSchema } from './options.ts';
import { runRole } from './role.ts';

/**
 * The role `messages`: brings e-mail and SMS out of the outbox. A role of its own, so that the pages do not know the
 * passwords of mail and SMS servers, and so that there is one bound connection to the SMS centre however many webs run.
 */
runRole(messagesOptionsSchema, async (options, { log, progress }) => {
  progress('Messages are being delivered.');
  const messenger = await startMessenger({ ...options, log });
  return {
    details: {},
    fallen: messenger.ended.then(
      () => 'The job queue ended.',
      () => 'The job queue failed.',
    ),
    close: () => messenger.close(),
  };
});
