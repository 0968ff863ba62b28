import type { WallboardView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { presentTimeField } from '../present/time.ts';

/** The chart's numbers for those who do not see it, and for pages without script. */
export function QuartersTable({ m, view, open }: { m: Messages; view: WallboardView; open: boolean }) {
  if (view.today.quarters.length === 0) return <p class="board-empty">{m.wallboard.noCallsYet}</p>;
  return (
    <details class="quarters" open={open}>
      <summary>{m.wallboard.table}</summary>
      <div class="table-scroll" role="region" aria-label={m.wallboard.tableName} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{m.wallboard.quarter}</th>
              <th scope="col">{m.wallboard.offered}</th>
              <th scope="col">{m.wallboard.answered}</th>
              <th scope="col">{m.wallboard.abandoned}</th>
            </tr>
          </thead>
          <tbody>
            {view.today.quarters.map((quarter) => (
              <tr key={quarter.start}>
                <th scope="row">{presentTimeField(quarter.start)}</th>
                <td>{quarter.offered}</td>
                <td>{quarter.answered}</td>
                <td>{quarter.abandoned}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
