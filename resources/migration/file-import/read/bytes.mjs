import { Refused } from '../refused.mjs';
import { limits } from './limits.mjs';

/**
 * The bytes of a file in slices; the next request is on its way while one is used.
 *
 * @param {import('./rows.mjs').FileObject} object
 */
export async function* slicesOf({ size, read }) {
  const ask = (start) => {
    if (start >= size) return undefined;
    const asked = read(start, Math.min(start + limits.readBytes, size));
    asked.catch(() => {}); // it is thrown where it is awaited
    return asked;
  };
  let next = ask(0);
  for (let start = 0; next; start += limits.readBytes) {
    const bytes = await next;
    next = ask(start + limits.readBytes);
    for (let at = 0; at < bytes.length; at += limits.sliceBytes) yield bytes.subarray(at, at + limits.sliceBytes);
  }
}

/**
 * Refuses a file before any of it is read.
 *
 * @param {Pick<import('./rows.mjs').Reading, 'object' | 'definition'>} reading
 */
export function checkSize({ object, definition }) {
  if (object.size === 0) throw new Refused('The file is empty: upload it again.');
  if (object.size <= definition.maxFileBytes) return;
  throw new Refused(
    `The file has ${object.size} bytes, and an import takes ${definition.maxFileBytes}: split the file, or raise maxFileSize.`,
  );
}
