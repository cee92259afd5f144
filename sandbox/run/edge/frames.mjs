/* eslint-disable no-bitwise -- frames are made of bits */
/** Opcodes of RFC 6455. */
export const TEXT = 1;
export const CLOSE = 8;
export const PING = 9;
export const PONG = 10;

/**
 * A message in one frame, which a client masks.
 *
 * @param {number} opcode
 * @param {Buffer} payload
 * @param {Buffer} [mask] four bytes
 */
export function frame(opcode, payload, mask) {
  const { length } = payload;
  const masked = mask ? 0x80 : 0;
  let head = Buffer.from([0x80 | opcode, masked | length]);
  if (length > 125) {
    head = Buffer.alloc(length < 65536 ? 4 : 10);
    head.writeUInt16BE(((0x80 | opcode) << 8) | masked | (length < 65536 ? 126 : 127));
    if (length < 65536) head.writeUInt16BE(length, 2);
    else head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat(mask ? [head, mask, unmasked(payload, mask)] : [head, payload]);
}

/** Collects bytes, and returns the frames that are whole. */
export class Frames {
  #bytes = Buffer.alloc(0);

  /** @param {Buffer} chunk */
  push(chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const frames = [];
    for (let found = this.#next(); found; found = this.#next()) frames.push(found);
    return frames;
  }

  #next() {
    const bytes = this.#bytes;
    if (bytes.length < 2) return undefined;
    const short = bytes[1] & 0x7f;
    const start = 2 + { 126: 2, 127: 8 }[short] || 2;
    if (bytes.length < start) return undefined;
    const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    const from = start + (bytes[1] & 0x80 ? 4 : 0);
    if (bytes.length < from + length) return undefined;
    this.#bytes = bytes.subarray(from + length);
    const payload = bytes.subarray(from, from + length);
    return { opcode: bytes[0] & 0x0f, payload: unmasked(payload, bytes.subarray(start, from)) };
  }
}

function unmasked(payload, mask) {
  return mask.length ? Buffer.from(payload.map((byte, index) => byte ^ mask[index % 4])) : payload;
}
