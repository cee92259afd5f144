// The whole example on this machine: the real CDK CLI, unmodified templates, no account; pages and API over TLS. Ctrl-C
// takes all of it down.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { closingText } from './bank/next-steps.mjs';
import { forFirstDeployment } from './kernel/bank-config.mjs';
import { places } from './kernel/places.mjs';
import { Refusal } from './kernel/refusal.mjs';
import { Sandbox } from './kernel/aws/sandbox.mjs';
import { serve, toRunning } from './bank/serve.mjs';
import { asked, session } from './kernel/process/session.mjs';
import { TlsEdge } from './edge/tls-edge.mjs';

const {
  config,
  port,
  'edge-port': edgePort,
  once,
} = asked(() => {
  const values = options();
  if (!existsSync(values.config)) throw new Refusal(`There is no config ${values.config}.`);
  for (const port of [values.port, values['edge-port']]) {
    if (!/^\d+$/.test(port) || Number(port) > 65535)
      throw new Refusal(`${port} is no port: give a number from 0 (any that is free) to 65535.`);
  }
  if (!existsSync(places.app)) throw new Refusal('The example is not compiled: run `npm run sandbox`, which does it.');
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
      `${error.message}\nIt knows --config FILE, --port NUMBER, --edge-port NUMBER and --once (all of it, then take it down).`,
    );
  }
}

await session(async (session) => {
  const edge = await TlsEdge.listen(edgePort);
  const sandbox = await Sandbox.open(session, { config: forFirstDeployment(resolve(config)), port });
  await sandbox.deploy();
  await toRunning(session, sandbox, config);
  const served = await serve(session, sandbox, config, edge);
  const seconds = session.clock.seconds.toFixed(0);
  if (once) return session.clock.say(`The bank was there, ${seconds} s after you asked:\n${served.urls.join('\n')}`);
  session.clock.say(closingText({ seconds, sandbox, edge, served }));
  session.clock.say('Ctrl-C takes it down.');
  await session.wait(sandbox.died);
});
