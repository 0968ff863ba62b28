import type { ComponentChildren } from 'preact';
import type { WallboardView } from '../../engine/core/views.ts';
import type { LiveWallboard, Trouble } from '../live/live-state.ts';
import { troubleOf } from '../live/live-state.ts';
import type { Messages } from '../messages/sl.ts';
import { ConnectionTrouble } from '../pages/connection-trouble.tsx';
import { LineState } from '../pages/line-state.tsx';
import { machineTime, presentExactTime } from '../present/time.ts';
import { AgentsBoard } from './agents-board.tsx';
import { ConfigurationTrouble } from './configuration-trouble.tsx';
import { EstimatesNote } from './estimates-note.tsx';
import { FigureTiles } from './figure-tiles.tsx';
import { QuartersTable } from './quarters-table.tsx';
import { Shortage } from './shortage.tsx';

export type BoardProps = {
  readonly m: Messages;
  readonly live: LiveWallboard;
  /** The server's clock now; counters count on from what the view says. */
  readonly now: number;
  /** What the browser itself knows to be broken. */
  readonly ownTrouble?: Trouble | null;
  readonly mayOverrideLine: boolean;
  /** What people call the reasons of pauses, by key. */
  readonly reasonNames: Readonly<Record<string, string>>;
  /** Drawn by the island; without script the table stands alone. */
  readonly chart?: ComponentChildren;
  readonly fullScreen?: ComponentChildren;
};

/** The wallboard (R2.9), the same on the server and in the browser. */
export function Board(props: BoardProps) {
  const { m, live, now, mayOverrideLine } = props;
  const trouble = troubleOf(live, props.ownTrouble ?? null);
  // What is not followed any more does not count on: the numbers stand where they were last known.
  const staleSince = trouble?.part === 'server' || trouble?.part === 'engine' ? trouble.since : null;
  const stale = staleSince !== null || trouble?.part === 'session';
  return (
    <div class={`board${stale ? ' stale' : ''}`}>
      <div class="board-bar">
        <h1>{m.wallboard.heading}</h1>
        <LineState m={m} line={stale ? null : (live.view?.line ?? null)} now={now} />
        <div class="board-tools">
          <a href="/cakalne-dobe">{m.wallboard.waitingTimes}</a>
          {mayOverrideLine ? <a href="/linija">{m.wallboard.manageLine}</a> : null}
          {props.fullScreen}
        </div>
        <p class="board-clock">
          <time dateTime={machineTime(now)}>{presentExactTime(now)}</time>
        </p>
      </div>
      <ConnectionTrouble m={m} trouble={trouble} now={now} />
      <Shortage m={m} view={live.view} now={now} />
      <ConfigurationTrouble m={m} configuration={live.view?.configuration ?? null} now={now} />
      {live.view === null ? (
        <p class="board-empty">{m.connection.noDataYet}</p>
      ) : (
        <BoardBody {...props} view={live.view} now={staleSince ?? now} />
      )}
    </div>
  );
}

function BoardBody({ m, view, now, reasonNames, chart }: BoardProps & { view: WallboardView }) {
  return (
    <div class="board-body">
      <div class="board-figures">
        <FigureTiles m={m} view={view} now={now} />
        <EstimatesNote m={m} queues={view.queues} />
      </div>
      <AgentsBoard m={m} agents={view.agents} reasonNames={reasonNames} now={now} />
      {/* A long trouble leaves so little room that it scrolls, and who has keys alone must be able to. */}
      <div class="board-chart" role="region" aria-labelledby="cetrtine" tabIndex={0}>
        <h2 id="cetrtine">{m.wallboard.chart}</h2>
        {chart}
        <QuartersTable m={m} view={view} open={chart === undefined} />
      </div>
    </div>
  );
}
