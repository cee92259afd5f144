import { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { newApp, templateOf, workloadStack } from '../../support/cloud';
import { siteIn } from '../../support/site';

test('a role of another stack and region reads the site weakly, so that another bucket can take its place', () => {
  const outputsFor = (bucketName?: string) => {
    const app = newApp();
    const stack = workloadStack(app);
    const delivery = new Stack(app, 'Delivery', { env: { account: '111111111111', region: 'eu-west-1' } });
    siteIn(stack, { bucketName }).grantPublish(new Role(delivery, 'Role', { assumedBy: new AccountRootPrincipal() }));

    expect(JSON.stringify(templateOf(delivery))).toContain('Fn::GetStackOutput');
    expect(JSON.stringify(templateOf(stack))).not.toContain('"Export"');
    expect(delivery.dependencies).toEqual([stack]);
    return Object.keys(templateOf(stack).Outputs).sort();
  };

  const outputs = outputsFor();

  expect(outputs).toEqual([
    expect.stringMatching(/^ContentBucket[0-9a-f]{8}$/),
    expect.stringMatching(/^DistributionId[0-9a-f]{8}$/),
  ]);
  expect(outputsFor('another')[0]).not.toBe(outputs[0]);
});
