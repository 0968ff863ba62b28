import { z } from 'zod';
import { type AriAccess, askAri } from '../asterisk-conf/ari-access.ts';

export type StrandedCallersOptions = {
  readonly ari: AriAccess;
  /** Our name in Asterisk. */
  readonly application: string;
  /** An engine serves, or could take over at once. */
  readonly isEngineThere: () => boolean;
  /** Without an engine for so long. */
  readonly afterMs: number;
  /** So many callers were handed over to Asterisk's plan. */
  readonly onHandOver: (callers: number) => void;
  readonly onTrouble: (reason: string) => void;
};

/** From one look to the next. */
const everyMs = 1_000;

const bridgesSchema = z.array(z.object({ id: z.string(), bridge_type: z.string(), channels: z.array(z.string()) }));
const channelsSchema = z.array(
  z.object({
    id: z.string(),
    creationtime: z.string(),
    dialplan: z.object({ app_name: z.string(), app_data: z.string() }),
  }),
);

/**
 * Whoever calls while no engine is there comes into Asterisk's own plan (asterisk-conf/templates/extensions.ts). Callers
 * who waited in our application when the last engine fell stay in it with their music, and nobody would ever answer them
 * if the engine can not start again. After a while they are handed over to the same plan, the earliest first: it rings
 * the signed-in phones for them, by their arrival, and hands them back to an engine that comes after all. Who talks, or
 * is on hold in a talk, stays where they are.
 */
export function watchStrandedCallers(options: StrandedCallersOptions): { stop(): Promise<void> } {
  const { isEngineThere, afterMs, onHandOver, onTrouble } = options;
  let absentSince: number | null = null;
  const handed = new Set<string>();
  let stopped = false;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    if (isEngineThere()) {
      absentSince = null;
      handed.clear();
    } else absentSince ??= performance.now();
    if (absentSince === null || performance.now() - absentSince < afterMs) return;
    try {
      const before = handed.size;
      for (const id of await handOver(options)) handed.add(id);
      if (handed.size > before) onHandOver(handed.size - before);
    } catch (error) {
      onTrouble(error instanceof Error ? error.message : String(error));
    }
  };
  const again = (): void => {
    if (stopped) return;
    looking = look();
    void looking.then(() => {
      if (!stopped) timer = setTimeout(again, everyMs);
    });
  };
  let timer = setTimeout(again, everyMs);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

/**
 * Answers who was asked to leave. Whoever hears something at that moment leaves at its end, and may be asked again until
 * then. The ringing tone of a number outside has no end, so it is ended first.
 */
async function handOver({ ari, application, isEngineThere }: StrandedCallersOptions): Promise<readonly string[]> {
  const channels = channelsSchema.parse(await list(ari, 'channels'));
  const bridges = bridgesSchema.parse(await list(ari, 'bridges'));
  const talking = new Set(bridges.filter((bridge) => !isQueuePlace(bridge)).flatMap((bridge) => bridge.channels));
  const waiting = channels
    .filter(({ id, dialplan }) => isCaller(dialplan, application) && !talking.has(id))
    .toSorted((one, other) => Date.parse(one.creationtime) - Date.parse(other.creationtime));
  const asked: string[] = [];
  for (const { id } of waiting) {
    if (isEngineThere()) break;
    const place = bridges.find((bridge) => isQueuePlace(bridge) && bridge.channels.includes(id));
    if (place !== undefined) await askAri(ari, 'DELETE', `playbacks/${encodeURIComponent(toneAt(place))}`);
    if (await leaveToPlan(ari, `channels/${encodeURIComponent(id)}`)) asked.push(id);
  }
  return asked;
}

/**
 * NOTE: that no more waiting is needed is said by the place in the plan and not by a variable of the channel. One that is
 * set over ARI keeps the channel's thread from dangerous functions for good, the writing of the call's end to its file
 * among them (Asterisk 22, app_control_set_channel_var). A plan of an earlier version has no such place and says so.
 */
async function leaveToPlan(ari: AriAccess, channel: string): Promise<boolean> {
  await askAri(ari, 'DELETE', `${channel}/moh`);
  const go = async (place: string): Promise<number> =>
    (await askAri(ari, 'POST', `${channel}/continue?context=waiting&${place}`)).status;
  return (await go('extension=stranded&label=queue')) === 204 || (await go('extension=s&priority=1')) === 204;
}

async function list(ari: AriAccess, path: 'channels' | 'bridges'): Promise<unknown> {
  const { status, text } = await askAri(ari, 'GET', path);
  if (status !== 200) throw new Error(`Asterisk does not say which ${path} there are (${status}).`);
  return JSON.parse(text);
}

type Bridge = z.infer<typeof bridgesSchema>[number];

/** A caller's place in a queue is a holding bridge named after its entry (engine/core/queueing.ts). */
function isQueuePlace({ id, bridge_type: type }: Bridge): boolean {
  return type === 'holding' && /^hold-.+-q\d+$/.test(id);
}

/** What is heard there while it rings outside is named after the entry, too (engine/core/outside.ts). */
function toneAt({ id }: Bridge): string {
  return `${id.slice('hold-'.length)}-tone`;
}

function isCaller(
  { app_name: name, app_data: data }: z.infer<typeof channelsSchema>[number]['dialplan'],
  application: string,
): boolean {
  return name === 'Stasis' && data.startsWith(`${application},trunk,`);
}
