/** The part of ari-client 2.2.0 that we use; it brings no types. Results are what ARI's documentation says. */
declare module 'ari-client' {
  type Operation<Parameters, Result> = (parameters: Parameters) => Promise<Result>;
  type None = Record<string, never>;

  export type Channel = {
    readonly id: string;
    readonly name?: string;
    readonly state: string;
    readonly caller: { readonly number: string };
    readonly creationtime: string;
    readonly dialplan: { readonly app_name: string; readonly app_data: string };
  };
  export type Bridge = {
    readonly id: string;
    readonly bridge_type: string;
    readonly creator: string;
    readonly channels: readonly string[];
  };
  export type Endpoint = { readonly technology: string; readonly resource: string; readonly state?: string };
  export type Application = { readonly name: string; readonly channel_ids: readonly string[] };

  export type Client = {
    readonly channels: { list: Operation<None, readonly Channel[]> };
    readonly bridges: { list: Operation<None, readonly Bridge[]> };
    readonly endpoints: { listByTech: Operation<{ tech: string }, readonly Endpoint[]> };
    readonly applications: {
      get: Operation<{ applicationName: string }, Application>;
      subscribe: Operation<{ applicationName: string; eventSource: string }, Application>;
      filter: Operation<{ applicationName: string; filter: unknown }, Application>;
    };
  };

  /** `url` without /ari, which it adds itself. */
  export function connect(url: string, user: string, password: string): Promise<Client>;
  const ariClient: { connect: typeof connect };
  export default ariClient;
}
