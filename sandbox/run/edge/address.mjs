/** What may stand behind a name so that it leads to this machine without DNS: browsers and curl know `.localhost`. */
const LOCAL = '.localhost';

/** The name that a viewer means, and what he wrote behind it: `.localhost`, a port, both, or nothing. */
export function address(hostHeader = '') {
  const [, written, port] = /^(.*?)(:\d+)?$/.exec(hostHeader.toLowerCase());
  const local = written.endsWith(LOCAL);
  return {
    name: local ? written.slice(0, -LOCAL.length) : written,
    behind: `${local ? LOCAL : ''}${port ?? ''}`,
  };
}

const ASKED = ['origin', 'referer'];
const ANSWERED = ['access-control-allow-origin', 'content-security-policy', 'location'];

/** What the deployed bank is told: it knows its hosts by their own names alone. */
export function asDeployed(headers, hosts, behind) {
  return renamed(headers, ASKED, (value) => rename(value, hosts, behind, ''));
}

/** What the viewer is told: hosts as he addressed this one, or his browser would look for them elsewhere. */
export function asAddressed(headers, hosts, behind) {
  return renamed(headers, ANSWERED, (value) => rename(value, hosts, '', behind));
}

function renamed(headers, names, change) {
  const copy = { ...headers };
  for (const name of names) if (typeof copy[name] === 'string') copy[name] = change(copy[name]);
  return copy;
}

/** `https://HOST` + from becomes `https://HOST` + to, for each of the hosts; a port of 443 is no port. */
function rename(text, hosts, from, to) {
  const names = [...hosts].map(escaped).join('|');
  return text.replaceAll(
    new RegExp(`(https://(?:${names}))${escaped(from)}(?::443)?(?![\\w.:-])`, 'g'),
    (_, origin) => origin + to,
  );
}

function escaped(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
