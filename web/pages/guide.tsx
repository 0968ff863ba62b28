import type { Messages } from '../messages/sl.ts';

/** "Kako to deluje": what a page is for and how it is worked with, a point a sentence or two, for its users (R3.11). */
export function Guide({ m, points }: { readonly m: Messages; readonly points: readonly string[] }) {
  return (
    <details class="guide">
      <summary>{m.guide.heading}</summary>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </details>
  );
}
