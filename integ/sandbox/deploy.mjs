// The whole example on this machine: the real CDK CLI, unmodified templates, no account. Ctrl-C takes all of it down.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { places } from './parts/places.mjs';
import { Refusal } from './parts/refusal.mjs';
import { Sandbox } from './parts/sandbox.mjs';
import { asked, session } from './parts/session.mjs';

const { config, port, once } = asked(() => {
  const values = options();
  if (!existsSync(values.config)) throw new Refusal(`There is no config ${values.config}.`);
  if (!/^\d+$/.test(values.port) || Number(values.port) > 65535)
    throw new Refusal(`${values.port} is no port: give a number from 0 (any that is free) to 65535.`);
  if (!existsSync(places.app)) throw new Refusal('The example is not compiled: run `npm run sandbox`, which does it.');
  return values;
});

function options() {
  const config = join(places.root, 'examples', 'rl-bank', 'open.yaml');
  try {
    return parseArgs({
      options: {
        config: { type: 'string', default: config },
        port: { type: 'string', default: '0' },
        once: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Refusal(
      `${error.message}\nIt knows --config FILE, --port NUMBER and --once (deploy, then take it down).`,
    );
  }
}

await session(async (session) => {
  const sandbox = await Sandbox.open(session, { config: resolve(config), port });
  await sandbox.deploy();
  session.clock.say(`
The bank is there, ${session.clock.seconds.toFixed(0)} s after you asked: AWS is ${sandbox.url} now. In another shell:

  export AWS_ENDPOINT_URL=${sandbox.url} AWS_ACCESS_KEY_ID=${sandbox.account} AWS_SECRET_ACCESS_KEY=sandbox AWS_REGION=${sandbox.region}
  aws cloudformation list-stacks
`);
  if (once) return;
  session.clock.say('Ctrl-C takes it down.');
  await session.wait(sandbox.died);
});
