/** The part of the package `smpp` that we use; it comes without types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer, Socket } from 'node:net';

  export type ShortMessage = { readonly udh?: Buffer; readonly message: string | Buffer };
  export interface Pdu {
    readonly command: string;
    readonly command_status: number;
    readonly sequence_number: number;
    readonly message_id?: string;
    readonly esm_class?: number;
    readonly data_coding?: number;
    readonly source_addr?: string;
    readonly destination_addr?: string;
    readonly registered_delivery?: number;
    readonly system_id?: string;
    readonly password?: string;
    readonly short_message?: { readonly udh?: readonly Buffer[]; readonly message?: string | Buffer };
    readonly receipted_message_id?: string;
    readonly message_state?: number;
    response(options?: Readonly<Record<string, unknown>>): Pdu;
  }
  type Answer = (pdu: Pdu) => void;
  type Ask = (options: Readonly<Record<string, unknown>>, answer?: Answer) => boolean;
  export interface Session extends EventEmitter {
    readonly socket: Socket;
    bind_transceiver: Ask;
    submit_sm: Ask;
    deliver_sm: Ask;
    enquire_link(answer?: Answer): boolean;
    unbind(answer?: Answer): boolean;
    send(pdu: Pdu): boolean;
    close(): void;
    destroy(): void;
  }
  export interface Server extends NetServer {
    readonly sessions: readonly Session[];
  }
  const smpp: {
    connect(options: {
      readonly url: string;
      readonly rejectUnauthorized?: boolean;
      readonly servername?: string;
    }): Session;
    createServer(listener: (session: Session) => void): Server;
  };
  export default smpp;
}
