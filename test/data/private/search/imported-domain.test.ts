import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { SearchDomain } from '../../../../src/data';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

describe('PC22 a search domain of another app', () => {
  const stack = workloadStack();
  const attributes = {
    domainName: 'shared',
    endpointAddress: 'vpc-shared-abc123.ap-southeast-1.es.amazonaws.com',
    securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0'),
  };
  const search = SearchDomain.fromSearchDomainAttributes(stack, 'Shared', attributes);

  test('leads a service to it, opens its security group, and grants it', () => {
    search.allowAccessFrom(new SecurityGroup(stack, 'Tasks', { vpc: networkIn(stack).vpc, allowAllOutbound: false }));
    search.grantUse(new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() }));

    expect(search.variables).toEqual({ SEARCH_ENDPOINT: `https://${attributes.endpointAddress}` });
    expect([search.secrets, search.parameters, search.pendingInputs, search.fingerprint]).toEqual([{}, {}, [], '']);
    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress')[0].Properties).toMatchObject({
      GroupId: 'sg-0123456789abcdef0',
      FromPort: 443,
    });
    const [{ Resource }] = resourcesOf(stack, 'AWS::IAM::Policy')[0].Properties.PolicyDocument.Statement;
    expect(JSON.stringify(Resource)).toContain(':domain/shared/*');
  });

  test('is refused with an address that has a scheme', () => {
    const wrong = { ...attributes, endpointAddress: 'https://vpc-shared' };

    expect(() => SearchDomain.fromSearchDomainAttributes(stack, 'Wrong', wrong)).toThrowProblem(
      'search/not-a-domain-name',
      'endpointAddress',
      'https://vpc-shared',
      'Web/Wrong',
    );
  });
});
