import { catalogue, hasKey } from '../../../support/iam/catalogue';
import { isAllowed } from '../../../support/iam/decide';
import { resourcePoliciesOf } from '../../../support/iam/resource-policies';
import {
  Call,
  callsFor,
  allows,
  ACCOUNT,
  execution,
  EXECUTION_ROLE,
  resources,
  statements,
  world,
} from '../execution-role';

jest.setTimeout(30 * 60_000);

test('RB24 the simulator and the second evaluator agree on every call of every handler, and on all else of IAM', async () => {
  const known = new Map((await catalogue()).map((it) => [it.action, it]));
  const ofResources = (await Promise.all(resources.map(callsFor))).flatMap(({ calls }) => calls);
  // Who the caller is, AWS tells everyone.
  const ofIam = [...known.keys()].filter((action) =>
    /^(iam|organizations|account|sts):(?!GetCallerIdentity)/.test(action),
  );
  const users = ofIam.map((action): Call => {
    const [pattern] = known.get(action)!.resources.map((it) => it.pattern.replace('${Account}', ACCOUNT));
    const resource = pattern?.replace('${Partition}', 'aws').replace(/\$\{\w+\}/g, 'sample') ?? '*';
    return { action, resource, context: {} };
  });
  const calls = new Map([...ofResources, ...users].map((call) => [JSON.stringify(call), call]));
  const identity = execution.map((policy, index) => ({ name: `${index}`, policy }));
  const keyPolicies = resourcePoliciesOf(world);
  const differing: string[] = [];
  for (const call of calls.values()) {
    const { action, resource } = call;
    const context = Object.fromEntries(Object.entries(call.context).filter(([key]) => hasKey(known.get(action)!, key)));
    // The policies of a role count for a key only where the key's own policy leaves it to them.
    const resourcePolicy = action.startsWith('kms:') ? keyPolicies.get(resource) : undefined;
    const asked = { principal: EXECUTION_ROLE, action, resource, account: ACCOUNT, context, identity, resourcePolicy };
    const simulated = await isAllowed(asked).catch((error: Error) => error.message);
    if (simulated !== allows(statements, { ...call, context })) {
      differing.push(`${action} on ${resource}: ${simulated}`);
    }
  }

  expect(calls.size).toBeGreaterThan(1000);
  expect(differing).toEqual([]);
});
