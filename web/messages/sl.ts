import { agentConsole } from './sl/agent-console.ts';
import { audit } from './sl/audit.ts';
import { callStory } from './sl/call-story.ts';
import { callbacks } from './sl/callbacks.ts';
import { calls } from './sl/calls.ts';
import { catalogue } from './sl/catalogue.ts';
import { citizenTexts } from './sl/citizen-texts.ts';
import { configuration } from './sl/configuration.ts';
import { contacts } from './sl/contacts.ts';
import { dataSubject } from './sl/data-subject.ts';
import { desk } from './sl/desk.ts';
import { deskVisits } from './sl/desk-visits.ts';
import { entrance } from './sl/entrance.ts';
import { evacuation } from './sl/evacuation.ts';
import { frame } from './sl/frame.ts';
import { guide } from './sl/guide.ts';
import { keyMenu } from './sl/key-menu.ts';
import { lineHours } from './sl/line-hours.ts';
import { locations } from './sl/locations.ts';
import { movePlace } from './sl/move-place.ts';
import { openingRules } from './sl/opening-rules.ts';
import { outbox } from './sl/outbox.ts';
import { overflow } from './sl/overflow.ts';
import { papers } from './sl/papers.ts';
import { people } from './sl/people.ts';
import { prompts } from './sl/prompts.ts';
import { registers } from './sl/registers.ts';
import { retention } from './sl/retention.ts';
import { schedule } from './sl/schedule.ts';
import { secondFactor } from './sl/second-factor.ts';
import { statistics } from './sl/statistics.ts';
import { telephone } from './sl/telephone.ts';
import { timeBlocks } from './sl/time-blocks.ts';
import { transfer } from './sl/transfer.ts';
import { voiceMessages } from './sl/voice-messages.ts';
import { wallboard } from './sl/wallboard.ts';
import { whyNot } from './sl/why-not.ts';

/** All that the pages say, in Slovene. Another language is another object of this type. */
export const sl = {
  ...frame,
  ...telephone,
  entrance,
  wallboard,
  whyNot,
  agentConsole,
  audit,
  callbacks,
  calls,
  callStory,
  lineHours,
  locations,
  movePlace,
  catalogue,
  citizenTexts,
  configuration,
  contacts,
  dataSubject,
  overflow,
  evacuation,
  guide,
  desk,
  deskVisits,
  openingRules,
  outbox,
  papers,
  people,
  prompts,
  registers,
  keyMenu,
  retention,
  schedule,
  secondFactor,
  statistics,
  timeBlocks,
  transfer,
  voiceMessages,
};
export type Messages = typeof sl;
