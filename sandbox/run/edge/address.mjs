/** Browsers and curl resolve names with this suffix to this machine, without DNS. */
const LOCAL = '.localhost';

/** The host name that a viewer requests, and the suffix after it: `.localhost`, a port, both, or nothing. */
export function address(hostHeader = '') {
  const [, written, port] = /^(.*?)(:\d+)?$/.exec(hostHeader.toLowerCase()) ?? ['', '', ''];
  const local = written.endsWith(LOCAL);
  return {
    name: local ? written.slice(0, -LOCAL.length) : written,
    behind: `${local ? LOCAL : ''}${port ?? ''}`,
  };
}

const REQUEST_HEADERS = ['origin', 'referer'];
const RESPONSE_HEADERS = ['access-control-allow-origin', 'content-security-policy', 'location'];

/** The headers of a request with the host names of the deployed bank, without the suffix. */
export function asDeployed(headers, hosts, behind) {
  return renamed(headers, REQUEST_HEADERS, (value) => rename(value, hosts, behind, ''));
}

/** The headers of a response with the suffix of the viewer, so that a browser finds the other hosts too. */
export function asAddressed(headers, hosts, behind) {
  return renamed(headers, RESPONSE_HEADERS, (value) => rename(value, hosts, '', behind));
}

function renamed(headers, names, change) {
  const copy = { ...headers };
  for (const name of names) if (typeof copy[name] === 'string') copy[name] = change(copy[name]);
  return copy;
}

/** Replaces `https://HOST` + from with `https://HOST` + to, for each host, and so with `wss`; port 443 counts as none. */
function rename(text, hosts, from, to) {
  const names = [...hosts].map(escaped).join('|');
  return text.replaceAll(
    new RegExp(`((?:https|wss)://(?:${names}))${escaped(from)}(?::443)?(?![\\w.:-])`, 'g'),
    (_, origin) => origin + to,
  );
}

function escaped(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
