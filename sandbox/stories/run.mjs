// Deploys, updates, closes and destroys the examples on the emulator, and checks each step: `node run.mjs [EXAMPLE] [GROUP]`.
// `--list` prints the names of the stories.
import { groupsNamed } from './groups.mjs';
import { tell } from './tell.mjs';
import { Sandbox } from '../run/kernel/aws/sandbox.mjs';
import { runSession } from '../run/kernel/process/session.mjs';
import { printError, Refusal } from '../run/kernel/refusal.mjs';

const words = process.argv.slice(2);
const isList = words.includes('--list');
const groups = await groupsNamed(words.filter((word) => word !== '--list')).catch((error) => {
  printError(error);
  return process.exit(1);
});

if (isList) {
  groups.forEach(({ stories }) => stories.forEach(({ name }) => console.log(name)));
} else {
  await runSession(async (session) => {
    for (const { example, world, alarmMinute, stories } of groups) {
      const sandbox = await Sandbox.open(session, example(), { alarmMinute });
      const succeeded = await tell(stories, world(sandbox), {
        say: (line) => session.clock.say(line),
        isEnding: () => session.isEnding,
      });
      if (session.isEnding) return;
      if (!succeeded) throw new Refusal('A story failed.');
      await sandbox.close();
    }
  });
}
