import type { AsteriskResource } from '../../core/events.ts';

export const canaryResources: readonly AsteriskResource[] = ['channels', 'bridges', 'applications'];

/** `milliseconds` until the answer, or until it was given up. */
export type CanaryHealth = { readonly ok: boolean; readonly milliseconds: number };

export type AriHealth = Readonly<Record<AsteriskResource, CanaryHealth>>;

/** Asks one class of resources. Never rejects. */
export type Sing = (resource: AsteriskResource) => Promise<CanaryHealth>;

export type CanaryOptions = {
  /** ARI's base: "http://127.0.0.1:8088/ari". */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly application: string;
  /** A request is given up after so long. */
  readonly requestMs: number;
};

/**
 * One cheap request of a class, over HTTP and so beside the events socket: a ping says nothing, since each class can
 * hang by itself (FACTS.md: asterisk/asterisk#2170, #2078). Plain `fetch`, not the control plane's thread: a request
 * that hangs there costs the thread, and with it what is asked of the classes that are well.
 */
export function canaryOf({ url, user, password, application, requestMs }: CanaryOptions): Sing {
  const base = url.replace(/\/$/, '');
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const path = {
    channels: 'channels',
    bridges: 'bridges',
    applications: `applications/${encodeURIComponent(application)}`,
  };
  return async (resource) => {
    const askedAt = performance.now();
    const ok = await fetch(`${base}/${path[resource]}`, {
      headers: { authorization },
      signal: AbortSignal.timeout(requestMs),
    })
      .then(
        async (response) => {
          await response.arrayBuffer();
          return response.ok;
        },
        () => false,
      )
      .catch(() => false);
    return { ok, milliseconds: performance.now() - askedAt };
  };
}

/** All classes at once. */
export async function checkHealth(sing: Sing): Promise<AriHealth> {
  const [channels, bridges, applications] = await Promise.all([
    sing('channels'),
    sing('bridges'),
    sing('applications'),
  ]);
  return { channels, bridges, applications };
}
