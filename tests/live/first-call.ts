import { WebSocket } from 'ws';
import type { AsteriskInstance } from '../../asterisk-conf/start.ts';

export type Taken = {
  readonly args: readonly string[];
  readonly channel: { readonly state: string };
};

/** An engine comes up and waits for the first call that is handed to it. */
export const firstCallOf = async (asterisk: Pick<AsteriskInstance, 'ari'>): Promise<Taken> => {
  const { url, user, password } = asterisk.ari;
  const authorization = `Basic ${btoa(`${user}:${password}`)}`;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/events?app=uenarocanje`, { headers: { authorization } });
  try {
    return await new Promise<Taken>((resolve, reject) => {
      socket.once('error', reject);
      socket.on('message', (data) => {
        const event = JSON.parse(String(data)) as Taken & { readonly type: string };
        if (event.type === 'StasisStart') resolve(event);
      });
    });
  } finally {
    socket.close();
  }
};
