// Node.js loads this before the code of each Lambda function, which is a process of this machine here: it sends requests for
// host names of the account to the emulator, with DNS and certificates as on AWS.
'use strict';
const { existsSync, readFileSync } = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const { join } = require('node:path');
const tls = require('node:tls');

const endpoint = new URL(process.env.AWS_ENDPOINT_URL ?? 'http://127.0.0.1:9');
const nativeRequest = http.request;
const SECONDS = 10;

/** Whether a host name belongs to the account: neither this machine nor an API of AWS, which MiniStack handles. */
function isName(host) {
  if (!host || net.isIP(host) || host === 'localhost' || !host.includes('.')) return false;
  return host.endsWith('.elb.amazonaws.com') || !/\.(amazonaws\.com|amazonaws\.com\.cn|localhost)$/.test(host);
}

/** The arguments of `request`: (url, options?, callback?) or (options, callback?). */
function read(args) {
  const callback = args.find((arg) => typeof arg === 'function');
  const [first, second] = args.filter((arg) => typeof arg !== 'function');
  const url = typeof first === 'string' ? new URL(first) : first;
  const options = url instanceof URL ? { ...fromUrl(url), ...second } : { ...url, ...second };
  return { options, callback, host: (options.hostname ?? options.host ?? '').split(':')[0].toLowerCase() };
}

function fromUrl({ hostname, port, pathname, search, username, password }) {
  const auth = username ? `${decodeURIComponent(username)}:${decodeURIComponent(password)}` : undefined;
  return { hostname, port, path: `${pathname}${search}`, auth };
}

/** Resolves a name as DNS and TLS would: an address, ENOTFOUND, or a certificate that does not cover the name. */
function lookUp(scheme, name, options, done) {
  const fail = (code, message) => done(Object.assign(new Error(message), { code, hostname: name }));
  const { hostname: host, port } = endpoint;
  const request = nativeRequest(
    { host, port, path: `/_sandbox/name?name=${name}`, timeout: SECONDS * 1000 },
    (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part));
      answer.on('end', () => {
        const { found, certified } = JSON.parse(text);
        if (!found) return fail('ENOTFOUND', `getaddrinfo ENOTFOUND ${name}`);
        if (scheme === 'https' && !certified) {
          return fail('ERR_TLS_CERT_ALTNAME_INVALID', `The certificate behind ${name} does not have this name.`);
        }
        return options.all ? done(null, [{ address: host, family: 4 }]) : done(null, host, 4);
      });
    },
  );
  request.on('timeout', () => request.destroy(new Error(`The sandbox did not look up ${name} in ${SECONDS} seconds.`)));
  request.on('error', done).end();
}

function send(scheme, { options, callback, host }) {
  const all = Object.entries(options.headers ?? {});
  const headers = Object.fromEntries(all.filter(([name]) => name.toLowerCase() !== 'host'));
  const [, hostHeader = host] = all.find(([name]) => name.toLowerCase() === 'host') ?? [];
  return nativeRequest(
    {
      method: options.method,
      path: options.path,
      auth: options.auth,
      timeout: options.timeout,
      signal: options.signal,
      hostname: host,
      port: endpoint.port,
      agent: false,
      lookup: (name, wanted, done) => lookUp(scheme, name, wanted, done),
      headers: { ...headers, Host: `${hostHeader}`, 'X-Forwarded-Proto': scheme },
    },
    callback,
  );
}

/** Replaces `request` of a module, also when MiniStack wraps it later. */
function replaceRequest(module, scheme) {
  const around = (request) =>
    /** @this {unknown} */
    function (...args) {
      const call = read(args);
      return isName(call.host) ? send(scheme, call) : request.apply(this, args);
    };
  let current = module.request;
  Object.defineProperty(module, 'request', {
    configurable: true,
    enumerable: true,
    get: () => around(current),
    set: (request) => (current = request),
  });
  module.get = (...args) => module.request(...args).end();
}

/** Trusts the servers of this run, as the runtime trusts those of RDS by a file that this machine lacks. */
function trust(file) {
  if (!existsSync(file)) return;
  const ca = readFileSync(file);
  const native = tls.createSecureContext;
  tls.createSecureContext = (options) => {
    const made = native(options);
    made.context.addCACert(ca);
    return made;
  };
}

if (process.env.AWS_ENDPOINT_URL) {
  trust(join(__dirname, '..', '..', '.sandbox', 'run', 'servers', 'ca.pem'));
  replaceRequest(https, 'https');
  replaceRequest(http, 'http');
}
