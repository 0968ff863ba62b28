import { defaultFlow } from '../dialplan/default-flow.ts';
import type { Flow } from '../dialplan/flow.ts';

const inMenu = new Set([
  'begin',
  'menu',
  'change',
  'freeSlots',
  'ownVisit',
  'waitingTime',
  'information',
  'openingHours',
  'documents',
]);
const documents = new Set(['identityCard', 'passport', 'drivingLicence']);
const outOfHours = new Set([
  'afterHours',
  'callback',
  'visitAfterHours',
  'hoursAfterHours',
  'message',
  'messageSaved',
  'messageEnd',
]);

/** The sample's flow without its menus and messages: who has heard the consent stands in the queue. For tests of what is elsewhere. */
export const shortFlow: Flow = {
  first: defaultFlow.first,
  nodes: JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(defaultFlow.nodes).filter(
          ([id]) => !inMenu.has(id) && !documents.has(id) && !outOfHours.has(id),
        ),
      ),
    )
      .replaceAll('"next":"begin"', '"next":"queue"')
      .replaceAll('"next":"afterHours"', '"next":"end"'),
  ),
};
