import { allowListSection } from '../../../../src/bank/private/plan/allow-list';
import { CacheStack } from '../../../../src/bank/private/stacks/cache-stack';
import { bankApp, Changes, configOf, ENDPOINTS } from '../../../support/bank';

test.each<[string, Changes, string[], string[]]>([
  ['are those of the config', {}, ['203.0.113.10', '203.0.113.11'], ['203.0.113.10', '203.0.113.11']],
  [
    'are asked for where the config does not tell them',
    { 'network.natAddresses': undefined },
    ["not known here: those of the network's NAT gateways; write them as network.natAddresses"],
    [],
  ],
  ['are none without a NAT gateway', ENDPOINTS, ['none: with endpoints the tasks reach AWS alone'], []],
])('RB23 addresses to let in %s', (_, changes, lines, data) => {
  const config = configOf(changes);
  const { network } = new CacheStack(bankApp(), 'cache', config);

  expect(allowListSection({ network } as any, config)).toEqual({
    ...{ key: 'allowList', title: 'Addresses that the database and others have to let in' },
    ...{ lines, data },
  });
});
