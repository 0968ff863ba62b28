import type { AgentView, LineView, WallboardView } from '../../engine/core/views.ts';
import type { DoorState } from '../door/door.ts';

/** What a live page shows and the stream sends, whole each time. Instants in milliseconds by the server's clock. */
type Live = { readonly now: number; readonly door: DoorState; readonly asteriskLostSince: number | null };

export type LiveWallboard = Live & { readonly view: WallboardView | null };

export type LiveConsole = Live & {
  readonly view: AgentView | null;
  /** The caller's number as people write it; null when it is withheld or there is no call. */
  readonly caller: string | null;
};

/** What of a live page is broken. The newest trouble of the nearest part is the one to tell. */
export type Trouble =
  | { readonly part: 'server'; readonly since: number }
  | { readonly part: 'session' }
  | { readonly part: 'engine'; readonly since: number }
  | { readonly part: 'asterisk'; readonly since: number }
  /** It is connected, hangs in a part, and takes no new calls. What is shown is true all the same. */
  | { readonly part: 'asteriskHangs'; readonly since: number };

export function troubleOf(
  { door, asteriskLostSince, view }: Live & { readonly view: { readonly line: LineView } | null },
  own: Trouble | null = null,
): Trouble | null {
  if (own !== null) return own;
  if (!door.connected) return { part: 'engine', since: door.since };
  if (asteriskLostSince !== null) return { part: 'asterisk', since: asteriskLostSince };
  const hangs = view?.line.asteriskHangs ?? null;
  return hangs === null ? null : { part: 'asteriskHangs', since: hangs.since };
}
