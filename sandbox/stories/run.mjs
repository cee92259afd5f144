// Deploys, updates, closes and destroys banks on the emulator, and checks each step. `--list` prints the names of the stories, the name
// of a group runs it alone.
import { alarmRecovers, alarmsLive } from './bank/alarms-live.mjs';
import { appThenInfra, failedAppDeploy } from './bank/app-deploy.mjs';
import { asPlanned } from './bank/as-planned.mjs';
import { closed } from './bank/closed.mjs';
import { destroyed } from './bank/destroyed.mjs';
import { drift } from './bank/drift.mjs';
import { failedUpdate, retriedUpdate } from './bank/failed-update.mjs';
import { failedUpdates, interrupted } from './bank/failed-updates.mjs';
import { fieldByField } from './bank/field-by-field.mjs';
import { filled } from './bank/filled.mjs';
import { firstDeploy } from './bank/first-deploy.mjs';
import { closedAgain, openedAgain, protectedFromHaste } from './bank/gate.mjs';
import { failedCreation, madeAgain } from './bank/made-again.mjs';
import { adoptedInstead, ownedAgain } from './bank/ownership.mjs';
import { released } from './bank/released.mjs';
import { addedAgain, removed } from './bank/removed.mjs';
import { renamed } from './bank/renamed.mjs';
import { secondBank, secondBankRefused } from './bank/second-bank.mjs';
import { started } from './bank/started.mjs';
import { restarted, rolled } from './bank/tasks.mjs';
import { upgraded } from './bank/upgraded.mjs';
import { webAcls } from './bank/web-acls.mjs';
import { published } from './browser/published.mjs';
import { secondRelease, serviceWorker } from './browser/second-release.mjs';
import { apiErrors, cacheHeaders, deepLinks, signedIn } from './browser/visitor.mjs';
import { images } from './iam/images.mjs';
import { infrastructure } from './iam/infrastructure.mjs';
import { neighbours } from './iam/neighbours.mjs';
import { publishing } from './iam/publishing.mjs';
import { stacks } from './iam/stacks.mjs';
import { taskRoles } from './iam/task-roles.mjs';
import { trust } from './iam/trust.mjs';
import { tell } from './tell.mjs';
import { OPEN, World } from './world.mjs';
import { Sandbox } from '../run/kernel/aws/sandbox.mjs';
import { parsedOptions, runSession } from '../run/kernel/process/session.mjs';
import { Refusal } from '../run/kernel/refusal.mjs';

/** Each group has an account of its own; its stories continue one another. */
const groups = {
  // A bank from its plan to its end, and created again. A minute of its alarms takes five seconds.
  life: [
    closed,
    firstDeploy,
    filled,
    started,
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
  // A bank of the last release that is upgraded, and then changed. A minute of its alarms takes a second.
  changes: [
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
};
const ALARM_MINUTE = { life: 5, changes: 1 };

const asked = process.argv.slice(2);
const names = Object.keys(groups);
parsedOptions(() => {
  if (asked.length > 1 || asked.some((one) => one !== '--list' && !names.includes(one))) {
    const known = `only --list, ${names.join(' and ')} are`;
    throw new Refusal(`'${asked.join(' ')}' is no option of the stories, but ${known}.`);
  }
});
if (asked[0] === '--list') {
  Object.values(groups).forEach((stories) => stories.forEach(({ name }) => console.log(name)));
} else {
  await runSession(async (session) => {
    for (const name of asked.length > 0 ? asked : names) {
      const sandbox = await Sandbox.open(session, { config: OPEN, alarmMinute: ALARM_MINUTE[name] });
      const succeeded = await tell(groups[name], new World(sandbox), {
        say: (line) => session.clock.say(line),
        isEnding: () => session.isEnding,
      });
      if (session.isEnding) return;
      if (!succeeded) throw new Refusal('A story failed.');
      await sandbox.close();
    }
  });
}
