// The program of file imports with a folder in place of the bucket: `node file-import-program.mjs FOLDER COMMAND`.
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
  createWriteStream,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { REPLACED } from '../../../resources/migration/file-import/file.mjs';
import { run } from '../../../resources/migration/file-import/main.mjs';
import { Refused } from '../../../resources/migration/file-import/refused.mjs';

/** A bucket that is a folder. */
export class FolderObjects {
  #folder;

  constructor(folder) {
    this.#folder = folder;
  }

  put(key, content) {
    const path = this.#path(key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  get(key) {
    return readFileSync(this.#path(key), 'utf8');
  }

  async head(key) {
    const { size, mtimeNs, ino } = statSync(this.#path(key), { bigint: true });
    const etag = createHash('md5').update(`${size} ${mtimeNs} ${ino}`).digest('hex');
    return { size: Number(size), etag: `"${etag}"` };
  }

  async read({ key, etag, start, end }) {
    if ((await this.head(key)).etag !== etag) throw new Refused(REPLACED);
    const file = openSync(this.#path(key), 'r');
    try {
      const bytes = Buffer.alloc(end - start);
      if (readSync(file, bytes, 0, bytes.length, start) !== bytes.length) throw new Error('The file is shorter.');
      return bytes;
    } finally {
      closeSync(file);
    }
  }

  async write(key, json) {
    this.put(key, JSON.stringify(json));
  }

  async upload(key, body) {
    this.put(key, '');
    await pipeline(body, createWriteStream(this.#path(key)));
  }

  #path(key) {
    return join(this.#folder, encodeURIComponent(key)); // no key leaves the folder
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, command] = process.argv.slice(2);
  try {
    await run(command, process.env, { objects: () => new FolderObjects(folder) });
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}
