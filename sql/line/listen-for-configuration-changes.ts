import { type Listener, type ListenOptions, listenOn } from '../listen.ts';
import { configurationChannel } from '../schema.ts';

/**
 * Calls back when a transaction that changed configuration has committed, once for changes that arrive together;
 * also after each lost connection is there again, because something may have been missed meanwhile. Resolves when
 * the first connection listens, or at once in the background when there is none yet.
 */
export async function listenForConfigurationChanges(
  url: string,
  onChange: () => void,
  options: ListenOptions = {},
): Promise<Listener> {
  let closed = false;
  let announced = false;

  /** One change notifies once for each table, all in one packet: a turn of the event loop gathers them. */
  const announce = (): void => {
    if (announced || closed) return;
    announced = true;
    setImmediate(() => {
      announced = false;
      if (!closed) onChange();
    });
  };

  const listener = await listenOn(url, configurationChannel, announce, options);
  return {
    async close() {
      closed = true;
      await listener.close();
    },
  };
}
