// The bucket of the files: a file is read by ranges, and nothing is held on a disk.
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { REPLACED } from './file.mjs';
import { listed, Refused } from './refused.mjs';

const MIB = 1024 * 1024;
const ATTEMPTS = 5;
const TIMEOUTS = { connectionTimeout: 5000, socketTimeout: 30_000 }; // without them a silent connection is waited for

/**
 * What the program needs of a bucket.
 *
 * @typedef {object} Objects
 * @property {(key: string) => Promise<{ size: number, etag: string }>} head
 * @property {(range: { key: string, etag: string, start: number, end: number }) => Promise<Buffer>} read from `start` to before `end`
 * @property {(key: string, json: unknown) => Promise<void>} write
 * @property {(key: string, body: import('node:stream').Readable) => Promise<void>} upload a CSV file, as it comes
 */

/** @implements {Objects} */
export class S3Objects {
  #bucket;
  #client;
  #pause;

  /** @param {string} bucket @param {S3Client} client */
  constructor(bucket, client = new S3Client({ maxAttempts: ATTEMPTS, requestHandler: TIMEOUTS }), pauseMs = 500) {
    this.#bucket = bucket;
    this.#client = client;
    this.#pause = pauseMs;
  }

  async head(key) {
    try {
      const { ContentLength, ETag } = await this.#client.send(
        new HeadObjectCommand({ Bucket: this.#bucket, Key: key }),
      );
      return { size: Number(ContentLength), etag: `${ETag}` };
    } catch (error) {
      throw sentenceOf(error, key);
    }
  }

  async read({ key, etag, start, end }) {
    const input = { Bucket: this.#bucket, Key: key, IfMatch: etag, Range: `bytes=${start}-${end - 1}` };
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { Body } = await this.#client.send(new GetObjectCommand(input));
        const bytes = await Body?.transformToByteArray();
        if (bytes?.length !== end - start) throw new Error(`S3 answered ${bytes?.length} bytes of ${end - start}.`);
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      } catch (error) {
        const refused = sentenceOf(error, key);
        if (refused instanceof Refused || attempt === ATTEMPTS) throw refused;
        await sleep(this.#pause * attempt); // the SDK does not ask again for a body that ended early
      }
    }
  }

  async write(key, json) {
    const ContentType = 'application/json';
    const Body = JSON.stringify(json);
    await this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body, ContentType }));
  }

  async upload(key, body) {
    const params = { Bucket: this.#bucket, Key: key, Body: body, ContentType: 'text/csv; charset=utf-8' };
    await new Upload({ client: this.#client, params, queueSize: 1, partSize: 8 * MIB }).done();
  }
}

/** What an operator can mend; the state machine would ask for nothing else by another attempt. */
function sentenceOf(error, key) {
  switch (error.$metadata?.httpStatusCode) {
    case 412:
      return new Refused(REPLACED);
    case 404:
      return new Refused(`There is no file ${listed([key])} in the bucket: upload it again.`);
    case 403:
      return new Refused(
        `S3 denies the file ${listed([key])}: there is none, or bucket policy or KMS key deny it to the task role.`,
      );
    default:
      return error;
  }
}
