import { Fn } from 'aws-cdk-lib';
import { allowedFor, PLACE, resource } from '../../../support/execution-policies';

const READER = 'arn:aws:iam::222222222222:role/acme-crm-prod-hub-reader';
const reading = (roleArn?: string) =>
  allowedFor((stack) => {
    const Value = Fn.getStackOutput('acme-zone', 'NameServers', undefined, roleArn);
    resource(stack, 'AWS::SSM::Parameter', { Name: '/hub', Type: 'String', Value });
  }).filter((it) => /DescribeStacks|AssumeRole/.test(it));

test('an output of another stack is read by describing it', () => {
  expect(reading()).toEqual([
    expect.stringMatching(`^cloudformation:DescribeStacks on arn:aws:cloudformation:${PLACE}:stack/acme-zone/\\*`),
  ]);
});

test('PC2i an output of another account is read by assuming the one role, which describes the stack', () => {
  expect(reading(READER)).toEqual([`sts:AssumeRole on ${READER}`]);
});
