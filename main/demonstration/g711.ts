/** G.711 (ITU-T G.711): 16-bit linear samples to the 8-bit A-law and µ-law of telephony, and back. */
export type G711 = 'PCMA' | 'PCMU';

const aLawToLinear = Int16Array.from({ length: 256 }, (_, code) => decodeALaw(code));
const muLawToLinear = Int16Array.from({ length: 256 }, (_, code) => decodeMuLaw(code));

export function encodeG711(samples: Int16Array, law: G711): Buffer {
  const encode = law === 'PCMA' ? encodeALaw : encodeMuLaw;
  return Buffer.from(Uint8Array.from(samples, encode));
}

export function decodeG711(payload: Uint8Array, law: G711): Int16Array {
  const table = law === 'PCMA' ? aLawToLinear : muLawToLinear;
  return Int16Array.from(payload, (code) => table[code] ?? 0);
}

function decodeALaw(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits & 0x70) >> 4;
  const mantissa = bits & 0x0f;
  const magnitude = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
  return bits & 0x80 ? magnitude : -magnitude;
}

function encodeALaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32767);
  const exponent = magnitude < 256 ? 0 : 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent === 0 ? 4 : exponent + 3)) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}

function decodeMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const exponent = (bits & 0x70) >> 4;
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << exponent) - 0x84;
  return bits & 0x80 ? -magnitude : magnitude;
}

function encodeMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), 32635) + 0x84;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}
