import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { AriAccess } from '../../../../asterisk-conf/ari-access.ts';

export type AskedRequest = {
  readonly id: string;
  readonly method: string;
  readonly uri: string;
  readonly body: unknown;
};

/** What the fake answers; 'silence': nothing, ever. */
export type FakeAnswer = { readonly status: number; readonly body?: unknown } | 'silence';

/**
 * Asterisk's side of the wire: the events socket with REST over it, and as much of ARI over HTTP as ari-client loads.
 * It can be slow, silent, wrong and gone. It stands in for the network only; everything behind the sockets is real.
 */
export class FakeAsterisk {
  readonly access: AriAccess;
  /** Every request that came over the socket, in order. */
  readonly asked: AskedRequest[] = [];
  /** How often the events socket was opened. */
  connections = 0;
  /** Over the socket. A promise holds the answer back. */
  answer: (request: AskedRequest) => FakeAnswer | Promise<FakeAnswer> = () => ({ status: 204 });
  /** Over HTTP, by path after /ari/; undefined: nothing is answered. */
  http: (path: string) => { readonly status: number; readonly text: string } | undefined = (path) => resourceAt(path);
  /** The status of the handshake; 101 opens. */
  handshake = 101;
  readonly #sockets = new Set<WebSocket>();
  readonly #close: () => Promise<void>;
  readonly #seen = new Set<() => void>();

  private constructor(port: number, close: () => Promise<void>) {
    this.access = { url: `http://127.0.0.1:${port}/ari`, user: 'engine', password: 'secret' };
    this.#close = close;
  }

  static async open(): Promise<FakeAsterisk> {
    const http = createServer();
    const sockets = new WebSocketServer({ noServer: true });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const { port } = http.address() as AddressInfo;
    const fake = new FakeAsterisk(port, async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    });
    http.on('request', (request, response) => fake.#respond(request, response));
    http.on('upgrade', (request, socket, head) => {
      const status = isAuthorised(request) ? fake.handshake : 401;
      if (status !== 101) return socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      sockets.handleUpgrade(request, socket, head, (client) => fake.#accept(client));
    });
    return fake;
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Sends an event as it stands: text is sent raw. */
  tell(event: unknown): void {
    const text = typeof event === 'string' ? event : JSON.stringify(event);
    for (const socket of this.#sockets) socket.send(text);
  }

  /** Breaks every events socket without a word. */
  drop(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Takes in nothing more, not even pings, as a thread that hangs. */
  freeze(): void {
    for (const socket of this.#sockets) socket.pause();
  }

  /** Resolves when `is` holds of what was asked and of the connections so far. */
  until(is: (fake: FakeAsterisk) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!is(this)) return;
        this.#seen.delete(look);
        resolve();
      };
      this.#seen.add(look);
      look();
    });
  }

  #accept(socket: WebSocket): void {
    this.#sockets.add(socket);
    this.connections += 1;
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('message', (data) => void this.#serve(socket, String(data)));
    this.#look();
  }

  async #serve(socket: WebSocket, text: string): Promise<void> {
    const { request_id: id, method, uri, message_body: body } = JSON.parse(text);
    const request: AskedRequest = { id, method, uri, body: body === undefined ? undefined : JSON.parse(body) };
    this.asked.push(request);
    this.#look();
    const answer = await this.answer(request);
    if (answer === 'silence' || socket.readyState !== socket.OPEN) return;
    const content = answer.body === undefined ? {} : { message_body: JSON.stringify(answer.body) };
    socket.send(JSON.stringify({ type: 'RESTResponse', request_id: id, status_code: answer.status, uri, ...content }));
  }

  #respond(request: IncomingMessage, response: ServerResponse): void {
    if (!isAuthorised(request)) {
      response.writeHead(401).end();
      return;
    }
    const path = new URL(request.url ?? '', 'http://fake').pathname.replace(/^\/ari\//, '');
    const answer = this.http(path);
    if (answer === undefined) return;
    const text = answer.text.replaceAll('//HOST/', `//${request.headers.host}/`);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  }

  #look(): void {
    for (const look of [...this.#seen]) look();
  }
}

export async function withFakeAsterisk(work: (fake: FakeAsterisk) => Promise<void>): Promise<void> {
  const fake = await FakeAsterisk.open();
  try {
    await work(fake);
  } finally {
    await fake.close();
  }
}

function isAuthorised(request: IncomingMessage): boolean {
  return (
    request.headers.authorization === `Basic ${btoa('engine:secret')}` || request.url === '/ari/api-docs/resources.json'
  );
}

/** What a freshly started Asterisk with one registered phone says, in the form that its own api-docs have. */
export function resourceAt(path: string): { readonly status: number; readonly text: string } {
  const found = resources.get(path);
  return found === undefined
    ? { status: 404, text: '{"message":"Not found"}' }
    : { status: 200, text: JSON.stringify(found) };
}

const application = { name: 'uenarocanje', channel_ids: [], bridge_ids: [], endpoint_ids: [], device_names: [] };

const declaration = (
  name: string,
  apis: readonly (readonly [string, string, string, string, readonly string[]])[],
) => ({
  apiVersion: '9.0.0',
  swaggerVersion: '1.1',
  basePath: 'http://HOST/ari',
  resourcePath: `/api-docs/${name}.{format}`,
  apis: apis.map(([path, httpMethod, nickname, responseClass, parameters]) => ({
    path,
    operations: [
      {
        httpMethod,
        nickname,
        responseClass,
        parameters: parameters.map((parameter) => {
          const [parameterName, paramType] = parameter.split(':');
          return {
            name: parameterName,
            paramType,
            dataType: paramType === 'body' ? 'object' : 'string',
            required: true,
          };
        }),
      },
    ],
  })),
  models: {},
});

const resources = new Map<string, unknown>([
  [
    'api-docs/resources.json',
    {
      apiVersion: '9.0.0',
      swaggerVersion: '1.1',
      basePath: 'http://HOST/ari',
      apis: ['channels', 'bridges', 'endpoints', 'applications'].map((name) => ({
        path: `/api-docs/${name}.{format}`,
        description: name,
      })),
    },
  ],
  ['api-docs/channels.json', declaration('channels', [['/channels', 'GET', 'list', 'List[Channel]', []]])],
  ['api-docs/bridges.json', declaration('bridges', [['/bridges', 'GET', 'list', 'List[Bridge]', []]])],
  [
    'api-docs/endpoints.json',
    declaration('endpoints', [['/endpoints/{tech}', 'GET', 'listByTech', 'List[Endpoint]', ['tech:path']]]),
  ],
  [
    'api-docs/applications.json',
    declaration('applications', [
      ['/applications/{applicationName}', 'GET', 'get', 'Application', ['applicationName:path']],
      [
        '/applications/{applicationName}/subscription',
        'POST',
        'subscribe',
        'Application',
        ['applicationName:path', 'eventSource:query'],
      ],
      [
        '/applications/{applicationName}/eventFilter',
        'PUT',
        'filter',
        'Application',
        ['applicationName:path', 'filter:body'],
      ],
    ]),
  ],
  ['channels', []],
  ['bridges', []],
  ['endpoints/PJSIP', [{ technology: 'PJSIP', resource: '101', state: 'online', channel_ids: [] }]],
  ['applications/uenarocanje', application],
  ['applications/uenarocanje/subscription', application],
  ['applications/uenarocanje/eventFilter', application],
]);
