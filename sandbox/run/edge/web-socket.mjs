import { randomBytes } from 'node:crypto';
import { request } from 'node:https';
import { CLOSE, Frames, PING, PONG, TEXT, frame } from './frames.mjs';
import { toEdge } from './visit.mjs';
import { limits } from '../kernel/limits.mjs';

/**
 * Opens a WebSocket to a URL of the edge, as a browser that trusts the CA of the run. Another answer than 101 is an error with its
 * `status`, `headers` and `body`.
 *
 * @param {string} url with https, as `TlsEdge.url` returns it
 * @param {{ ca?: string, headers?: Record<string, string>, protocol?: string }} options
 * @returns {Promise<WebSocketClient>}
 */
export function openWebSocket(url, { ca, headers = {}, protocol } = {}) {
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    ...(protocol ? { 'sec-websocket-protocol': protocol } : {}),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(toEdge(url, ca, { ...upgrade, ...headers }));
    outgoing.on('upgrade', (answer, socket, first) => resolve(new WebSocketClient(answer, socket, first)));
    outgoing.on('response', async (answer) => {
      let body = '';
      for await (const part of answer.setEncoding('utf8')) body += part;
      const { statusCode: status } = answer;
      reject(Object.assign(new Error(`${url} answered ${status}`), { status, headers: answer.headers, body }));
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${limits.request} seconds`)));
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** Text messages of an open WebSocket. It answers pings, and takes no fragmented or compressed message. */
export class WebSocketClient {
  #frames = new Frames();
  /** @type {string[]} */
  #messages = [];
  #waiting = () => {};
  #socket;

  constructor({ headers }, socket, first) {
    this.headers = headers;
    this.isOpen = true;
    this.#socket = socket;
    socket.setTimeout(0);
    socket.on('data', (chunk) => this.#take(chunk)).on('error', () => socket.destroy());
    socket.on('close', () => {
      this.isOpen = false;
      this.#waiting();
    });
    this.#take(first);
  }

  /** @param {string} text */
  send(text) {
    this.#write(TEXT, Buffer.from(text));
  }

  /** The next message; undefined when the other side has closed the connection. */
  async next(seconds = limits.request) {
    const end = performance.now() + seconds * 1000;
    while (this.#messages.length === 0 && this.isOpen) {
      const left = end - performance.now();
      if (left <= 0) throw new Error(`no message within ${seconds} seconds`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting = () => (clearTimeout(timer), resolve(undefined));
      });
    }
    return this.#messages.shift();
  }

  close() {
    this.#write(CLOSE, Buffer.from([0x03, 0xe8])); // 1000, a normal closure
    this.#socket.end();
  }

  #take(chunk) {
    for (const { opcode, payload } of this.#frames.push(chunk)) {
      if (opcode === TEXT) this.#messages.push(payload.toString());
      if (opcode === PING) this.#write(PONG, payload);
      if (opcode === CLOSE) this.#socket.end();
    }
    this.#waiting();
  }

  #write(opcode, payload) {
    this.#socket.write(frame(opcode, payload, randomBytes(4)));
  }
}
