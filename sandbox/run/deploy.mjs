// Deploys the example to an emulator on this machine: the real CDK CLI, unmodified templates, no AWS account; pages and API
// over TLS. Ctrl-C stops and removes all of it.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nextSteps } from './bank/next-steps.mjs';
import { serve, toRunning } from './bank/serve.mjs';
import { TlsEdge } from './edge/tls-edge.mjs';
import { Sandbox } from './kernel/aws/sandbox.mjs';
import { forFirstDeployment } from './kernel/bank-config.mjs';
import { places } from './kernel/places.mjs';
import { parsedOptions, runSession } from './kernel/process/session.mjs';
import { Refusal } from './kernel/refusal.mjs';

const {
  config,
  port,
  'edge-port': edgePort,
  once,
} = parsedOptions(() => {
  const values = options();
  if (!existsSync(values.config)) throw new Refusal(`'--config' is ${values.config}, but must be an existing file.`);
  for (const name of /** @type {const} */ (['port', 'edge-port'])) {
    if (!/^\d+$/.test(values[name]) || Number(values[name]) > 65535) {
      throw new Refusal(`'--${name}' is ${values[name]}, but must be a number from 0 (a free port) to 65535.`);
    }
  }
  if (!existsSync(places.app)) throw new Refusal('The example is not compiled: run `npm run sandbox`.');
  return values;
});

function options() {
  try {
    return parseArgs({
      options: {
        config: { type: 'string', default: places.exampleConfig },
        port: { type: 'string', default: '0' },
        'edge-port': { type: 'string', default: '0' },
        once: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Refusal(
      `${error.message}\nOptions: --config FILE, --port NUMBER, --edge-port NUMBER, --once (deploy, check, and stop).`,
    );
  }
}

await runSession(async (session) => {
  const edge = await TlsEdge.listen(edgePort);
  const sandbox = await Sandbox.open(session, { config: forFirstDeployment(resolve(config)), port });
  await sandbox.deploy();
  await toRunning(session, sandbox, config);
  const served = await serve(session, sandbox, config, edge);
  const seconds = session.clock.seconds.toFixed(0);
  if (once) return session.clock.say(`The bank answered after ${seconds} s:\n${served.urls.join('\n')}`);
  session.clock.say(nextSteps({ seconds, sandbox, edge, served }));
  session.clock.say('Press Ctrl-C to stop and remove it.');
  return session.wait(sandbox.died);
});
