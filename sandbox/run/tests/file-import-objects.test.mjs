// The bucket of a file import by the client of S3, on a small server in place of S3.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { after, before, beforeEach, describe, test } from 'node:test';
import { findPackages } from '../packages.mjs';

findPackages();
const { S3Client } = await import('@aws-sdk/client-s3');
const { S3Objects } = await import('../../../resources/migration/file-import/objects.mjs');

const CONTENT = Buffer.from('0123456789');
const KEY = 'contacts/acme/Größe 1.csv';
const PATH = `/files/contacts/acme/${encodeURIComponent('Größe 1.csv')}`;
/** @type {{ method?: string, url?: string, headers: import('node:http').IncomingHttpHeaders, body: string }[]} */
let requests = [];
/** @type {(request: any, response: import('node:http').ServerResponse) => boolean} answers in place of the bucket */
let fault;
/** @type {import('node:http').Server} */
let server;
/** @type {import('../../../resources/migration/file-import/objects.mjs').S3Objects} */
let objects;

before(async () => {
  server = createServer((request, response) => {
    const { method, url, headers } = request;
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      requests.push({ method, url, headers, body: Buffer.concat(parts).toString() });
      if (!fault(request, response)) answer(request, response);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const client = new S3Client({
    ...{
      region: 'eu-west-2',
      forcePathStyle: true,
      endpoint: `http://127.0.0.1:${port}`,
      maxAttempts: 1,
    },
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
  objects = new S3Objects('files', client, 1);
});
after(() => server.close());
beforeEach(() => {
  requests = [];
  fault = () => false;
});

/** @param {any} request @param {any} response */
function answer({ method, url, headers }, response) {
  if (method === 'PUT') return response.writeHead(200, { etag: '"part"' }).end();
  if (method === 'POST' && /uploads/.test(url)) {
    return response.end('<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>');
  }
  if (method === 'POST') return response.end('<Completed><ETag>"e"</ETag></Completed>');
  if (!url.startsWith(PATH)) return response.writeHead(404).end();
  if (headers['if-match'] && headers['if-match'] !== '"e1"') return response.writeHead(412).end();
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? 'bytes=0-9') ?? [];
  const part = CONTENT.subarray(Number(from), Number(to) + 1);
  response.writeHead(headers.range ? 206 : 200, { etag: '"e1"', 'content-length': part.length });
  return response.end(method === 'HEAD' ? undefined : part);
}

const read = (more = {}) => objects.read({ key: KEY, etag: '"e1"', start: 2, end: 5, ...more });

describe('PC13b the bucket', () => {
  test('answers size and version of a file, and a range of that version alone', async () => {
    assert.deepEqual(await objects.head(KEY), { size: 10, etag: '"e1"' });
    assert.equal((await read()).toString(), '234');
    const { headers } = requests[1];
    assert.deepEqual([headers.range, headers['if-match']], ['bytes=2-4', '"e1"']);
  });

  test('refuses a file that was replaced, is missing, or is denied, in a sentence and by one request', async () => {
    const replaced = 'The file was replaced while it was imported; the newer one has an import of its own.';
    await assert.rejects(read({ etag: '"e2"' }), { name: 'Refused', message: replaced });
    const missing = 'There is no file "contacts/other" in the bucket: upload it again.';
    await assert.rejects(objects.head('contacts/other'), { name: 'Refused', message: missing });
    fault = (_, response) => Boolean(response.writeHead(403).end());
    await assert.rejects(
      objects.head(KEY),
      /^Refused: S3 denies the file .*: there is none, or bucket policy or KMS key deny it/,
    );
    assert.equal(requests.length, 3);
  });

  test('is asked again where S3 fails or an answer ends early, and not for ever', async () => {
    let failures = 2;
    fault = (_, response) => {
      failures -= 1;
      if (failures === 1) return Boolean(response.writeHead(503).end());
      if (failures === 0) {
        response.writeHead(206, { 'content-length': 3 }).write('2');
        return Boolean(setTimeout(() => response.destroy(), 20));
      }
      return false;
    };
    assert.equal((await read()).toString(), '234');
    assert.equal(requests.length, 3);
    fault = (_, response) => Boolean(response.writeHead(206).end('23')); // fewer bytes than asked for
    await assert.rejects(read(), /^Error: S3 answered 2 bytes of 3\.$/);
    assert.equal(requests.length, 8);
  });

  test('takes JSON, and a CSV file as it comes, in parts once it is large', async () => {
    await objects.write('reports/report.json', { status: 'imported' });
    assert.equal(requests[0].headers['content-type'], 'application/json');
    assert.match(requests[0].body, /\{"status":"imported"\}/);
    requests = [];
    await objects.upload('reports/small.csv', Readable.from([Buffer.from('a,b')]));
    assert.deepEqual(
      requests.map(({ method, url }) => `${method} ${url}`),
      ['PUT /files/reports/small.csv?x-id=PutObject'],
    );
    assert.equal(requests[0].headers['content-type'], 'text/csv; charset=utf-8');
    requests = [];
    await objects.upload('reports/large.csv', Readable.from(Array(10).fill(Buffer.alloc(1024 ** 2, 'a'))));
    assert.deepEqual(
      requests.map(({ method }) => method),
      ['POST', 'PUT', 'PUT', 'POST'],
    );
  });
});
