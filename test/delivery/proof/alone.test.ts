import { App, Stack } from 'aws-cdk-lib';
import { DeployPermissions } from '../../../src/delivery';
import { EDGE, newApp, zoneOf } from '../../support/cloud';
import { arnsOf, CaseRow, differencesOf } from '../../support/iam/cases';
import { roleIn } from '../../support/iam/policies';
import { universeOf } from '../../support/iam/universe';
import { World } from '../../support/iam/world';
import { roleWith } from '../../support/roles';

jest.setTimeout(5 * 60_000);

const allowed = (resource: string, ...actions: string[]): CaseRow[] => {
  return actions.map((action) => ({ action, resource, allowed: true }));
};

// The example has neither: its roles are for CI alone, and its workload is in another region.
test('RB17a RB17b RB17d infrastructure through CloudFormation, where the workload is in us-east-1', async () => {
  const stack = new Stack(newApp(), 'Theirs', { env: EDGE });
  const permissions = DeployPermissions.manageInfrastructure({
    zone: zoneOf(stack),
    certificateNames: ['api.bank.example'],
    throughCloudFormation: true,
  });
  roleWith(stack, permissions, 'ci-role');
  const zone = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';
  const certificates = 'arn:aws:acm:us-east-1:111111111111:certificate/*';
  const file = {
    role: 'ci-role',
    contexts: { 'a request': { 'acm:DomainNames': ['api.bank.example'], 'acm:ValidationMethod': 'DNS' } },
    rows: [
      ...allowed(zone, 'route53:ChangeResourceRecordSets', 'route53:GetHostedZone', 'route53:ListResourceRecordSets'),
      ...allowed('*', 'route53:ListHostedZonesByName', 'acm:ListCertificates'),
      ...allowed(certificates, 'acm:DescribeCertificate', 'acm:DeleteCertificate', 'acm:AddTagsToCertificate'),
      ...allowed('arn:aws:route53:::change/*', 'route53:GetChange'),
      { action: 'acm:RequestCertificate', resource: '*', allowed: true, context: 'a request' },
    ],
  };
  const world = World.of(stack.node.root as App);

  expect(world.unresolved).toEqual([]);
  expect(await differencesOf(roleIn(world, 'ci-role'), file, universeOf(world, { arns: arnsOf(file) }))).toEqual([]);
});
