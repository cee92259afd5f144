import { Stack } from 'aws-cdk-lib';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { ContainerImageChannel } from '../../../src/service';
import { apiDomainIn, IMAGE, runningApi } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';
import { networkIn } from '../../support/scaffold';

test('RB24 a second service of one name in an account and region is refused', () => {
  const app = newApp();
  runningApi({}, workloadStack(app, 'One'));

  expect(() => runningApi({}, workloadStack(app, 'Other'))).toThrow(
    `'serviceName' is "prd-rl-bank-api", but One/Api has that name already, and its cluster, log group and service would be in the way: give one of the two another name [api/name-taken at Other/Api]`,
  );
});

test('RB24 in another region, under another name and in another app it is none', () => {
  const app = newApp();
  const elsewhere = new Stack(app, 'Elsewhere', { env: { account: '111111111111', region: 'eu-west-1' } });
  const image = new ContainerImageChannel(elsewhere, 'Image', { image: IMAGE, imageIsElsewhere: true });
  runningApi({}, workloadStack(app, 'One'));

  const other = workloadStack(app, 'Other');
  const domain = apiDomainIn(other, 'other.bank.example');
  expect(() => runningApi({ serviceName: 'prd-rl-bank-api-2', domain }, other)).not.toThrow();
  expect(() => runningApi({}, workloadStack(newApp(), 'One'))).not.toThrow();
  expect(() => runningApi({ image, domain: apiDomainIn(elsewhere, 'eu.bank.example') }, elsewhere)).not.toThrow();
});

test('two services of one name in two adopted clusters are two', () => {
  const app = newApp();
  const inCluster = (id: string) => {
    const stack = workloadStack(app, id);
    const { vpc } = networkIn(stack);
    const cluster = Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: id.toLowerCase(), vpc });
    const domain = apiDomainIn(stack, `${id.toLowerCase()}.bank.example`);
    return () => runningApi({ vpc, cluster, domain }, stack);
  };

  expect(inCluster('One')).not.toThrow();
  expect(inCluster('Other')).not.toThrow();
});
