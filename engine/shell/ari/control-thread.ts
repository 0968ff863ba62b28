import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import ariClient, { type Bridge, type Channel, type Client } from 'ari-client';
import type { Instant } from '../../core/ids.ts';
import type {
  ControlAnswers,
  ControlRequest,
  ControlThreadData,
  FromControlThread,
  Inventory,
  InventoryBridge,
  InventoryChannel,
  ToControlThread,
} from './control-messages.ts';
import { callerNumberOf } from './decode.ts';

/**
 * The thread in which ari-client lives. It is not maintained, and what goes wrong in it is thrown where nobody can
 * catch it: a 401, a 404 or a cut answer ends the process (measured, ari-client 2.2.0 on Node 24). Here it ends this
 * thread, and control-plane.ts starts another.
 */
const { address, user, password, application } = workerData as ControlThreadData;
const port = parentPort;
if (port === null) throw new Error('control-thread.ts runs as a worker thread only.');
const tell = (message: FromControlThread): void => port.postMessage(message);

ariClient.connect(address, user, password).then(
  (client) => {
    port.on('message', (asked: ToControlThread) => void answer(client, asked));
    tell({ type: 'ready' });
    // Kept for the next start, if anything is (main/roles/node-arguments.ts); a process that is killed keeps nothing.
    flushCompileCache();
  },
  (error: unknown) => {
    tell({ type: 'unreachable', reason: reasonOf(error) });
    port.close();
  },
);

async function answer(client: Client, { id, request }: ToControlThread): Promise<void> {
  try {
    tell({ type: 'answer', id, value: await carryOut(client, request) });
  } catch (error) {
    tell({ type: 'failure', id, reason: reasonOf(error) });
  }
}

function carryOut(client: Client, request: ControlRequest): Promise<ControlAnswers[keyof ControlAnswers]> {
  switch (request.type) {
    case 'prepare':
      return prepare(client, request.wantedEvents);
    case 'inventory':
      return takeInventory(client);
  }
}

async function prepare(client: Client, wantedEvents: readonly string[]): Promise<null> {
  const filter = { allowed: wantedEvents.map((type) => ({ type })) };
  await client.applications.filter({ applicationName: application, filter });
  for (const eventSource of ['deviceState:', 'channel:'])
    await client.applications.subscribe({ applicationName: application, eventSource });
  return null;
}

async function takeInventory(client: Client): Promise<Inventory> {
  // Endpoints first and channels last: what changes meanwhile is told by events, which are held until this is here.
  const endpoints = await client.endpoints.listByTech({ tech: 'PJSIP' });
  const bridges = await client.bridges.list({});
  const channels = await client.channels.list({});
  const { channel_ids: subscribedChannels } = await client.applications.get({ applicationName: application });
  return {
    channels: channels.map(toInventoryChannel),
    bridges: bridges.filter(({ creator }) => creator === 'Stasis').map(toInventoryBridge),
    phones: endpoints
      .filter(({ resource }) => /^\d+$/.test(resource))
      .map(({ resource, state }) => ({ user: resource, reachable: state === 'online' })),
    ownSubscriptions: subscribedChannels.filter((id) => !id.startsWith('__AST_')),
  };
}

function toInventoryChannel(channel: Channel): InventoryChannel {
  const phone = /^PJSIP\/(\d+)-/.exec(channel.name ?? '')?.[1];
  const { app_name: name, app_data: data } = channel.dialplan;
  const [head, ...args] = data.split(',');
  return {
    id: channel.id,
    up: channel.state === 'Up',
    args: name === 'Stasis' && head === application ? args : null,
    callerNumber: callerNumberOf(channel),
    createdAt: Date.parse(channel.creationtime) as Instant,
    ...(phone === undefined ? {} : { phone }),
  };
}

function toInventoryBridge(bridge: Bridge): InventoryBridge {
  return {
    id: bridge.id,
    kind: bridge.bridge_type === 'holding' ? 'holding' : 'mixing',
    channels: [...bridge.channels],
  };
}

/** ari-client rejects with errors, with plain objects and with text. */
function reasonOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : 'no reason given';
}
