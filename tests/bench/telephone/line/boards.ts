import type { AgentStateName } from '../../../../engine/core/facts.ts';
import type { AgentId } from '../../../../engine/core/ids.ts';
import type { LiveWallboard } from '../../../../web/live/live-state.ts';
import { visit } from '../../../web/fixture/visitor.ts';

/** Open wallboards of one signed-in person, as browsers hold them: each a stream of events. */
export type Boards = {
  /** When each of them had a view in which the agent is in that state; by performance.now(). */
  whenAgentIs(agentId: AgentId, state: AgentStateName): Promise<readonly number[]>;
  /** The first of them. */
  only(count: number): Boards;
  close(): Promise<void>;
};

type Board = { tell: (live: LiveWallboard) => void };

export async function openBoards(options: {
  readonly url: string;
  readonly password: string;
  readonly count: number;
}): Promise<Boards> {
  const supervisor = visit(options);
  const answer = await supervisor.signIn('nadzornik', { geslo: options.password });
  if (answer.status !== 302 && answer.status !== 303) throw new Error(`The sign-in was answered ${answer.status}.`);
  const cookie = [...supervisor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const ending = new AbortController();
  const open: Board[] = [];
  const readings: Promise<void>[] = [];
  for (let index = 0; index < options.count; index += 1) {
    const board: Board = { tell: () => undefined };
    const stream = await fetch(`${options.url}/stena/dogodki`, { headers: { cookie }, signal: ending.signal });
    if (stream.status !== 200 || stream.body === null) throw new Error(`A wallboard was answered ${stream.status}.`);
    readings.push(read(stream.body, board).catch(() => undefined));
    open.push(board);
  }
  const of = (boards: readonly Board[]): Boards => ({
    whenAgentIs: (agentId, state) =>
      Promise.all(
        boards.map(
          (board) =>
            new Promise<number>((resolve) => {
              board.tell = (live) => {
                if (live.view?.agents.find(({ id }) => id === agentId)?.state === state) resolve(performance.now());
              };
            }),
        ),
      ),
    only: (count) => of(boards.slice(0, count)),
    async close() {
      ending.abort();
      await Promise.all(readings);
    },
  });
  return of(open);
}

async function read(body: ReadableStream<Uint8Array>, board: Board): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (\{.*)$/m.exec(event)?.[1];
      if (data !== undefined) board.tell(JSON.parse(data) as LiveWallboard);
    }
  }
}
