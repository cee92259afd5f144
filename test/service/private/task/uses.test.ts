import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { containerOf, runningApi } from '../../../support/api';
import { bindingWith } from '../../../support/binding';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { ManagedDatabase } from '../../../support/managed-database';
import { networkIn } from '../../../support/scaffold';

test('a database that RDS manages gives host, user and password apart, and opens its security group to the tasks', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  runningApi({ vpc, settings: undefined, uses: [new ManagedDatabase(stack, 'Engine', vpc)] }, stack);
  const { Environment, Secrets } = containerOf(stack);
  const values = Object.fromEntries(Secrets.map(({ Name, ValueFrom }: any) => [Name, JSON.stringify(ValueFrom)]));

  expect(Environment.map(({ Name }: any) => Name)).toEqual(['DB_HOST']);
  expect(Object.keys(values)).toEqual(['DB_PASSWORD', 'DB_USER']);
  expect(values.DB_PASSWORD).toMatch(/EngineSecret.*":password::"/);
  expect(
    resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => JSON.stringify(Properties)),
  ).toContainEqual(expect.stringMatching(/EngineSecurityGroup.*ApiSecurityGroup/));
});

test('a parameter of what the service uses is there before the tasks that read it', () => {
  const stack = workloadStack();
  const parameter = new StringParameter(stack, 'Rate', { parameterName: '/rates/url', stringValue: 'https://rates' });
  runningApi({ uses: [bindingWith({ parameters: { RATES_URL: parameter } })] }, stack);

  expect(resourcesOf(stack, 'AWS::ECS::Service')[0].DependsOn).toContainEqual(expect.stringMatching(/^Rate/));
});

test('another fingerprint of what the service uses starts new tasks', () => {
  const noncesOf = (fingerprint: string) => {
    const stack = workloadStack();
    runningApi({ settings: undefined, uses: [bindingWith({ fingerprint })] }, stack);
    return resourcesOf(stack, 'AWS::ECS::Service')[0].Properties.ForceNewDeployment?.ForceNewDeploymentNonce;
  };

  expect(noncesOf('')).toBeUndefined();
  expect(noncesOf('one')).toMatch(/^[0-9a-f]{16}$/);
  expect(noncesOf('other')).not.toBe(noncesOf('one'));
});
