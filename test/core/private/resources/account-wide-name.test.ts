import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { accountWideName } from '../../../../src/core/private/resources/account-wide-name';
import { newApp, resourcesOf } from '../../../support/cloud';
import { siteIn } from '../../../support/site';

const stackIn = (region: string) =>
  new Stack(newApp(), 'A', { stackName: 'web', env: { account: '111111111111', region } });

test('a stack of one name in two regions has two names for what an account has once', () => {
  const namesIn = (region: string) => {
    const stack = stackIn(region);
    siteIn(stack);
    const nameOf = (type: string) => resourcesOf(stack, `AWS::CloudFront::${type}`)[0].Properties;
    return [
      nameOf('ResponseHeadersPolicy').ResponseHeadersPolicyConfig.Name,
      nameOf('OriginAccessControl').OriginAccessControlConfig.Name,
      nameOf('Function').Name,
    ];
  };

  expect(new Set([...namesIn('ap-southeast-1'), ...namesIn('eu-west-1')]).size).toBe(6 - 2); // two kinds share one name
});

test('is no longer than CloudFront takes, however long the path', () => {
  const long = new Construct(stackIn('ap-southeast-1'), 'a'.repeat(200));

  expect(accountWideName(long, 64).length).toBeLessThanOrEqual(64);
});
