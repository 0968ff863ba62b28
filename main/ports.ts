import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { SettingName, Settings } from './settings.ts';
import { Trouble } from './trouble.ts';

type Listener = {
  readonly setting: SettingName;
  readonly what: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
};

/** All that will listen, with the setting that moves it. */
export function listenersOf(settings: Settings): Listener[] {
  const here = '127.0.0.1';
  return [
    ...(settings.database.url === null
      ? [
          {
            setting: 'DATABASE_PORT',
            what: 'PostgreSQL',
            host: here,
            port: settings.database.port,
            protocol: 'tcp',
          } as const,
        ]
      : []),
    ...(settings.ari === null
      ? ([
          { setting: 'SIP_PORT', what: 'SIP', host: settings.sip.host, port: settings.sip.port, protocol: 'udp' },
          { setting: 'SIP_PORT', what: 'SIP', host: settings.sip.host, port: settings.sip.port, protocol: 'tcp' },
          ...(settings.sipTls === null
            ? []
            : [
                {
                  setting: 'SIP_TLS_PORT',
                  what: 'SIP over TLS',
                  host: settings.sip.host,
                  port: settings.sipTls.port,
                  protocol: 'tcp',
                } as const,
              ]),
          { setting: 'ASTERISK_HTTP_PORT', what: 'ARI', host: here, port: settings.asteriskHttpPort, protocol: 'tcp' },
        ] as const)
      : []),
    { setting: 'ENGINE_PORT', what: 'the engine’s door', host: here, port: settings.doorPort, protocol: 'tcp' },
    { setting: 'METRICS_PORT', what: 'the metrics', host: here, port: settings.metricsPort, protocol: 'tcp' },
    ...(settings.standby === null
      ? []
      : ([
          {
            setting: 'STANDBY_ENGINE_PORT',
            what: 'the second engine’s door',
            host: here,
            port: settings.standby.doorPort,
            protocol: 'tcp',
          },
          {
            setting: 'STANDBY_METRICS_PORT',
            what: 'the second engine’s metrics',
            host: here,
            port: settings.standby.metricsPort,
            protocol: 'tcp',
          },
        ] as const)),
    { setting: 'PORT', what: 'the web', host: settings.web.host, port: settings.web.port, protocol: 'tcp' },
  ];
}

/**
 * Tries every port before anything is started, so that an occupied one is one sentence and not a process that falls
 * again and again.
 * @throws Trouble naming each occupied port and its setting, or settings that name the same port
 */
export async function refuseOccupiedPorts(listeners: readonly Listener[]): Promise<void> {
  const twice = sharedPorts(listeners);
  if (twice.length > 0) throw new Trouble(twice.join('\n'), 'Choose another port for one of them and start again.');
  const results = await Promise.all(listeners.map(tryListener));
  const sentences = new Set(results.filter((result) => result !== null));
  if (sentences.size === 0) return;
  throw new Trouble([...sentences].join('\n'), 'Stop what uses it, or choose another with the setting named above.');
}

/** Listeners that would take each other's port. One setting may stand for TCP and UDP. */
function sharedPorts(listeners: readonly Listener[]): readonly string[] {
  return listeners.flatMap((one, place) =>
    listeners
      .slice(place + 1)
      .filter((other) => other.port === one.port && other.protocol === one.protocol && meet(one.host, other.host))
      .map(
        (other) =>
          `${one.setting} and ${other.setting} are both ${one.port}: ${one.what} and ${other.what} need a port each.`,
      ),
  );
}

function meet(one: string, other: string): boolean {
  const everywhere = ['0.0.0.0', '::'];
  return one === other || everywhere.includes(one) || everywhere.includes(other);
}

async function tryListener({ setting, what, host, port, protocol }: Listener): Promise<string | null> {
  try {
    if (protocol === 'tcp') {
      const server = createServer().listen({ port, host, exclusive: true });
      await once(server, 'listening');
      server.close();
      await once(server, 'close');
    } else {
      const socket = createSocket('udp4').bind({ port, address: host, exclusive: true });
      await once(socket, 'listening');
      socket.close();
      await once(socket, 'close');
    }
    return null;
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'EADDRINUSE':
        return `Port ${port} for ${what} is occupied by another program (setting ${setting}=${port}).`;
      case 'EACCES':
        return `Port ${port} for ${what} is for root only: choose one above 1023 (setting ${setting}=${port}).`;
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
        return `${host} is no address of this machine (setting ${setting === 'PORT' ? 'HOST' : 'SIP_HOST'}=${host}).`;
      default:
        throw error;
    }
  }
}
