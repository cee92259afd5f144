import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const HOST = '127.0.0.1';
const MINUTES = 10;

/**
 * Stands for the Auth0 tenant: a login page, and the exchange of its code for a token, by PKCE. It knows one user, asks for no
 * password, and signs nothing.
 */
export class LoginServer {
  static async listen() {
    const login = new LoginServer();
    await new Promise((resolve, reject) => {
      login.#server.once('error', reject);
      login.#server.listen({ host: HOST, port: 0 }, () => resolve(undefined));
    });
    return login;
  }

  #server = createServer((request, response) => void this.#answer(request, response));
  /** @type {Map<string, { challenge: string, clientId: string, redirectUri: string, until: number }>} */
  #codes = new Map();

  get url() {
    return `http://${HOST}:${/** @type {import('node:net').AddressInfo} */ (this.#server.address()).port}`;
  }

  close() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request, response) {
    const { pathname, searchParams } = new URL(request.url, this.url);
    const origin = request.headers.origin;
    if (origin) response.setHeader('access-control-allow-origin', origin);
    if (request.method === 'OPTIONS') {
      response.writeHead(204, {
        'access-control-allow-headers': 'content-type',
        'access-control-allow-methods': 'POST',
      });
      return response.end();
    }
    if (pathname === '/authorize') return this.#page(searchParams, response);
    if (pathname === '/continue') return this.#continue(searchParams, response);
    if (pathname === '/oauth/token' && request.method === 'POST') return this.#token(await textOf(request), response);
    return respond(response, 404, { error: 'not_found' });
  }

  #page(query, response) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html>
<html lang="en"><title>Sign in</title><meta name="viewport" content="width=device-width">
<h1>Sign in</h1><p>This page stands for the Auth0 tenant of the bank.</p>
<form action="/continue">${[...query].map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`).join('')}
<button>Continue as Robin Staff</button></form></html>`);
  }

  #continue(query, response) {
    const code = randomBytes(16).toString('hex');
    const value = (name) => query.get(name) ?? '';
    this.#codes.set(code, {
      challenge: value('code_challenge'),
      clientId: value('client_id'),
      redirectUri: value('redirect_uri'),
      until: Date.now() + MINUTES * 60_000,
    });
    const answer = new URLSearchParams({ code, state: value('state') });
    response.writeHead(302, { location: `${value('redirect_uri')}/?${answer}` }).end();
  }

  #token(body, response) {
    const { code, code_verifier: verifier = '', client_id: clientId, redirect_uri: redirectUri } = parsed(body);
    const known = this.#codes.get(code);
    this.#codes.delete(code); // a code is good for one exchange
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const fits = known?.challenge === challenge && known?.clientId === clientId && known?.redirectUri === redirectUri;
    if (!known || !fits || known.until < Date.now()) return respond(response, 403, { error: 'invalid_grant' });
    const part = (content) => Buffer.from(JSON.stringify(content)).toString('base64url');
    const identity = `${part({ alg: 'none' })}.${part({ sub: 'staff|1', name: 'Robin Staff', aud: clientId })}.`;
    return respond(response, 200, {
      access_token: randomBytes(16).toString('hex'),
      id_token: identity,
      token_type: 'Bearer',
    });
  }
}

function parsed(body) {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}

async function textOf(request) {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return text;
}

function respond(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
