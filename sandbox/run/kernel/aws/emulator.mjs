import { createWriteStream, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { limits } from '../limits.mjs';
import { places } from '../places.mjs';
import { Refusal } from '../refusal.mjs';

const surroundings = ['LANG', 'LC_ALL', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'TERM'];

/** Nothing of who runs it reaches the sandbox: no profile, no key, no proxy. */
function bare() {
  return {
    PATH: process.env.PATH,
    ...Object.fromEntries(surroundings.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    HOME: places.home,
    TMPDIR: places.tmp, // what somebody does not come to remove goes with the run
  };
}

/** The environment in which AWS is the emulator. */
export function awsIs(url, { account, region }) {
  return {
    ...bare(),
    AWS_ACCESS_KEY_ID: account, // twelve digits name the account
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_CONFIG_FILE: join(places.home, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(places.home, 'none'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: url,
    AWS_MAX_ATTEMPTS: '1',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region, // the name that version 1 of the AWS CLI reads
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', // Node 20 is what the package supports
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_VALIDATION: 'false',
    CI: 'true',
    NO_COLOR: '1',
    NO_PROXY: '127.0.0.1',
  };
}

/** The path of the shell, with what the venv of the sandbox has in front: Python, and an AWS CLI. */
export function pathOf(python) {
  return [dirname(python), process.env.PATH].join(delimiter);
}

/** Start the launcher; its URL, and a promise that is kept should it end. */
export async function startEmulator(processes, python, { region, port }) {
  const args = [
    '-m',
    'emulator',
    '--port',
    `${port}`,
    '--region',
    region,
    '--fixtures',
    places.fixtures,
    '--lambda-hook',
    places.lambdaHook,
  ];
  const running = processes.start(python, [...args, '--folder', places.data, '--parent', `${process.pid}`], {
    cwd: places.sandbox,
    env: {
      ...bare(),
      NODE_PATH: join(places.sandbox, 'node_modules'), // a Lambda has the SDK of its runtime
      PATH: pathOf(python),
    },
  });
  const log = createWriteStream(places.log);
  running.child.stderr.pipe(log);

  let late;
  const url = await new Promise((resolve, reject) => {
    late = setTimeout(
      () => reject(new Refusal(`The emulator did not answer within ${limits.ready} seconds.`)),
      limits.ready * 1000,
    );
    let said = '';
    running.child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const ready = /^READY (\S+)$/m.exec(said);
      if (ready) resolve(ready[1]);
    });
    void running.ended.then(() => reject(new Refusal('The emulator did not start.', tailOfLog())));
  }).finally(() => clearTimeout(late));
  return { url, ended: running.ended };
}

export function tailOfLog(file = places.log) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
  } catch {
    return '';
  }
}
