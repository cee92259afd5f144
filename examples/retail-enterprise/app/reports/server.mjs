// Reports: read from the replica, which DB_HOST is here, and written as PDF to the bucket. Managers generate and read them.
import { randomUUID } from 'node:crypto';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { pdfOf } from './pdf.mjs';
import { Database } from '../shared/database.mjs';
import { Refused, serve } from '../shared/http.mjs';
import { Sessions } from '../shared/sessions.mjs';

const SALES = `SELECT p.sku, p.name, CAST(SUM(i.quantity) AS SIGNED) AS quantity,
    CAST(SUM(i.quantity * i.price_cents) AS SIGNED) AS cents
  FROM orders o JOIN order_items i ON i.order_id = o.id JOIN products p ON p.sku = i.sku
  WHERE o.created_at >= ? AND o.created_at < ? + INTERVAL 1 DAY GROUP BY p.sku, p.name ORDER BY p.sku`;
const KEY = /^sales\/[\w-]+\.pdf$/;

const environment = process.env;
const Bucket = environment.FILES_BUCKET;
const database = new Database(environment, { connections: 2 });
const sessions = new Sessions(environment);
const s3 = new S3Client({});

serve({
  'GET /api/live': () => ({ live: true }),
  'GET /api/reports': async ({ headers }) => {
    sessions.userOf(headers, 'manager');
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'sales/' }));
    return { reports: Contents.map(({ Key }) => Key) };
  },
  'POST /api/reports': async ({ headers, body }) => {
    sessions.userOf(headers, 'manager');
    const [from, to] = [body?.from, body?.to].map(dateOf);
    const rows = await database.query(SALES, [from, to]);
    const Key = `sales/${from}-${to}-${randomUUID()}.pdf`;
    await s3.send(
      new PutObjectCommand({ Bucket, Key, Body: pdfOf(linesOf(from, to, rows)), ContentType: 'application/pdf' }),
    );
    return { status: 201, body: { report: Key } };
  },
  'GET /api/reports/file': async ({ headers, query }) => {
    sessions.userOf(headers, 'manager');
    const Key = query.get('report') ?? '';
    if (!KEY.test(Key)) throw new Refused(404, 'There is no such report.');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key })).catch((error) => {
      throw error.name === 'NoSuchKey' ? new Refused(404, 'There is no such report.') : error;
    });
    const body = Buffer.from(await /** @type {any} */ (Body).transformToByteArray());
    return { status: 200, headers: { 'content-type': 'application/pdf' }, body };
  },
});

function dateOf(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new Refused(400, 'A report has "from" and "to", such as 2026-11-30.');
  }
  return text;
}

function linesOf(from, to, rows) {
  const total = rows.reduce((sum, { cents }) => sum + cents, 0);
  const line = (...cells) => cells.map((cell, index) => `${cell}`.slice(0, 30).padEnd([16, 32, 10, 0][index])).join('');
  return [
    `Sales from ${from} to ${to}`,
    '',
    line('SKU', 'Product', 'Quantity', 'Amount'),
    ...rows.map(({ sku, name, quantity, cents }) => line(sku, name, quantity, (cents / 100).toFixed(2))),
    '',
    `Total ${(total / 100).toFixed(2)}`,
  ];
}
