import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { MessageCounts } from '../../sql/messages/count-messages.ts';

/** What the web counts of itself (R9.5). Labels hold routes and states, never what somebody asked for. */
export type WebMetrics = {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly signIns: Counter<'result'>;
  readonly commands: Counter<'command' | 'result'>;
};

export type Observed = {
  streams(): number;
  doorConnected(): boolean;
  /** The outbox; null while the database can not be asked. */
  messages(): Promise<MessageCounts | null>;
};

export function openMetrics(observed: Observed): WebMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'uenarocanje_web_event_streams',
    help: 'Pages that are live now.',
    registers: [registry],
    collect() {
      this.set(observed.streams());
    },
  });
  new Gauge({
    name: 'uenarocanje_web_door_connected',
    help: '1 while the engine is connected.',
    registers: [registry],
    collect() {
      this.set(observed.doorConnected() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'uenarocanje_messages',
    help: 'E-mail and SMS under way (queued), waiting for a server to be configured (parked), failed and not taken care of.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      const counts = await observed.messages();
      for (const [state, count] of Object.entries(counts ?? {})) this.set({ state }, count);
    },
  });
  return {
    registry,
    requests: new Histogram({
      name: 'uenarocanje_web_request_seconds',
      help: 'Time to answer a request.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    signIns: new Counter({
      name: 'uenarocanje_web_sign_ins_total',
      help: 'Sign-ins by their result.',
      labelNames: ['result'],
      registers: [registry],
    }),
    commands: new Counter({
      name: 'uenarocanje_web_commands_total',
      help: 'Commands to the engine by their result.',
      labelNames: ['command', 'result'],
      registers: [registry],
    }),
  };
}
