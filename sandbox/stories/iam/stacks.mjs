import assert from 'node:assert/strict';
import { sessionOf } from './jobs.mjs';
import { limits } from '../../run/kernel/limits.mjs';
import { places } from '../../run/kernel/places.mjs';

const STACK = 'Bank/watch';
const TICKETS = 'alarms.ticket';
const EMAIL = 'platform@bank.example';

/** @type {import('../tell.mjs').Story} */
export const stacks = {
  name: 'RB13 `cdk diff` shows a change with the role for plans, which cannot deploy it; `cdk deploy` does with the role for it',
  async tell(world) {
    const { sandbox } = world;
    const plan = await sessionOf(sandbox, 'plan');
    const deploy = await sessionOf(sandbox, 'deploy');
    const cdk = (session, command, ...flags) =>
      session.cdk(`cdk ${command}`, [command, STACK, '--exclusively', '--app', places.out, ...flags], {
        seconds: limits.deploy,
      });
    const approved = ['--require-approval', 'never'];

    await world.write({ [TICKETS]: [{ email: EMAIL }, { email: 'second@bank.example' }] });
    assert.match(await cdk(plan, 'diff', '--method=template'), /second@bank\.example/);
    await assert.rejects(cdk(plan, 'deploy', ...approved), /dont have access to it/);
    await cdk(deploy, 'deploy', ...approved);

    await world.write({ [TICKETS]: [{ email: EMAIL }] });
    await cdk(deploy, 'deploy', ...approved);
  },
};
