import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  DeployPermissions,
  DeployRole,
  DeployTrust,
  LeastPrivilegeDeployRoles,
  OidcSubject,
} from '../../../src/delivery';
import { workloadStack } from '../../support/cloud';
import { anyTrust, gitHubIn, SUBJECT } from '../../support/roles';

const listing = new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] });
const role = (props: object) => () => new DeployRole(workloadStack(), 'Role', { trust: anyTrust(), ...props });
const roles = (props: any) => () => {
  return new LeastPrivilegeDeployRoles(workloadStack(), 'Roles', { namePrefix: 'prd', ...props });
};
const missing = (...props: string[]) => props.map((prop) => ['props/missing', prop, undefined] as any);

test('DeployTrust.oidc() names what plain JavaScript leaves out', () => {
  const oidc =
    (...given: any[]) =>
    () =>
      (DeployTrust.oidc as any)(...given);
  const issuer = gitHubIn(workloadStack());

  expect(oidc()).toThrowProblems(missing('issuer', 'subjects'), 'DeployTrust.oidc');
  expect(oidc(undefined, [OidcSubject.of(SUBJECT)])).toThrowProblems(missing('issuer'), 'DeployTrust.oidc');
  expect(oidc(issuer)).toThrowProblems(missing('subjects'), 'DeployTrust.oidc');
  expect(oidc(issuer, SUBJECT)).toThrowProblem('delivery/of-another-kind', 'subjects', SUBJECT, 'DeployTrust.oidc');
  expect(oidc(issuer, [SUBJECT])).toThrowProblem(
    'delivery/of-another-kind',
    'subjects[0]',
    SUBJECT,
    'DeployTrust.oidc',
  );
  expect(() => (OidcSubject.of as any)()).toThrowProblem('props/missing', 'subject', undefined, 'OidcSubject.of');
  expect(() => (OidcSubject.of as any)(5)).toThrowProblem('delivery/of-another-kind', 'subject', '5', 'OidcSubject.of');
});

test.each<[string, unknown, string]>([
  ['a list', [DeployPermissions.of([listing])], 'a value of the type Array'],
  ['a statement', listing, 'a value of the type PolicyStatement'],
  ['null', null, 'null'],
])('DeployRole refuses permissions that are %s, and makes no role without permissions', (_, permissions, value) => {
  expect(role({ permissions })).toThrowProblem('delivery/of-another-kind', 'permissions', value, 'Web/Role');
});

test('DeployRole refuses a trust of another type', () => {
  expect(role({ trust: 'arn:aws:iam::222222222222:role/ci' })).toThrowProblem(
    'delivery/of-another-kind',
    'trust',
    'arn:aws:iam::222222222222:role/ci',
    'Web/Role',
  );
});

test.each<[string, string[], object]>([
  ['ImagePush', ['trust', 'image'], { imagePush: {} }],
  ['ImagePush', ['image'], { imagePush: { trust: anyTrust() } }],
  ['ServiceRoll', ['trust', 'service'], { serviceRoll: {} }],
  ['ServiceRelease', ['trust', 'migration'], { serviceRelease: {} }],
  ['ReleaseMarker', ['trust', 'parameter'], { releaseMarker: {} }],
  ['SitePublish/a', ['trust', 'site'], { sitePublish: { a: undefined } }],
  ['Infrastructure', ['trust', 'zone', 'certificateNames'], { infrastructure: {} }],
  ['Plan', ['trust', 'stacks'], { plan: {} }],
  ['StackDeploy', ['trust'], { stackDeploy: {} }],
])('LeastPrivilegeDeployRoles names all that %s lacks at once: %j', (path, lacking, props) => {
  expect(roles(props)).toThrowProblems(missing(...lacking), `Web/Roles/${path}`);
});
