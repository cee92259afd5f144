import { answers, pages } from './answers.mjs';
import { apart } from './apart.mjs';
import { audited, redriven } from './audited.mjs';
import { destroyed } from './destroyed.mjs';
import { files, sessions } from './files.mjs';
import { firstDeploy } from './first-deploy.mjs';
import { added, removed, residing } from './region.mjs';
import { released, takenBack } from './released.mjs';
import { refused, signedIn } from './signed-in.mjs';
import { started } from './started.mjs';
import { synced } from './synced.mjs';
import { PlatformWorld } from './world.mjs';
import { example } from '../../run/examples/construction-saas/example.mjs';

/** @type {import('../groups.mjs').Group<PlatformWorld>[]} */
export const groups = [
  {
    name: 'tenants',
    alarmMinute: 1,
    example,
    world: (sandbox) => new PlatformWorld(sandbox),
    stories: [
      ...[firstDeploy, started, answers, pages, signedIn, refused, apart, files, sessions],
      ...[audited, redriven, synced, released, takenBack],
      ...[added, residing, removed, destroyed],
    ],
  },
];
