/** More than any account of a test has; a service that goes on after so many leads in a circle. */
const PAGES = 100;

/** Which key of the request takes the token of the answer, and where in the answer it is. */
export const token =
  (asks, says = asks) =>
  (said) =>
    at(said, says) ? { [asks]: at(said, says) } : undefined;

/** A list that has one page. */
export const onePage = () => undefined;

/** Each item of a list, from its first page to its last. */
export async function itemsOf(client, { what, Command, list, next, input = {} }) {
  const items = [];
  let more = {};
  for (let page = 0; more; page += 1) {
    if (page === PAGES) throw new Error(`The list of each ${what} does not end: ${PAGES} pages, and there is a token.`);
    const said = await client.send(new Command({ ...input, ...more })).catch((error) => {
      throw new Error(`Each ${what} could not be listed: ${error.message}`, { cause: error });
    });
    items.push(...(at(said, list) ?? []));
    more = next(said);
  }
  return items;
}

/** What is at a path, `a.b`; an empty path is the value itself. */
export function at(value, path) {
  return path.split('.').reduce((found, key) => (key === '' ? found : found?.[key]), value);
}
