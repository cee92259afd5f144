/** More pages than the account of a test has: a service with more returns the same token again. */
const PAGES = 100;

/**
 * The pagination of a list: the request key for the token, and the path of the token in the answer.
 *
 * @param {string} asks
 * @returns {(answer: any) => Record<string, string> | undefined}
 */
export const token =
  (asks, says = asks) =>
  (said) =>
    at(said, says) ? { [asks]: at(said, says) } : undefined;

/** The pagination of a list with one page. */
export const onePage = () => undefined;

/**
 * The items of a list, from its first page to its last.
 *
 * @param {{ send: (command: any) => Promise<any> }} client
 * @param {{ what: string, Command: new (input: any) => any, list: string, next: (answer: any) => object | undefined, input?: object }} list
 * @returns {Promise<any[]>}
 */
export async function itemsOf(client, { what, Command, list, next, input = {} }) {
  /** @type {any[]} */
  const items = [];
  /** @type {object | undefined} */
  let more = {};
  for (let page = 0; more; page += 1) {
    if (page === PAGES) throw new Error(`The list of each ${what} has more than ${PAGES} pages.`);
    const said = await client.send(new Command({ ...input, ...more })).catch((error) => {
      throw new Error(`Each ${what} could not be listed: ${error.message}`, { cause: error });
    });
    items.push(...(at(said, list) ?? []));
    more = next(said);
  }
  return items;
}

/** The value at a path, `a.b`; at an empty path the value itself. */
export function at(value, path) {
  return path.split('.').reduce((found, key) => (key === '' ? found : found?.[key]), value);
}
