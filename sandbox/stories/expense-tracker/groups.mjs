import { answers, kept } from './answers.mjs';
import { destroyed } from './destroyed.mjs';
import { firstDeploy } from './first-deploy.mjs';
import { imported } from './imports.mjs';
import { counted, doors, refused } from './machine.mjs';
import { scheduled } from './rates.mjs';
import { released, stopped } from './released.mjs';
import { started } from './started.mjs';
import { apart, registered } from './tenants.mjs';
import { unbalanced } from './unbalanced.mjs';
import { rolledBack, updated } from './updated.mjs';
import { example } from '../../run/examples/expense-tracker/example.mjs';
import { AppWorld } from '../app-world.mjs';

/** @type {import('../groups.mjs').Group<AppWorld>[]} */
export const groups = [
  {
    name: 'launch',
    alarmMinute: 1,
    example,
    world: (sandbox) => new AppWorld(sandbox),
    stories: [
      ...[firstDeploy, started, answers, kept, unbalanced],
      ...[registered, apart, doors, refused, counted, imported, scheduled, released, stopped],
      ...[updated, rolledBack, destroyed],
    ],
  },
];
