// Redis, over TLS, as far as the API needs it: a cache of answers, and messages to all tasks. RESP2 is one line or a length for each value.
import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect } from 'node:tls';

/** How long an answer may take: then the connection is given up. */
const MS = 2000;

export class Redis {
  #environment;
  /** @type {Promise<Connection> | undefined} */
  #connection;

  /** @param {Record<string, string | undefined>} environment REDIS_HOST and so on, as the binding writes them */
  constructor(environment) {
    this.#environment = environment;
  }

  get = (key) => this.#send('GET', key);
  set = (key, value, seconds) => this.#send('SET', key, value, 'EX', `${seconds}`);
  del = (key) => this.#send('DEL', key);
  ping = () => this.#send('PING');
  publish = (channel, message) => this.#send('PUBLISH', channel, message);

  /** Hands each message of a channel on, for as long as the process lives: a lost connection is opened again. */
  async subscribe(channel, onMessage) {
    for (;;) {
      try {
        const connection = await Connection.open(this.#environment);
        connection.onPush = ([kind, , message]) => kind === 'message' && onMessage(message);
        await connection.send('SUBSCRIBE', channel);
        await connection.closed;
      } catch (error) {
        console.error(`The messages of ${channel} are read again in a second: ${error.message}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 1000).unref());
    }
  }

  async #send(...parts) {
    this.#connection ??= this.#open();
    return (await this.#connection).send(...parts);
  }

  /** A connection, until it is lost: the next command opens another one. */
  async #open() {
    const forget = () => (this.#connection = undefined);
    try {
      const connection = await Connection.open(this.#environment);
      connection.closed.then(forget);
      return connection;
    } catch (error) {
      forget();
      throw error;
    }
  }
}

/** What the server refused. */
class RedisError extends Error {}

class Connection {
  #waiting = [];
  #received = Buffer.alloc(0);
  /** Called with what comes without a command. */
  onPush = (_values) => {};

  /** @param {Record<string, string | undefined>} environment */
  static async open({ REDIS_HOST: host, REDIS_PORT, REDIS_TLS, REDIS_USERNAME, REDIS_PASSWORD }) {
    const port = Number(REDIS_PORT);
    const socket = REDIS_TLS === 'true' ? connect({ host, port }) : connectPlain({ host: `${host}`, port });
    socket.setTimeout(MS, () => socket.destroy(new Error('Redis does not answer.')));
    await once(socket, REDIS_TLS === 'true' ? 'secureConnect' : 'connect');
    socket.setTimeout(0).setKeepAlive(true, 30_000);
    const connection = new Connection(socket);
    if (REDIS_PASSWORD) await connection.send('AUTH', REDIS_USERNAME ?? 'default', REDIS_PASSWORD);
    return connection;
  }

  constructor(socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {}); // it is closed then
    socket.on('data', (part) => this.#read(part));
    socket.on('close', () => this.#waiting.splice(0).forEach(({ reject }) => reject(new Error('Redis is away.'))));
  }

  send(...parts) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.socket.destroy(), MS);
      const settled = (settle) => (value) => settle(value, clearTimeout(timer));
      this.#waiting.push({ resolve: settled(resolve), reject: settled(reject) });
      this.socket.write(`*${parts.length}\r\n${parts.map((it) => `$${Buffer.byteLength(it)}\r\n${it}\r\n`).join('')}`);
    });
  }

  #read(part) {
    this.#received = Buffer.concat([this.#received, part]);
    for (let next = valueIn(this.#received); next; next = valueIn(this.#received)) {
      this.#received = this.#received.subarray(next.end);
      const isPush = Array.isArray(next.value) && next.value[0] === 'message';
      if (isPush) this.onPush(next.value);
      else if (next.value instanceof RedisError) this.#waiting.shift()?.reject(next.value);
      else this.#waiting.shift()?.resolve(next.value);
    }
  }
}

/** The value at a position, and where it ends: undefined while a part of it is missing. */
function valueIn(bytes, start = 0) {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd < 0) return undefined;
  const [kind, rest, end] = [
    String.fromCharCode(bytes[start]),
    bytes.toString('utf8', start + 1, lineEnd),
    lineEnd + 2,
  ];
  if (kind === '-') return { value: new RedisError(rest), end };
  if (kind === '*') return valuesIn(bytes, end, Number(rest));
  if (kind !== '$') return { value: rest, end };
  const size = Number(rest);
  if (size < 0) return { value: null, end };
  return bytes.length < end + size + 2
    ? undefined
    : { value: bytes.toString('utf8', end, end + size), end: end + size + 2 };
}

function valuesIn(bytes, start, count) {
  const value = [];
  let end = start;
  for (let index = 0; index < count; index += 1) {
    const next = valueIn(bytes, end);
    if (!next) return undefined;
    value.push(next.value);
    ({ end } = next);
  }
  return { value, end };
}
