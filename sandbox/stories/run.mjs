// Deploys, updates, closes and destroys a bank on the emulator, and checks each step. `--list` prints the names of the stories.
import { appThenInfra, failedAppDeploy } from './bank/app-deploy.mjs';
import { asPlanned } from './bank/as-planned.mjs';
import { closed } from './bank/closed.mjs';
import { destroyed } from './bank/destroyed.mjs';
import { failedUpdate, retriedUpdate } from './bank/failed-update.mjs';
import { fieldByField } from './bank/field-by-field.mjs';
import { filled } from './bank/filled.mjs';
import { firstDeploy } from './bank/first-deploy.mjs';
import { closedAgain, openedAgain, protectedFromHaste } from './bank/gate.mjs';
import { failedCreation, madeAgain } from './bank/made-again.mjs';
import { started } from './bank/started.mjs';
import { restarted, rolled } from './bank/tasks.mjs';
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

const stories = [
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
];

const [option, ...others] = process.argv.slice(2);
parsedOptions(() => {
  if (option !== undefined && (option !== '--list' || others.length > 0)) {
    throw new Refusal(`'${[option, ...others].join(' ')}' is no option of the stories, but only --list is.`);
  }
});
if (option === '--list') {
  stories.forEach(({ name }) => console.log(name));
} else {
  await runSession(async (session) => {
    const sandbox = await Sandbox.open(session, { config: OPEN });
    const succeeded = await tell(stories, new World(sandbox), {
      say: (line) => session.clock.say(line),
      isEnding: () => session.isEnding,
    });
    if (!succeeded && !session.isEnding) throw new Refusal('A story failed.');
  });
}
