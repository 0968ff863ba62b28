import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Fact } from '../core/facts.ts';
import { presentLegs } from '../core/leg-limit.ts';
import { callbacksFailing, callersWaiting } from '../core/present-callbacks.ts';
import type { World } from '../core/world.ts';

/** What is measured from outside the world. */
export type Probes = {
  readonly world: World;
  /** Records of the journal that the database does not have yet. */
  readonly lag: () => number;
  readonly timers: () => number;
  readonly soundsInTheMaking: () => boolean;
  /** The journal's disk takes no records now; they wait in memory, so many bytes of them. */
  readonly journalTroubled: () => boolean;
  readonly journalHeldBytes: () => number;
  /** Of these what the database does not have either. */
  readonly journalAtRiskBytes: () => number;
  readonly journalReserveBytes: () => number;
  readonly journalDiskFull: () => boolean;
  /** Records that found no place at all. */
  readonly recordsGivenUp: () => number;
  /** What the database holds is not used, since it contradicts itself. */
  readonly configurationRefused: () => boolean;
  readonly health: () => Promise<Readonly<Record<string, { readonly ok: boolean; readonly milliseconds: number }>>>;
};

/** The usual 10 ms wake an engine that has nothing to do a hundred times a second, which is half of what it costs then. */
const eventLoopLookMs = 100;

/** The engine's figures for Prometheus at /metrics and its health at /health (R9.5), on a port of its own. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #calls: Counter<'outcome'>;
  readonly #unexpected: Counter<'machine'>;
  readonly #lostPlaybacks: Counter;
  readonly #server;

  constructor(probes: Probes) {
    const { world, lag, timers, soundsInTheMaking, journalTroubled, journalHeldBytes, health } = probes;
    const journalUnwell = (): boolean => journalTroubled() || probes.journalDiskFull();
    const registers = [this.#registry];
    collectDefaultMetrics({
      register: this.#registry,
      prefix: 'uenarocanje_engine_',
      eventLoopMonitoringPrecision: eventLoopLookMs,
    });
    this.#calls = new Counter({
      name: 'uenarocanje_calls_total',
      help: 'Calls that ended, by outcome',
      labelNames: ['outcome'],
      registers,
    });
    this.#unexpected = new Counter({
      name: 'uenarocanje_unexpected_total',
      help: 'Events that a machine did not expect',
      labelNames: ['machine'],
      registers,
    });
    this.#lostPlaybacks = new Counter({
      name: 'uenarocanje_playbacks_lost_total',
      help: 'Sayings of which Asterisk never told the end; the calls went on without it',
      registers,
    });
    const gauge = (name: string, help: string, value: () => number): void => {
      new Gauge({
        name: `uenarocanje_${name}`,
        help,
        registers,
        collect() {
          this.set(value());
        },
      });
    };
    gauge('calls_open', 'Calls of which the record is not closed', () => world.calls.size);
    gauge('callers_waiting', 'Callers on the line who wait or for whom a phone rings', () => callersWaiting(world));
    gauge(
      'legs_used',
      'Legs of callers, agents, numbers outside and feature codes',
      () => presentLegs(world)?.used ?? 0,
    );
    gauge('legs_limit', 'Legs for which there are audio ports; 0: not known', () => presentLegs(world)?.limit ?? 0);
    gauge('line_full', '1 while new callers are refused for want of audio ports', () =>
      Number(presentLegs(world)?.full ?? false),
    );
    gauge('callbacks_open', 'Callbacks that are not closed', () => world.callbacks.size);
    const failing = 'Open callbacks that our side failed to dial several times in a row: look at the outbound trunk';
    gauge('callbacks_failing', failing, () => callbacksFailing(world));
    gauge('asterisk_connected', '1 when the call plane is connected', () => Number(world.asteriskConnected));
    const hangs = "1 when a class of Asterisk's resources hangs: no new calls are taken";
    gauge('asterisk_hangs', hangs, () => Number(world.asteriskHangs !== null));
    gauge('journal_lag_records', 'Journal records that the database does not have yet', lag);
    const troubled = '1 when the disk takes no records of the journal; a kill of the engine would lose those it holds';
    gauge('journal_troubled', troubled, () => Number(journalTroubled()));
    gauge('journal_held_bytes', 'Bytes of the journal that are not safe on the disk yet', journalHeldBytes);
    const atRisk =
      'Bytes of the journal that neither the disk nor the database has: a kill of the engine would lose them';
    gauge('journal_at_risk_bytes', atRisk, probes.journalAtRiskBytes);
    gauge('journal_disk_full', "1 when the journal's disk is full", () => Number(probes.journalDiskFull()));
    const reserve = 'Bytes of the room on the disk that is kept for the journal of an engine on a full disk';
    gauge('journal_reserve_bytes', reserve, probes.journalReserveBytes);
    const givenUp = 'Records of calls that found no place on the disk, in the database or in memory, and are lost';
    gauge('journal_given_up_records', givenUp, probes.recordsGivenUp);
    const refused = '1 while the configuration in the database contradicts itself; the one before stays in use';
    gauge('configuration_refused', refused, () => Number(probes.configurationRefused()));
    gauge('timers', 'Timers that run', timers);
    const making = '1 while sounds are made ahead of time; calls are served, and the processor has more to do';
    gauge('sounds_in_the_making', making, () => Number(soundsInTheMaking()));
    this.#server = createServer((request, response) => {
      const answer =
        request.url === '/metrics'
          ? this.#figures()
          : request.url === '/health'
            ? healthAnswer(health, journalUnwell)
            : null;
      if (answer === null) return void response.writeHead(404).end();
      answer.then(
        ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
        () => response.writeHead(500).end(),
      );
    });
  }

  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => resolve());
    });
    return (this.#server.address() as AddressInfo).port;
  }

  count(facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (fact.type === 'CallHungUp') this.#calls.inc({ outcome: fact.outcome });
      if (fact.type === 'PlaybackLost') this.#lostPlaybacks.inc();
      if (fact.type === 'Unexpected') this.#unexpected.inc({ machine: fact.machine });
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #figures(): Promise<Answer> {
    return { status: 200, type: this.#registry.contentType, body: await this.#registry.metrics() };
  }
}

type Answer = { readonly status: number; readonly type: string; readonly body: string };

async function healthAnswer(health: Probes['health'], journalUnwell: () => boolean): Promise<Answer> {
  const classes = { journal: { ok: !journalUnwell(), milliseconds: 0 }, ...(await health()) };
  const well = Object.values(classes).every(({ ok }) => ok);
  return { status: well ? 200 : 503, type: 'application/json', body: JSON.stringify(classes) };
}
