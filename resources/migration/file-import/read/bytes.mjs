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
