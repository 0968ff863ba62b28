import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Command, CommandAnswer, CommandSource } from '../core/commands.ts';
import type { AgentId, CommandId } from '../core/ids.ts';
import type { AgentView, WallboardView } from '../core/views.ts';
import type { FromEngine } from './messages.ts';
import { toEngine } from './read-message.ts';

/** What the door opens to. */
export type Inside = {
  readonly wallboard: () => WallboardView;
  readonly agent: (agentId: AgentId) => AgentView | null;
  readonly command: (commandId: CommandId, by: CommandSource, command: Command) => void;
};

export type DoorOptions = {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly inside: Inside;
};

type Visitor = { readonly socket: WebSocket; wallboard: boolean; readonly agents: Set<AgentId> };

/** A visitor who reads this far behind is sent nothing more until it caught up; then it gets the newest view only. */
const backlogLimitBytes = 1 << 20;
/** Views that change in a burst are sent once. 40 ms is far below what an eye sees as late. */
const gatherMs = 40;

/** The engine's one door: a WebSocket at /door behind a token (engine/door/messages.ts). */
export class DoorServer {
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  readonly #inside: Inside;
  readonly #visitors = new Set<Visitor>();
  readonly #asking = new Map<CommandId, WebSocket>();
  #gathering: NodeJS.Timeout | null = null;

  private constructor(http: Server, sockets: WebSocketServer, inside: Inside) {
    this.#http = http;
    this.#sockets = sockets;
    this.#inside = inside;
    sockets.on('connection', (socket) => this.#enter(socket));
  }

  static async open({ host, port, token, inside }: DoorOptions): Promise<DoorServer> {
    const http = createServer((_request, response) => response.writeHead(404).end());
    const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
    http.on('upgrade', (request, socket, head) => {
      if (request.url !== '/door' || !carriesToken(request, token)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
    });
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(port, host, () => {
        http.off('error', reject);
        resolve();
      });
    });
    return new DoorServer(http, sockets, inside);
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get visitors(): number {
    return this.#visitors.size;
  }

  /** Something may look different now. */
  changed(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      this.#showAll();
    }, gatherMs);
  }

  answer(commandId: CommandId, answer: CommandAnswer): void {
    const socket = this.#asking.get(commandId);
    this.#asking.delete(commandId);
    if (socket) send(socket, { type: 'answer', commandId, answer });
  }

  async close(): Promise<void> {
    clearTimeout(this.#gathering ?? undefined);
    for (const { socket } of this.#visitors) socket.close(1001, 'the engine stops');
    this.#sockets.close();
    await new Promise<void>((resolve) => {
      this.#http.close(() => resolve());
      this.#http.closeAllConnections();
      for (const { socket } of this.#visitors) socket.terminate();
    });
  }

  #enter(socket: WebSocket): void {
    const visitor: Visitor = { socket, wallboard: false, agents: new Set() };
    this.#visitors.add(visitor);
    socket.on('message', (data) => this.#read(visitor, String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#visitors.delete(visitor);
      for (const [commandId, asker] of this.#asking) if (asker === socket) this.#asking.delete(commandId);
    });
  }

  #read(visitor: Visitor, text: string): void {
    const message = toEngine.safeParse(parseJson(text));
    if (!message.success) {
      send(visitor.socket, { type: 'malformed', expected: z.prettifyError(message.error) });
      return;
    }
    const asked = message.data;
    switch (asked.type) {
      case 'subscribe':
      case 'unsubscribe': {
        const wanted = asked.type === 'subscribe';
        if (asked.view === 'wallboard') visitor.wallboard = wanted;
        else if (wanted) visitor.agents.add(asked.agentId);
        else visitor.agents.delete(asked.agentId);
        if (wanted) this.#show(visitor, asked.view === 'wallboard', asked.view === 'agent' ? [asked.agentId] : []);
        return;
      }
      case 'command':
        this.#asking.set(asked.commandId, visitor.socket);
        this.#inside.command(asked.commandId, asked.by, asked.command);
        return;
    }
  }

  #showAll(): void {
    const wallboard = [...this.#visitors].some((visitor) => visitor.wallboard) ? this.#inside.wallboard() : null;
    const text = wallboard && JSON.stringify({ type: 'view', view: 'wallboard', data: wallboard } satisfies FromEngine);
    for (const visitor of this.#visitors) {
      if (visitor.socket.bufferedAmount > backlogLimitBytes) continue;
      if (visitor.wallboard && text) visitor.socket.send(text);
      this.#show(visitor, false, visitor.agents);
    }
  }

  #show(visitor: Visitor, wallboard: boolean, agents: Iterable<AgentId>): void {
    if (wallboard) send(visitor.socket, { type: 'view', view: 'wallboard', data: this.#inside.wallboard() });
    for (const agentId of agents) {
      const data = this.#inside.agent(agentId);
      if (data) send(visitor.socket, { type: 'view', view: 'agent', agentId, data });
    }
  }
}

function send(socket: WebSocket, message: FromEngine): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}

function carriesToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
