// What happens to a bank from its plan to its end, on deployed stacks. `--list` names the stories and tells none.
import { Refusal } from '../sandbox/parts/refusal.mjs';
import { Sandbox } from '../sandbox/parts/sandbox.mjs';
import { asked, session } from '../sandbox/parts/session.mjs';
import { asPlanned } from './bank/as-planned.mjs';
import { closed } from './bank/closed.mjs';
import { destroyed } from './bank/destroyed.mjs';
import { failedUpdate, mendedUpdate } from './bank/failed-update.mjs';
import { fieldByField } from './bank/field-by-field.mjs';
import { filled } from './bank/filled.mjs';
import { firstDeploy } from './bank/first-deploy.mjs';
import { closedAgain, openedAgain, protectedFromHaste } from './bank/gate.mjs';
import { failedCreation, madeAgain } from './bank/made-again.mjs';
import { started } from './bank/started.mjs';
import { tell } from './parts/stories.mjs';
import { OPEN, World } from './parts/world.mjs';

const stories = [
  closed,
  firstDeploy,
  filled,
  started,
  fieldByField,
  closedAgain,
  asPlanned,
  openedAgain,
  failedUpdate,
  mendedUpdate,
  protectedFromHaste,
  destroyed,
  failedCreation,
  madeAgain,
];

const [option, ...others] = process.argv.slice(2);
asked(() => {
  if (option !== undefined && (option !== '--list' || others.length > 0))
    throw new Refusal(`The stories know --list alone, got: ${[option, ...others].join(' ')}`);
});
if (option === '--list') {
  stories.forEach(({ name }) => console.log(name));
} else {
  await session(async (session) => {
    const sandbox = await Sandbox.open(session, { config: OPEN });
    const isWell = await tell(stories, new World(sandbox), {
      say: (line) => session.clock.say(line),
      ended: () => session.isEnding,
    });
    if (!isWell && !session.isEnding) throw new Refusal('The stories do not hold.');
  });
}
