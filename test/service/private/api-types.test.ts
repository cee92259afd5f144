import { EdgeFirewall, FirewallMode, FirewallScope } from '../../../src/edge';
import { NetworkEgress, ThreeTierNetwork } from '../../../src/network';
import { BankApiService } from '../../../src/service';
import { apiIn } from '../../support/api';
import { workloadStack } from '../../support/cloud';
import { sharedIn } from '../../support/shared';

const PHASES = 'must be LaunchPhase.NOT_READY, LaunchPhase.FIRST_START or LaunchPhase.RUNNING: pass such a value';

test('RB22 a launch phase that is no value of the enum is refused, and starts no task', () => {
  const launchPhase: any = 'waiting';

  expect(() => apiIn(workloadStack(), { launchPhase })).toThrow(`'launchPhase' is "waiting", but ${PHASES}`);
});

test.each<[prop: string, value: unknown]>([
  ['taskSubnets', []],
  ['loadBalancerSubnets', 'private'],
  ['cluster', 'shared'],
  ['uses', ['mongodb://host']],
  ['telemetry', 'on'],
  ['image', 'rl-bank-api:live'],
  ['environment', []],
  ['memory', 1024],
  ['cpuArchitecture', 'ARM64'],
  ['writablePaths', '/tmp'],
  ['writablePaths', ['/tmp']],
  ['logGroup', '/shared/api'],
  ['logRetention', 30],
  ['logEncryptionKey', 'arn:aws:kms:ap-southeast-1:111111111111:key/1'],
  ['accessLogBucket', 'logs'],
  ['domain', 'api.bank.example'],
  ['exposure', 'internet'],
  ['routing', ['/api']],
  ['healthCheck', '/x'],
  ['targetProtocol', 'https'],
  ['requestTimeout', 60],
  ['loadBalancer', 'shared'],
  ['rulePriority', '5'],
  ['deletionProtection', 'false'],
  ['launchPhase', null],
  ['scaling', 4],
  ['rollOnSecretChange', 'false'],
  ['failureThreshold', 3],
])('%s refuses %j', (prop, value) => {
  expect(() => apiIn(workloadStack(), { [prop]: value })).toThrowProblem('props/wrong-type', prop, value, 'Web/Api');
});

test('a network and a firewall are refused with the prop of them that is meant', () => {
  const stack = workloadStack();
  const vpc: any = new ThreeTierNetwork(stack, 'Network', { cidr: '10.0.0.0/16', egress: NetworkEgress.none() });
  const webAclArn: any = new EdgeFirewall(stack, 'Firewall', {
    scope: FirewallScope.REGIONAL,
    mode: FirewallMode.COUNT,
  });

  expect(() => apiIn(stack, { vpc })).toThrow('\'vpc\' is "an object", but must be an IVpc, such as `network.vpc`');
  for (const make of [apiIn, sharedIn]) {
    expect(() => make(workloadStack(), { webAclArn })).toThrow(
      '\'webAclArn\' is "an object", but must be a string, such as `firewall.webAclArn`',
    );
  }
});

test('properties of health check and scaling are named with their prop', () => {
  const props: any = { healthCheck: { interval: 15 }, scaling: { maxTasks: '4' } };

  expect(() => apiIn(workloadStack(), props)).toThrowProblems(
    [
      ['props/wrong-type', 'healthCheck.interval', 15],
      ['props/wrong-type', 'scaling.maxTasks', '4'],
    ],
    'Web/Api',
  );
});

test.each(['grantRoll', 'grantPush'] as const)('%s names a grantee that is none', (method) => {
  const stack = workloadStack();
  const api = apiIn(stack);
  const act = () => (method === 'grantRoll' ? api : (stack.node.findChild('Image') as any))[method]('role');

  expect(act).toThrowProblem('props/wrong-type', 'grantee', 'role');
});

test('attributes of another service are of their type', () => {
  const attrs: any = { serviceName: 'api', domainName: 5, loadBalancerSecurityGroup: 'sg-1' };

  expect(() => BankApiService.fromBankApiServiceAttributes(workloadStack(), 'Theirs', attrs)).toThrowProblems([
    ['props/wrong-type', 'domainName', 5],
    ['props/wrong-type', 'loadBalancerSecurityGroup', 'sg-1'],
  ]);
});
