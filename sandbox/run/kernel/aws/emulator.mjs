import { createWriteStream, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { writeServers } from './real-servers.mjs';
import { limits } from '../limits.mjs';
import { places } from '../places.mjs';
import { Refusal } from '../refusal.mjs';

const PASSED_ON = ['LANG', 'LC_ALL', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'TERM'];

/** An environment without the profiles, keys and proxies of the user. */
function bareEnvironment() {
  return {
    PATH: process.env.PATH,
    ...Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    HOME: places.home,
    TMPDIR: places.tmp, // temporary files go with the run
  };
}

/** The environment of a process for which the emulator is AWS. */
export function awsEnvironment(url, { account, region }) {
  return {
    ...bareEnvironment(),
    AWS_ACCESS_KEY_ID: account, // MiniStack takes twelve digits as the account
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_CONFIG_FILE: join(places.home, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(places.home, 'none'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: url,
    AWS_MAX_ATTEMPTS: '1',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region, // version 1 of the AWS CLI reads this one
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', // the package supports Node 20
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_VALIDATION: 'false',
    CI: 'true',
    NO_COLOR: '1',
    NO_PROXY: '127.0.0.1',
  };
}

/** The search path of a shell, with the Python and the AWS CLI of the sandbox first. */
export function pathWith(python) {
  return [dirname(python), process.env.PATH].join(delimiter);
}

/**
 * Starts the emulator; its URL, a promise that resolves when it ends, and how to end it.
 *
 * @param {import('../process/processes.mjs').Processes} processes
 * @param {string} python
 * @param {{ region: string, port: number | string, alarmMinute?: number, mysql?: Partial<import('./mysqld.mjs').Found> }} options
 */
export async function startEmulator(processes, python, { region, port, alarmMinute, mysql }) {
  const files = ['--fixtures', places.fixtures, '--lambda-hook', places.lambdaHook, '--programs', places.programs];
  const given = ['--region', region, ...files, '--servers', await writeServers(places.servers, mysql)];
  given.push('--saml-metadata', places.samlMetadata); // a stand-in that starts later writes it
  if (alarmMinute) given.push('--alarm-minute', `${alarmMinute}`);
  const own = ['--port', `${port}`, '--folder', places.data, '--parent', `${process.pid}`];
  const running = processes.start(python, ['-m', 'emulator', ...own, ...given], {
    cwd: places.sandbox,
    env: {
      ...bareEnvironment(),
      NODE_PATH: join(places.sandbox, 'node_modules'), // the AWS SDK of the Lambda runtime
      PATH: pathWith(python),
    },
  });
  const { stdout, stderr } = running.child;
  stderr?.pipe(createWriteStream(places.log));

  let timer;
  /** @type {string} */
  const url = await new Promise((resolve, reject) => {
    timer = setTimeout(
      () => reject(new Refusal(`The emulator did not answer within ${limits.ready} seconds.`)),
      limits.ready * 1000,
    );
    let output = '';
    stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
      const ready = /^READY (\S+)$/m.exec(output);
      if (ready) resolve(ready[1]);
    });
    void running.ended.then(() => reject(new Refusal('The emulator did not start.', tailOfLog())));
  }).finally(() => clearTimeout(timer));
  return { url, ended: running.ended, end: () => processes.end(running) };
}

export function tailOfLog() {
  try {
    return readFileSync(places.log, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
  } catch {
    return '';
  }
}
