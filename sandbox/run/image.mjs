// Runs a program in place of the image that it would be in: `node image.mjs PROGRAM HOST:PORT HEALTH-CHECK-PATH COMMIT BEHAVIOUR`.
// It finds packages of the sandbox, and requests for AWS reach the emulator.
import { pathToFileURL } from 'node:url';
import { findPackages } from './packages.mjs';

const [program, address, , , behaviour] = process.argv.slice(2);
if (behaviour === 'crash') {
  console.error('The image crashes.');
  process.exit(1);
}
[process.env.HOST, process.env.PORT] = address.split(':');

findPackages();

const native = globalThis.fetch;
globalThis.fetch = (url, options) => {
  const { hostname, pathname, search } = new URL(`${url}`);
  const isOfAws = /\.(amazonaws|amazoncognito)\.com$/.test(hostname);
  return native(isOfAws ? process.env.AWS_ENDPOINT_URL + pathname + search : url, options);
};

// The parent may be killed, and cannot end this process then.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 500).unref();

await import(pathToFileURL(program).href);
