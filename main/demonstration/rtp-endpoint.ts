import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decodeG711, encodeG711, type G711 } from './g711.ts';
import { HeardSound } from './heard-sound.ts';
import { loudness, type Sound, samplesPerSecond, toneShare } from './sound.ts';

/** One side of a conversation: sends a packet every 20 ms, sound or silence, and keeps what it hears. */
export type RtpEndpoint = {
  readonly port: number;
  /** Where to send and how, from the other side's SDP. Sending begins with the first call. */
  direct(to: RtpDestination): void;
  /** Sends a sound from now on; another one replaces it. Resolves when it was sent whole, or replaced. */
  play(sound: Sound): Promise<void>;
  /** Presses a key (RFC 4733). Resolves when it is up again. */
  press(digit: string): Promise<void>;
  /** All that was heard so far. */
  heard(): Sound;
  /** Resolves when the tone is heard for so long without a real break; rejects when the endpoint closes before. */
  hears(hertz: number, forMs?: number): Promise<void>;
  readonly packets: { readonly received: number; readonly sent: number };
  close(): Promise<void>;
};

export type RtpDestination = {
  readonly host: string;
  readonly port: number;
  readonly law: G711;
  /** The payload type of telephone-event that the other side gave; null: it takes none. */
  readonly keyPayload: number | null;
};

const packetMs = 20;
const packetSamples = (samplesPerSecond * packetMs) / 1000;
const payloadOf = { PCMU: 0, PCMA: 8 } as const;
const lawOf: Readonly<Record<number, G711>> = { 0: 'PCMU', 8: 'PCMA' };
const keyNames = '0123456789*#ABCD';
/** A pressed key lasts six packets; the end is said three times (RFC 4733 §2.5.1.4). */
const keyPackets = 6;
const keyEndPackets = 3;
/** A finger needs so long from one key to the next; Asterisk passes over keys that come within 45 ms of each other. */
const keyGapPackets = 4;

/** A shorter gap comes from a busy machine, and nobody would call it silence. */
const breakMs = 500;

type PressedKey = {
  readonly event: number;
  packetsSent: number;
  readonly startedAt: number;
  readonly done: () => void;
};

