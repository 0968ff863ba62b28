/** Where ARI is and who may use it. `url` ends in "/ari". */
export type AriAccess = { readonly url: string; readonly user: string; readonly password: string };

/** One plain request, for starting, reloading and bans only; the engine has its own two doors. `body` goes as JSON. */
export const askAri = async (
  ari: AriAccess,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly text: string }> => {
  const authorization = `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}`;
  const response = await fetch(`${ari.url}/${path}`, {
    method,
    headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(5_000),
  });
  return { status: response.status, text: await response.text() };
};
