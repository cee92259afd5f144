import { catalogue, hasKey } from '../../../support/iam/catalogue';
import { Call, callsFor, allows, ACCOUNT, execution, EXECUTION_ROLE, resources, statements } from '../execution-role';
import { isAllowed } from '../../../support/iam/decide';

jest.setTimeout(30 * 60_000);

test('RB24 the simulator and the second evaluator agree on every call of every handler, and on all else of IAM', async () => {
  const known = new Map((await catalogue()).map((it) => [it.action, it]));
  const ofResources = (await Promise.all(resources.map(callsFor))).flatMap(({ calls }) => calls);
  const ofIam = [...known.keys()].filter((action) => /^(iam|organizations|account|sts):/.test(action));
  const users = ofIam.map((action): Call => {
    const [pattern] = known.get(action)!.resources.map((it) => it.pattern.replace('${Account}', ACCOUNT));
    const resource = pattern?.replace('${Partition}', 'aws').replace(/\$\{\w+\}/g, 'sample') ?? '*';
    return { action, resource, context: {} };
  });
  const calls = new Map([...ofResources, ...users].map((call) => [JSON.stringify(call), call]));
  const identity = execution.map((policy, index) => ({ name: `${index}`, policy }));
  const differing: string[] = [];
  for (const call of calls.values()) {
    const { action, resource } = call;
    const context = Object.fromEntries(Object.entries(call.context).filter(([key]) => hasKey(known.get(action)!, key)));
    const asked = { principal: EXECUTION_ROLE, action, resource, account: ACCOUNT, context, identity };
    const simulated = await isAllowed(asked).catch((error: Error) => error.message);
    if (simulated !== allows(statements, { ...call, context })) differing.push(`${action} on ${resource}: ${simulated}`);
  }

  expect(calls.size).toBeGreaterThan(1000);
  expect(differing).toEqual([]);
});
