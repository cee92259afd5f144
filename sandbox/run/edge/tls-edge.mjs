import { request as ask, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { address, asAddressed, asDeployed } from './address.mjs';
import { recordOf } from './zone.mjs';
import { limits } from '../kernel/limits.mjs';
import { Refusal } from '../kernel/refusal.mjs';

const HOST = '127.0.0.1';
const OF_THIS_CONNECTION = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const HANDSHAKE = { connection: 'Upgrade', upgrade: 'websocket' };

/**
 * Stands for DNS, and for the TLS of CloudFront and of the load balancer: looks up the host of a request in the deployed
 * records, and passes the request to the emulator.
 */
export class TlsEdge {
  /** Listens before the deployment, which takes minutes: a port in use fails at once. */
  static async listen(port) {
    const edge = new TlsEdge();
    await new Promise((resolve, reject) => {
      edge.#server.once('error', (error) => reject(refusal(error, port)));
      edge.#server.listen({ host: HOST, port: Number(port) }, () => resolve(undefined));
    });
    return edge;
  }

  #server;
  #upstream = new URL(`http://${HOST}`);
  /** @type {Pick<import('./zone.mjs').Zone, 'hosts'>} */
  #zone = { hosts: async () => new Map() };
  /** @type {Map<string, URL>} */
  #servers = new Map();
  /** @type {Set<import('node:stream').Duplex>} */
  #upgraded = new Set();

  constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.on('upgrade', (request, socket, head) => this.#answer(request, responseOn(socket, request), head));
    this.#server.on('tlsClientError', () => {}); // clients that do not trust the certificate
  }

  get port() {
    return /** @type {import('node:net').AddressInfo} */ (this.#server.address()).port;
  }

  /**
   * Starts to answer: `zone.hosts()` resolves host names, and `url` is that of the emulator. `servers` are those of other parties,
   * such as the login of the bank, by host name.
   */
  open({ certificate, zone, url, servers = {} }) {
    this.#server.setSecureContext({ cert: certificate.cert, key: certificate.key });
    this.#zone = zone;
    this.#upstream = new URL(url);
    this.#servers = new Map(Object.entries(servers).map(([host, server]) => [host, new URL(server)]));
  }

  /** The URL of a host that resolves to this machine without DNS. */
  url(host, path = '/') {
    return `https://${host}.localhost:${this.port}${path}`;
  }

  close() {
    this.#server.closeAllConnections();
    for (const socket of this.#upgraded) socket.destroy();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request, response, head) {
    const { name, behind } = address(request.headers.host);
    let hosts;
    try {
      hosts = await this.#zone.hosts();
    } catch (error) {
      return respond(response, 502, `The emulator did not return the deployed records: ${error.message}`);
    }
    const known = [...hosts.keys(), ...this.#servers.keys()];
    const server = this.#servers.get(name);
    if (server) return this.#pass(request, response, { host: name, known, behind, upstream: server, head });
    const found = recordOf(hosts, name);
    if (!found) return respond(response, 421, `No record has the name '${name}', but there are: ${known.join(', ')}.`);
    if (found.host === undefined) {
      return respond(response, 502, `The record ${name} is an alias of ${found.nowhere}, which does not exist.`);
    }
    this.#pass(request, response, { ...found, known: [...known, name], behind, upstream: this.#upstream, head });
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   * @param {{ host: string, path?: string, from?: string, known: string[], behind: string, upstream: URL, head?: Buffer }} way with
   *   `head` the request is the handshake of a WebSocket
   */
  #pass(request, response, { host, path = '', from, known, behind, upstream: { hostname, port }, head }) {
    const headers = { ...asDeployed(request.headers, known, behind), host, 'x-forwarded-proto': 'https' };
    for (const name of OF_THIS_CONNECTION) delete headers[name];
    if (head) Object.assign(headers, HANDSHAKE);
    if (from) Object.assign(headers, { 'x-forwarded-for': from, 'cf-connecting-ip': request.socket.remoteAddress });
    const upstream = ask({
      host: hostname,
      port,
      method: request.method,
      path: path + request.url,
      headers,
      agent: false, // a kept connection may be closed when the next request needs it
      timeout: limits.request * 1000,
    });
    upstream.on('response', (answer) => {
      const passed = asAddressed(answer.headers, known, behind);
      for (const name of OF_THIS_CONNECTION) delete passed[name];
      response.writeHead(answer.statusCode ?? 502, passed);
      answer.on('error', () => response.destroy()); // an incomplete response is an error
      answer.pipe(response);
    });
    upstream.on('upgrade', (answer, target, first) => this.#join(response, answer, target, [head, first]));
    upstream.on('timeout', () => upstream.destroy(new Error(`no response within ${limits.request} seconds`)));
    upstream.on('error', (error) => respond(response, 502, `The emulator did not answer: ${error.message}`));
    response.on('close', () => upstream.destroy());
    if (head) upstream.end();
    else request.pipe(upstream);
  }

  /** Bytes go both ways from the 101 on, until either side ends. */
  #join(response, { rawHeaders }, target, [head, first]) {
    const { socket } = response;
    if (!socket) return void target.destroy();
    response.removeAllListeners('close');
    response.detachSocket(socket);
    const fields = rawHeaders.map((text, index) => (index % 2 ? `${text}\r\n` : `${text}: `));
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${fields.join('')}\r\n`);
    socket.write(first);
    target.write(head);
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ]) {
      this.#upgraded.add(one);
      one.setTimeout(0);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        this.#upgraded.delete(one);
        other.end(() => other.destroy());
      });
      one.pipe(other);
    }
  }
}

/** A response to a handshake, for any answer that does not switch protocols. */
function responseOn(socket, request) {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  socket.on('error', () => socket.destroy()).on('close', () => response.emit('close'));
  return response.on('finish', () => socket.end());
}

function respond(response, status, message) {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}

/** @param {NodeJS.ErrnoException} error */
function refusal({ code, message }, port) {
  const other = 'choose another one with --edge-port, or a free one with --edge-port 0.';
  if (code === 'EADDRINUSE') return new Refusal(`Port ${port} on ${HOST} is in use: ${other}`);
  if (code === 'EACCES') return new Refusal(`Port ${port} on ${HOST} needs more rights: ${other}`);
  return new Refusal(`The edge cannot listen on port ${port}: ${message}.`);
}
