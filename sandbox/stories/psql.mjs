// Stands in for psql on a machine without one: as much as the steps of an import use of it.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    command: { type: 'string' },
    file: { type: 'string' },
    set: { type: 'string' },
    'tuples-only': { type: 'boolean' },
    'no-align': { type: 'boolean' },
  },
});
const client = new pg.Client({ connectionString: positionals[0] });
await client.connect();
try {
  const text = values.command ?? readFileSync(`${values.file}`, 'utf8');
  const results = [await client.query({ text, rowMode: 'array' })].flat();
  const lines = results.flatMap(({ fields, rows }) => {
    const header = values['tuples-only'] || fields.length === 0 ? [] : [fields.map(({ name }) => name)];
    return [...header, ...rows].map((cells) => cells.map((cell) => cell ?? '').join('|'));
  });
  if (lines.length > 0) console.log(lines.join('\n'));
} finally {
  await client.end();
}