/** Opens an endpoint on a free port of `host`. */
export async function openRtpEndpoint(host = '127.0.0.1'): Promise<RtpEndpoint> {
  const socket = createSocket('udp4');
  socket.bind(0, host);
  await once(socket, 'listening');

  const openedAt = performance.now();
  const heard = new HeardSound();
  const listeners = new Set<{ hear(part: Sound): void; fail(error: Error): void }>();
  const packets = { received: 0, sent: 0 };
  const source = (Math.random() * 0xffffffff) >>> 0;
  let destination: RtpDestination | null = null;
  let playing: { readonly sound: Sound; position: number; readonly done: () => void } | null = null;
  const keys: PressedKey[] = [];
  /** The key that is up again, until the next one may go down. */
  let released: { packetsLeft: number; readonly done: () => void } | null = null;
  let sequence = 0;
  let timestamp = 0;
  let closed = false;

  socket.on('message', (packet) => {
    const law = lawOf[(packet[1] ?? 0) & 0x7f];
    if (packet.length < 12 || law === undefined) return;
    const headerLength = 12 + ((packet[0] ?? 0) & 0x0f) * 4;
    const sound = decodeG711(packet.subarray(headerLength), law);
    packets.received += 1;
    const arrivedAt = Math.round(((performance.now() - openedAt) * samplesPerSecond) / 1000);
    heard.add(packet.readUInt32BE(8), packet.readUInt32BE(4), sound, arrivedAt);
    for (const listener of listeners) listener.hear(sound);
  });

  const send = (payloadType: number, marked: boolean, at: number, payload: Uint8Array): void => {
    if (destination === null || closed) return;
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = (marked ? 0x80 : 0) | payloadType;
    header.writeUInt16BE(sequence & 0xffff, 2);
    header.writeUInt32BE(at >>> 0, 4);
    header.writeUInt32BE(source, 8);
    sequence += 1;
    packets.sent += 1;
    socket.send(Buffer.concat([header, payload]), destination.port, destination.host, () => undefined);
  };

  const sendKey = (key: PressedKey, payloadType: number): void => {
    const first = key.packetsSent === 0;
    key.packetsSent += 1;
    const ended = key.packetsSent >= keyPackets;
    const duration = Math.min(key.packetsSent, keyPackets) * packetSamples;
    const payload = Buffer.from([key.event, (ended ? 0x80 : 0) | 10, duration >> 8, duration & 0xff]);
    send(payloadType, first, key.startedAt, payload);
  };

  const nextPart = (): Sound => {
    if (playing === null) return new Int16Array(packetSamples);
    const part = new Int16Array(packetSamples);
    part.set(playing.sound.subarray(playing.position, playing.position + packetSamples));
    playing.position += packetSamples;
    if (playing.position >= playing.sound.length) {
      playing.done();
      playing = null;
    }
    return part;
  };

  const sendPacket = (): void => {
    if (destination === null) return;
    const key = released === null ? keys[0] : undefined;
    if (key !== undefined && destination.keyPayload !== null) {
      if (key.packetsSent === 0) keys[0] = { ...key, startedAt: timestamp };
      const pressed = keys[0] ?? key;
      sendKey(pressed, destination.keyPayload);
      if (pressed.packetsSent >= keyPackets + keyEndPackets - 1) {
        keys.shift();
        released = { packetsLeft: keyGapPackets, done: pressed.done };
      }
    } else {
      send(payloadOf[destination.law], sequence === 0, timestamp, encodeG711(nextPart(), destination.law));
      if (released !== null) {
        released.packetsLeft -= 1;
        if (released.packetsLeft <= 0) {
          released.done();
          released = null;
        }
      }
    }
    timestamp += packetSamples;
  };

  // The clock of the machine, not the count of ticks, decides: a late tick sends what is due.
  let startedAt = 0;
  let due = 0;
  let ticker: NodeJS.Timeout | null = null;
  const tick = (): void => {
    while (due * packetMs <= performance.now() - startedAt) {
      sendPacket();
      due += 1;
      if (keys.length === 0 && released === null) continue;
      // No telephone presses a key in an instant, which Asterisk would take for two: what is late then stays late.
      startedAt = Math.max(startedAt, performance.now() - due * packetMs);
      return;
    }
  };

  return {
    port: socket.address().port,
    packets,
    direct(to) {
      destination = to;
      if (ticker !== null) return;
      startedAt = performance.now();
      ticker = setInterval(tick, packetMs);
    },
    play(sound) {
      playing?.done();
      return new Promise((done) => {
        playing = { sound, position: 0, done };
      });
    },
    press(digit) {
      const event = keyNames.indexOf(digit);
      if (event < 0) throw new Error(`No key of a telephone: ${digit}`);
      return new Promise((done) => {
        keys.push({ event, packetsSent: 0, startedAt: 0, done });
      });
    },
    heard: () => heard.sound,
    hears(hertz, forMs = 200) {
      return new Promise((resolve, reject) => {
        let lastedMs = 0;
        let brokenMs = 0;
        const listener = {
          hear(part: Sound) {
            const is = loudness(part) > 0.01 && toneShare(part, hertz) > 0.5;
            const partMs = (part.length * 1000) / samplesPerSecond;
            brokenMs = is ? 0 : brokenMs + partMs;
            if (is) lastedMs += partMs;
            else if (brokenMs > breakMs) lastedMs = 0;
            if (lastedMs < forMs) return;
            listeners.delete(listener);
            resolve();
          },
          fail: reject,
        };
        if (closed) reject(new Error(`The call ended before ${hertz} Hz were heard.`));
        else listeners.add(listener);
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      if (ticker !== null) clearInterval(ticker);
      playing?.done();
      released?.done();
      for (const key of keys) key.done();
      for (const listener of listeners) listener.fail(new Error('The call ended before the tone was heard.'));
      socket.close();
      await once(socket, 'close');
    },
  };
}
