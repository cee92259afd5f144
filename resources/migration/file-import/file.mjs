import { createHash } from 'node:crypto';
import { sourcesOf } from './definition.mjs';
import { slicesOf } from './read/bytes.mjs';
import { listed, Refused } from './refused.mjs';

export const REPLACED = 'The file was replaced while it was imported; the newer one has an import of its own.';

/**
 * The file of a run, in the version that its event or its beginning names.
 *
 * @param {import('./objects.mjs').Objects} objects
 * @param {import('./settings.mjs').Settings} settings
 * @returns {Promise<import('./read/rows.mjs').FileObject>}
 */
export async function openFile(objects, { definition, key, etag: expected }) {
  const { size, etag } = await objects.head(key);
  if (expected !== '' && expected !== '*' && bare(expected) !== bare(etag)) throw new Refused(REPLACED);
  if (size > definition.maxFileBytes) {
    throw new Refused(
      `The file ${listed([key])} has ${size} bytes, and an import takes ${definition.maxFileBytes}: split the file, or raise maxFileSize.`,
    );
  }
  return { size, read: (start, end) => objects.read({ key, etag, start, end }) };
}

/** Events of S3 have it without quotes, answers with them. */
const bare = (etag) => etag.replaceAll('"', '');

/**
 * What a file is known by, whatever its name: a pass of its own, as its import is looked up before a row is read.
 *
 * @param {import('./read/rows.mjs').FileObject} file
 */
export async function sha256Of(file) {
  const hash = createHash('sha256');
  for await (const bytes of slicesOf(file)) hash.update(bytes);
  return hash.digest('hex');
}

/** Columns of the file that no column of the definition reads. */
export function ignoredColumns(definition, found) {
  const sources = sourcesOf(definition);
  return found.filter((name) => name !== '' && !sources.has(name));
}

/**
 * The cells of a row as text.
 *
 * @param {import('./read/rows.mjs').Row['cells']} cells
 * @returns {Record<string, string>}
 */
export function textsOf(cells) {
  return Object.fromEntries([...cells].map(([name, { text }]) => [name, text]));
}
