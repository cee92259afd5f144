// Loaded into every Lambda before its handler: what it has on AWS and a process of this machine lacks, names and TLS.
'use strict';
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');

const sandbox = process.env.AWS_ENDPOINT_URL && new URL(process.env.AWS_ENDPOINT_URL);
const plain = http.request;
const SECONDS = 10;

/** Names of the sandbox: whoever is neither this machine nor an API of AWS, which MiniStack reaches by itself. */
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

/** As the world would find it: an address, no such name, or no certificate with the name. */
function lookUp(scheme, name, options, done) {
  const fail = (code, message) => done(Object.assign(new Error(message), { code, hostname: name }));
  const { hostname: host, port } = sandbox;
  const asked = plain({ host, port, path: `/_sandbox/name?name=${name}`, timeout: SECONDS * 1000 }, (answer) => {
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
  });
  asked.on('timeout', () => asked.destroy(new Error(`The sandbox did not look up ${name} in ${SECONDS} seconds.`)));
  asked.on('error', done).end();
}

function send(scheme, { options, callback, host }) {
  const given = Object.entries(options.headers ?? {});
  const headers = Object.fromEntries(given.filter(([name]) => name.toLowerCase() !== 'host'));
  const [, asked = host] = given.find(([name]) => name.toLowerCase() === 'host') ?? [];
  return plain(
    {
      method: options.method,
      path: options.path,
      auth: options.auth,
      timeout: options.timeout,
      signal: options.signal,
      hostname: host,
      port: sandbox.port,
      agent: false,
      lookup: (name, wanted, done) => lookUp(scheme, name, wanted, done),
      headers: { ...headers, Host: `${asked}`, 'X-Forwarded-Proto': scheme },
    },
    callback,
  );
}

/** Whoever wraps `request` later, as MiniStack does, is asked for the rest alone. */
function take(module, scheme) {
  const around = (request) =>
    function (...args) {
      const asked = read(args);
      return isName(asked.host) ? send(scheme, asked) : request.apply(this, args);
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

if (sandbox) {
  take(https, 'https');
  take(http, 'http');
}
