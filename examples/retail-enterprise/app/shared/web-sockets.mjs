// WebSockets that say and do not listen: https://datatracker.ietf.org/doc/html/rfc6455. A ping every 30 seconds keeps each open, since the
// load balancer ends a connection that is silent for a minute.
import { createHash } from 'node:crypto';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10];
const LARGEST_QUEUE = 1_000_000;
const LARGEST_FRAME = 125; // of a client, which sends control frames alone
const [NORMAL, GOING_AWAY, NOT_ACCEPTED] = [1000, 1001, 1003];

export class Broadcast {
  #sockets = new Set();

  constructor() {
    setInterval(() => this.#sockets.forEach((socket) => socket.write(frame(PING))), 30_000).unref();
  }

  get size() {
    return this.#sockets.size;
  }

  /** Takes the connection of a request for a WebSocket; what it gets first. */
  accept({ headers }, socket, first) {
    const key = headers['sec-websocket-key'];
    if (headers.upgrade?.toLowerCase() !== 'websocket' || !key || headers['sec-websocket-version'] !== '13') {
      return refuse(socket, '426 Upgrade Required', 'Sec-WebSocket-Version: 13');
    }
    const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
    const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write([...lines, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
    this.#sockets.add(socket);
    socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
    listen(socket);
    socket.write(textFrame(first));
  }

  /** Sends a message to all. */
  send(message) {
    const text = textFrame(message);
    for (const socket of this.#sockets) {
      if (socket.writableLength > LARGEST_QUEUE) {
        socket.destroy();
      } // it does not read: its browser opens another one
      else {
        socket.write(text);
      }
    }
  }

  /** Ends all connections: the browsers open theirs anew, to another task. */
  close() {
    this.#sockets.forEach((socket) => socket.end(frame(CLOSE, code(GOING_AWAY))));
  }
}

/** Answers a request that gets no WebSocket. */
export function refuse(socket, status, ...headers) {
  socket.end([`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Length: 0', ...headers, '', ''].join('\r\n'));
}

/** Answers pings and a close, and ends a connection that sends anything else. */
function listen(socket) {
  let received = Buffer.alloc(0);
  socket.on('data', (part) => {
    received = Buffer.concat([received, part]);
    while (received.length >= 6) {
      const [opcode, length, masked] = [received[0] % 16, received[1] % 128, received[1] >= 128];
      if (!masked || length > LARGEST_FRAME || opcode < CLOSE) return socket.end(frame(CLOSE, code(NOT_ACCEPTED)));
      if (received.length < 6 + length) return;
      const payload = unmasked(received.subarray(2, 6 + length));
      received = received.subarray(6 + length);
      if (opcode === CLOSE) return socket.end(frame(CLOSE, code(NORMAL)));
      if (opcode === PING) socket.write(frame(PONG, payload));
    }
  });
}

function unmasked(bytes) {
  const [mask, payload] = [bytes.subarray(0, 4), bytes.subarray(4)];
  return Buffer.from(payload.map((byte, index) => byte ^ mask[index % 4])); // eslint-disable-line no-bitwise -- as the RFC masks
}

function textFrame(message) {
  return frame(TEXT, Buffer.from(JSON.stringify(message)));
}

/** One frame of a server: final, not masked. */
function frame(opcode, payload = Buffer.alloc(0)) {
  const long = Buffer.alloc(payload.length > 125 ? 2 : 0);
  if (payload.length > 65_535) throw new Error('A message has 64 KiB at most.');
  if (long.length > 0) long.writeUInt16BE(payload.length);
  return Buffer.concat([Buffer.from([128 + opcode, long.length > 0 ? 126 : payload.length]), long, payload]);
}

function code(number) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(number);
  return bytes;
}
