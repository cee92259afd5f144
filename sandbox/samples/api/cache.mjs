// The cache of the sample API: Valkey, over TLS where CACHE_URI has `rediss`. One connection for each request, and as much of
// its protocol as that needs.
import { connect as connectPlain } from 'node:net';
import { connect } from 'node:tls';

const MS = 5000;

/** The cache of an environment, undefined where it has none. */
export function cacheOf({ CACHE_URI }) {
  return CACHE_URI === undefined ? undefined : new Cache(CACHE_URI);
}

class Cache {
  #uri;

  constructor(uri) {
    this.#uri = uri;
  }

  /** Writes a value that lives for an hour. */
  async write(key, value) {
    await this.#send(['SET', key, `${value}`, 'EX', '3600']);
  }

  /** The version of the server and a value, null where there is none. */
  async read(key) {
    const [information, value] = await this.#send(['INFO', 'server'], ['GET', key]);
    return { version: /^valkey_version:(\S+)/m.exec(information ?? '')?.[1], value };
  }

  async #send(...commands) {
    const { protocol, hostname: host, port, username, password } = new URL(this.#uri);
    const login = password === '' ? [] : [['AUTH', ...(username === '' ? [] : [username]), password]];
    const socket = protocol === 'rediss:' ? connect({ host, port: Number(port) }) : connectPlain(Number(port), host);
    socket.setTimeout(MS, () => socket.destroy(new Error(`The cache did not answer within ${MS} ms.`)));
    try {
      for (const command of [...login, ...commands]) socket.write(encoded(command));
      const answers = await answersOf(socket, login.length + commands.length);
      return answers.slice(login.length);
    } finally {
      socket.destroy();
    }
  }
}

function encoded(parts) {
  return `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`;
}

/** Reads simple answers: a line, an error, or a string with its length. */
async function answersOf(socket, count) {
  let text = '';
  /** @type {(string | null)[]} */
  const answers = [];
  for await (const part of socket.setEncoding('latin1')) {
    text += part;
    for (let next = answerIn(text); next !== undefined; next = answerIn(text)) {
      answers.push(next.value);
      text = text.slice(next.length);
    }
    if (answers.length >= count) return answers;
  }
  throw new Error('The cache closed the connection.');
}

function answerIn(text) {
  const line = /^(.)([^\r]*)\r\n/.exec(text);
  if (!line) return undefined;
  const [{ length }, kind, rest] = line;
  if (kind === '-') throw new Error(`The cache answered ${rest}`);
  if (kind !== '$') return { value: rest, length };
  const size = Number(rest);
  if (size < 0) return { value: null, length };
  return text.length < length + size + 2
    ? undefined
    : { value: text.slice(length, length + size), length: length + size + 2 };
}
