import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { printable, Refused } from '../refused.mjs';
import { limits } from './limits.mjs';

/**
 * Entries of a ZIP file by their name, each of which is inflated as it is read.
 *
 * @typedef {{ entries: Map<string, yauzl.Entry>, bytesOf: (name: string) => AsyncGenerator<Buffer, void, void>, close: () => void }} Zip
 */

/**
 * @param {import('./rows.mjs').FileObject} object
 * @returns {Promise<Zip>}
 */
export async function openZip(object) {
  const reader = new ObjectReader(object);
  const options = { lazyEntries: true, autoClose: false, strictFileNames: false };
  try {
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, object.size, options);
    zip.on('error', () => {}); // each is thrown where it is awaited
    const entries = await entriesOf(zip);
    return { entries, bytesOf: (name) => inflated(name, { zip, entries, reader }), close: () => zip.close() };
  } catch (error) {
    throw sentenceOf(error, reader);
  }
}

async function entriesOf(zip) {
  if (zip.entryCount > limits.zipEntries) {
    throw new Refused(
      `The XLSX file has ${zip.entryCount} entries, and ${limits.zipEntries} are read: save it again in Excel.`,
    );
  }
  const entries = new Map();
  let declared = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName, compressedSize, uncompressedSize } = entry;
    if (entry.isEncrypted()) throw new Refused('The XLSX file has a password: save it without one.');
    if (entries.has(fileName)) throw damaged(`it has the entry ${fileName} twice`);
    declared += uncompressedSize;
    if (declared > limits.zipBytes) throw tooLarge(`${declared} bytes or more`);
    if (isBomb(uncompressedSize, compressedSize)) throw tooLarge(`${uncompressedSize} bytes from ${compressedSize}`);
    entries.set(fileName, entry);
  }
  const inOrder = [...entries.values()].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  inOrder.forEach(({ relativeOffsetOfLocalHeader, compressedSize }, index) => {
    const next = inOrder[index + 1]?.relativeOffsetOfLocalHeader ?? zip.fileSize;
    if (relativeOffsetOfLocalHeader + LOCAL_HEADER + compressedSize > next) throw damaged('its entries overlap');
  });
  return entries;
}

const LOCAL_HEADER = 30;

/** What no table has: bytes that repeat hundreds of times. */
const isBomb = (inflatedBytes, stored) =>
  inflatedBytes > limits.zipRatioFrom && inflatedBytes > limits.zipRatio * Math.max(stored, 1);

/** The bytes of an entry. yauzl ends with an error once there are more of them than the entry says. */
async function* inflated(name, { zip, entries, reader }) {
  const entry = entries.get(name);
  let sum = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw sentenceOf(error, reader);
  }
  if (sum !== entry.crc32) throw damaged(`the checksum of ${name} is wrong`);
}

const tooLarge = (size) =>
  new Refused(`The XLSX file inflates to ${size}, as a ZIP bomb does: delete what is not imported, or upload CSV.`);

const damaged = (why) => new Refused(`The XLSX file is damaged (${printable(why, 100)}): save it again in Excel.`);

/** What failed at the object stays an error, and is tried again; what yauzl and zlib say is about the file. */
function sentenceOf(error, reader) {
  if (reader.failure) return reader.failure;
  return error instanceof Refused ? error : damaged(error.message);
}

/** Ranges of an object, with the block that was read last: entries are read in many small pieces. */
class ObjectReader extends yauzl.RandomAccessReader {
  /** @type {Error | undefined} */
  failure;
  #object;
  /** @type {{ start: number, bytes: Buffer }} */
  #block = { start: 0, bytes: Buffer.alloc(0) };

  /** @param {import('./rows.mjs').FileObject} object */
  constructor(object) {
    super();
    this.#object = object;
  }

  _readStreamForRange(start, end) {
    return Readable.from(this.#slices(start, end), { objectMode: false });
  }

  read(buffer, offset, length, position, callback) {
    this.#range(position, position + length).then(
      (bytes) => callback(null, bytes.copy(buffer, offset)),
      (error) => callback(error),
    );
  }

  async *#slices(start, end) {
    for (let at = start; at < end; at += limits.zipReadBytes) {
      yield await this.#range(at, Math.min(at + limits.zipReadBytes, end));
    }
  }

  /** The bytes from `start` to before `end`, of which some may be behind the end of the file. */
  async #range(start, end) {
    const { size } = this.#object;
    if (!(start >= 0) || start >= size) return Buffer.alloc(0);
    const last = Math.min(end, size);
    const block = this.#block;
    if (start < block.start || last > block.start + block.bytes.length) {
      this.#block = {
        start,
        bytes: await this.#read(start, Math.min(size, Math.max(last, start + limits.zipReadBytes))),
      };
    }
    return this.#block.bytes.subarray(start - this.#block.start, last - this.#block.start);
  }

  async #read(start, end) {
    try {
      return await this.#object.read(start, end);
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}
