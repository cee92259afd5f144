import { alarmRecovers, alarmsLive } from './alarms-live.mjs';
import { appThenInfra, failedAppDeploy } from './app-deploy.mjs';
import { asPlanned } from './as-planned.mjs';
import { closed } from './closed.mjs';
import { destroyed } from './destroyed.mjs';
import { drift } from './drift.mjs';
import { failedUpdate, retriedUpdate } from './failed-update.mjs';
import { failedUpdates, interrupted } from './failed-updates.mjs';
import { fieldByField } from './field-by-field.mjs';
import { filled } from './filled.mjs';
import { firstDeploy } from './first-deploy.mjs';
import { closedAgain, openedAgain, protectedFromHaste } from './gate.mjs';
import { kept } from './kept.mjs';
import { failedCreation, madeAgain } from './made-again.mjs';
import { adoptedInstead, ownedAgain } from './ownership.mjs';
import { released } from './released.mjs';
import { addedAgain, removed } from './removed.mjs';
import { renamed } from './renamed.mjs';
import { secondBank, secondBankRefused } from './second-bank.mjs';
import { started } from './started.mjs';
import { restarted, rolled } from './tasks.mjs';
import { upgraded } from './upgraded.mjs';
import { webAcls } from './web-acls.mjs';
import { example } from '../../run/examples/rl-bank/example.mjs';
import { published } from '../browser/published.mjs';
import { secondRelease, serviceWorker } from '../browser/second-release.mjs';
import { apiErrors, cacheHeaders, deepLinks, signedIn } from '../browser/visitor.mjs';
import { images } from '../iam/images.mjs';
import { infrastructure } from '../iam/infrastructure.mjs';
import { neighbours } from '../iam/neighbours.mjs';
import { publishing } from '../iam/publishing.mjs';
import { stacks } from '../iam/stacks.mjs';
import { taskRoles } from '../iam/task-roles.mjs';
import { trust } from '../iam/trust.mjs';
import { World } from '../world.mjs';

/** @type {import('../groups.mjs').Group<World>[]} */
export const groups = [
  // A bank from its plan to its end, and created again.
  {
    name: 'life',
    example,
    world: (sandbox) => new World(sandbox),
    alarmMinute: 5,
    stories: [
      closed,
      firstDeploy,
      filled,
      started,
      kept,
      fieldByField,
      trust,
      publishing,
      published,
      deepLinks,
      apiErrors,
      signedIn,
      cacheHeaders,
      secondRelease,
      serviceWorker,
      images,
      taskRoles,
      infrastructure,
      stacks,
      neighbours,
      closedAgain,
      asPlanned,
      openedAgain,
      failedUpdate,
      retriedUpdate,
      appThenInfra,
      failedAppDeploy,
      restarted,
      rolled,
      protectedFromHaste,
      destroyed,
      failedCreation,
      madeAgain,
    ],
  },
  // A bank of the last release that is upgraded, and then changed.
  {
    name: 'changes',
    example,
    world: (sandbox) => new World(sandbox),
    alarmMinute: 1,
    stories: [
      released,
      upgraded,
      failedUpdates,
      interrupted,
      alarmsLive,
      alarmRecovers,
      webAcls,
      drift,
      renamed,
      removed,
      addedAgain,
      secondBankRefused,
      secondBank,
      adoptedInstead,
      ownedAgain,
    ],
  },
];
