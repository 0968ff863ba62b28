/** One ARI request. `uri` has no leading slash: "channels/ID/answer". `body` is sent as JSON. */
export type RestRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly uri: string;
  readonly body?: unknown;
  /** What it is part of succeeds without it. */
  readonly optional?: true;
};

/** ARI's answer. Status 0: there was none within the time-out, or the socket was closed; `body` then says which. */
export type RestAnswer = { readonly status: number; readonly body: string };

export function succeeded(answer: RestAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** What ARI said in words: its answers to a refused request are {"message": …} or {"error": …}. */
export function reasonOf(answer: RestAnswer): string {
  try {
    const said: unknown = JSON.parse(answer.body);
    if (typeof said === 'object' && said !== null) {
      if ('message' in said && typeof said.message === 'string') return said.message;
      if ('error' in said && typeof said.error === 'string') return said.error;
    }
  } catch {
    // Not JSON: our own words, or none.
  }
  return answer.body;
}
