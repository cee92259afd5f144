// Deploys an example to an emulator on this machine: the real CDK CLI, unmodified templates, no AWS account; pages and APIs
// over TLS. Ctrl-C stops and removes all of it.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { TlsEdge } from './edge/tls-edge.mjs';
import { exampleNamed } from './examples/example-named.mjs';
import { runningText } from './examples/running-text.mjs';
import { appOf, requireExample } from './kernel/app.mjs';
import { Sandbox } from './kernel/aws/sandbox.mjs';
import { parsedOptions, runSession } from './kernel/process/session.mjs';
import { Refusal } from './kernel/refusal.mjs';

const {
  name,
  config,
  port,
  'edge-port': edgePort,
  once,
} = parsedOptions(() => {
  const { values, positionals } = options();
  const [asked = 'rl-bank', ...others] = positionals;
  requireExample(asked);
  if (others.length > 0) throw new Refusal(`'${positionals.join(' ')}' is more than one example: name one.`);
  if (values.config !== undefined && !existsSync(values.config)) {
    throw new Refusal(`'--config' is ${values.config}, but must be an existing file.`);
  }
  for (const option of /** @type {const} */ (['port', 'edge-port'])) {
    if (!/^\d+$/.test(values[option]) || Number(values[option]) > 65535) {
      throw new Refusal(`'--${option}' is ${values[option]}, but must be a number from 0 (a free port) to 65535.`);
    }
  }
  return { ...values, name: asked };
});

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        port: { type: 'string', default: '0' },
        'edge-port': { type: 'string', default: '0' },
        once: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Refusal(
      `${error.message}\nOptions: the name of an example (rl-bank), --config FILE, --port NUMBER, --edge-port NUMBER, --once (deploy, check, and stop).`,
    );
  }
}

await runSession(async (session) => {
  const example = await exampleNamed(name, { config });
  if (!existsSync(appOf(name).program)) throw new Refusal('The example is not compiled: run `npm run sandbox`.');
  const edge = await TlsEdge.listen(edgePort);
  const sandbox = await Sandbox.open(session, example, { port });
  await sandbox.deploy();
  await example.start(session, sandbox);
  const { urls, commands } = await example.serve(session, sandbox, edge);
  const seconds = session.clock.seconds.toFixed(0);
  if (once) return session.clock.say(`examples/${name} answered after ${seconds} s:\n${urls.join('\n')}`);
  session.clock.say(runningText({ name, seconds, sandbox, urls, commands }));
  session.clock.say('Press Ctrl-C to stop and remove it.');
  return session.wait(sandbox.died);
});
