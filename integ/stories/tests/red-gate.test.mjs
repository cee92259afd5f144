// The stories of the gate have to be able to fail. Without an emulator.
import { closed } from '../bank/closed.mjs';
import { closedAgain, openedAgain, protectedFromHaste } from '../bank/gate.mjs';
import { changing, red, world } from './support/red.mjs';

const CLOSED =
  'Bank/Gate is closed: no command creates, changes or deletes what is behind it\nstack has no resources, skipping deployment';
const nine = Array.from({ length: 9 }, (_, index) => ({ name: `stack-${index}`, path: `Bank/${index}` }));
const account = ['bucket of the bank', 'stack api, since then'];
const bank = (given) => world({ deployed: account, plan: { stacks: nine }, inventory: async () => account, ...given });

const gated = (given) => () => bank({ inventory: async () => [], deploy: async () => CLOSED, ...given });
for (const [what, given, why] of [
  ['something is created', { inventory: changing([], ['stack api']) }, /stack api/],
  ['the CLI says nothing of the gate', { deploy: async () => '' }, /is closed/],
  ['the CLI deploys', { deploy: async () => CLOSED.split('\n')[0] }, /skipping deployment/],
  ['the plan has one stack less', { plan: { stacks: nine.slice(1) } }, /8 !== 9/],
])
  red(closed, what, { well: gated(), ill: gated(given), why });

const unchanged = (stacks) => stacks.map(({ name }) => `✅  ${name} (no changes)`).join('\n');
const opened = (given) => () => bank({ deploy: async () => unchanged(nine), ...given });
for (const [what, after] of [
  ['something is deleted', ['stack api, since then']],
  ['a stack is touched', ['bucket of the bank', 'stack api, since now']],
]) {
  const from = (look) => () => bank({ inventory: changing(account, after, look) });
  red(closedAgain, `${what} by deploy`, { well: bank, ill: from(1), why: /cdk deploy --all/ });
  red(closedAgain, `${what} by destroy`, { well: bank, ill: from(3), why: /cdk destroy --all/ });
  red(openedAgain, what, { well: opened(), ill: opened({ inventory: async () => after }), why: /stack api|bucket/ });
}
red(openedAgain, 'one stack has a change', {
  well: opened(),
  ill: opened({ deploy: async () => `${unchanged(nine.slice(1))}\n✅  stack-0` }),
  why: /stack-0/,
});

/** The CLI when the stacks are protected, but for the one that is given. */
const protectedBut = (bare, given) => () =>
  bank({
    destroy: async (path) => {
      const [{ name }] = path ? nine.filter((stack) => stack.path === path) : nine;
      if (name !== bare) throw new Error(`Stack [${name}] cannot be deleted while TerminationProtection is enabled`);
    },
    ...given,
  });
for (const [what, ill, why] of [
  ['nothing stops it', () => bank(), /Missing expected rejection/],
  ['one stack is not protected', protectedBut('stack-8'), /Missing expected rejection/],
  ['something is deleted', protectedBut('', { inventory: async () => account.slice(1) }), /bucket of the bank/],
])
  red(protectedFromHaste, what, { well: protectedBut(''), ill, why });
