import { request as ask } from 'node:http';
import { createServer } from 'node:https';
import { address, asAddressed, asDeployed } from './address.mjs';
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

/**
 * What DNS and the TLS of CloudFront and of the load balancer would be: it takes a viewer's request, looks its host up
 * among the records that were deployed, and asks the emulator as if the viewer's TLS had ended there.
 */
export class TlsEdge {
  #server;
  #upstream;
  #zone;

  /** Take the port before anything is deployed, so that nobody waits to hear that it is taken. */
  static async listen(port) {
    const edge = new TlsEdge();
    await new Promise((resolve, reject) => {
      edge.#server.once('error', (error) => reject(refusal(error, port)));
      edge.#server.listen({ host: HOST, port: Number(port) }, resolve);
    });
    return edge;
  }

  constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.on('tlsClientError', () => {}); // whoever does not trust the certificate
  }

  get port() {
    return this.#server.address().port;
  }

  /** From now on it answers: `hosts()` of a zone says what a host leads to, and `url` is where the emulator is. */
  open({ certificate, zone, url }) {
    this.#server.setSecureContext({ cert: certificate.cert, key: certificate.key });
    this.#zone = zone;
    this.#upstream = new URL(url);
  }

  /** The URL of a host on this machine, which needs no DNS. */
  url(host, path = '/') {
    return `https://${host}.localhost:${this.port}${path}`;
  }

  close() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request, response) {
    const { name, behind } = address(request.headers.host);
    let hosts;
    try {
      hosts = await this.#zone.hosts();
    } catch (error) {
      return say(response, 502, `The emulator did not say what was deployed: ${error.message}`);
    }
    const known = [...hosts.keys()];
    const found = hosts.get(name);
    if (!found) return say(response, 421, `No record leads from ${name || 'no host'}. There is: ${known.join(', ')}.`);
    if (found.nowhere) return say(response, 502, `${name} leads to ${found.nowhere}, and nothing is there.`);
    this.#pass(request, response, { ...found, known, behind });
  }

  #pass(request, response, { host, known, behind }) {
    const headers = { ...asDeployed(request.headers, known, behind), host, 'x-forwarded-proto': 'https' };
    for (const name of OF_THIS_CONNECTION) delete headers[name];
    const upstream = ask({
      host: this.#upstream.hostname,
      port: this.#upstream.port,
      method: request.method,
      path: request.url,
      headers,
      agent: false, // a connection that is kept may be gone when it is needed
      timeout: limits.request * 1000,
    });
    upstream.on('response', (answer) => {
      const told = asAddressed(answer.headers, known, behind);
      for (const name of OF_THIS_CONNECTION) delete told[name];
      response.writeHead(answer.statusCode, told);
      answer.on('error', () => response.destroy()); // half an answer is none
      answer.pipe(response);
    });
    upstream.on('timeout', () => upstream.destroy(new Error(`nothing within ${limits.request} seconds`)));
    upstream.on('error', (error) => say(response, 502, `The emulator did not answer: ${error.message}`));
    response.on('close', () => upstream.destroy());
    request.pipe(upstream);
  }
}

function say(response, status, sentence) {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
}

function refusal({ code, message }, port) {
  const other = 'Give another one with --edge-port, or --edge-port 0 for any that is free.';
  if (code === 'EADDRINUSE') return new Refusal(`Port ${port} on ${HOST} is taken. ${other}`);
  if (code === 'EACCES') return new Refusal(`Port ${port} on ${HOST} may not be opened by this user. ${other}`);
  return new Refusal(`The edge cannot listen on port ${port}: ${message}.`);
}
