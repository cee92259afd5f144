import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { inflateRawSync } from 'node:zlib';
import { Application } from './application.mjs';

const HOST = '127.0.0.1';
/** The origin of the metadata that templates name. */
export const ENTRA = 'https://login.microsoftonline.com';

/**
 * Stands for Entra ID: serves the metadata of its tenants, and signs in the user that a visitor chooses, without a password. It
 * knows no registered identifiers and reply URLs, and answers where a request says.
 */
export class EntraId {
  /**
   * Listens, and writes the file for `python -m emulator --saml-metadata FILE`.
   *
   * @param {string} file
   * @param {{ tenant: string, application: string, users: Record<string, import('./application.mjs').User> }[]} tenants by the ids in
   *   the metadata URLs of the templates
   */
  static async listen(file, tenants) {
    const applications = await Promise.all(
      tenants.map(({ tenant, application, users }) => Application.create(tenant, application, users)),
    );
    const entra = new EntraId(file, applications);
    await new Promise((resolve, reject) => {
      entra.#server.once('error', reject);
      entra.#server.listen({ host: HOST, port: 0 }, () => resolve(undefined));
    });
    entra.#server.unref(); // it ends with the run
    writeFileSync(file, JSON.stringify({ [ENTRA]: entra.url }));
    return entra;
  }

  #file;
  #applications;
  #server = createServer((request, response) => this.#answer(request, response));

  /**
   * @param {string} file
   * @param {Application[]} applications
   */
  constructor(file, applications) {
    this.#file = file;
    this.#applications = applications;
  }

  get url() {
    return `http://${HOST}:${/** @type {import('node:net').AddressInfo} */ (this.#server.address()).port}`;
  }

  close() {
    rmSync(this.#file, { force: true });
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request, response) {
    const { pathname, searchParams } = new URL(request.url, this.url);
    const [, tenant, ...rest] = pathname.split('/');
    const known = this.#applications.find((it) => it.tenant === tenant);
    if (known && rest.join('/') === 'saml2') return this.#signOn(known, searchParams, response);
    if (
      known?.id === searchParams.get('appid') &&
      rest.join('/') === 'federationmetadata/2007-06/federationmetadata.xml'
    ) {
      return respond(response, 200, 'application/samlmetadata+xml', known.metadata(this.url));
    }
    return respond(response, 404, 'text/plain', `AADSTS90002: there is no ${pathname}.\n`);
  }

  #signOn(application, query, response) {
    const request = requestOf(query.get('SAMLRequest') ?? '');
    if (!request) return respond(response, 400, 'text/plain', 'AADSTS75005: this is no SAML request.\n');
    const forms = Object.entries(application.users).map(([name, user]) => {
      const fields = { SAMLResponse: application.response(user, request), RelayState: query.get('RelayState') ?? '' };
      const inputs = Object.entries(fields).map(
        ([key, it]) => `<input type="hidden" name="${key}" value="${quoted(it)}">`,
      );
      return `<form method="post" action="${quoted(request.replyUrl)}" id="${quoted(name)}">${inputs.join('')}<button>${quoted(user.email)}</button></form>`;
    });
    respond(
      response,
      200,
      'text/html',
      `<!doctype html><html lang="en"><title>Sign in</title><meta name="viewport" content="width=device-width"><h1>Sign in</h1><p>This page stands for the tenant ${quoted(application.tenant)} of Entra ID.</p>${forms.join('')}</html>`,
    );
  }
}

/** @returns {{ id: string, issuer: string, replyUrl: string } | undefined} */
function requestOf(encoded) {
  try {
    const text = inflateRawSync(Buffer.from(encoded, 'base64')).toString();
    const [id, replyUrl] = ['ID', 'AssertionConsumerServiceURL'].map((name) => found(text, `\\s${name}="([^"]+)"`));
    return { id, replyUrl, issuer: found(text, 'Issuer[^>]*>([^<]+)<') };
  } catch {
    return undefined;
  }
}

function found(text, pattern) {
  const [, value] = new RegExp(pattern).exec(text) ?? [];
  if (value === undefined) throw new Error(`no ${pattern}`);
  return value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function quoted(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function respond(response, status, type, body) {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body);
}
