import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import {
  DeployPermissions,
  DeployRole,
  DeployTrust,
  GitHubRepository,
  LeastPrivilegeDeployRoles,
  OidcIssuer,
  OidcSubject,
} from '../../../src/delivery';
import { ImageRepository } from '../../../src/service';
import { IMAGE } from '../../support/api';
import { workloadStack, zoneOf } from '../../support/cloud';
import { anyTrust, gitHubIn, SUBJECT } from '../../support/roles';

const POLICY = 'arn:aws:iam::111111111111:policy/boundary';
const stack = workloadStack();
const zone = zoneOf(stack);
const certificateNames = ['api.bank.example'];
const role = (props: any) => () => new DeployRole(workloadStack(), 'Role', { trust: anyTrust(), ...props });
const image = ImageRepository.fromImageUri(stack, 'Image', IMAGE);
const manage = DeployPermissions.manageInfrastructure as any;
const diff = DeployPermissions.diffStacks as any;
const deploy = DeployPermissions.deployStacks as any;

test('a permissions boundary that is an ARN is refused, and not left out', () => {
  expect(role({ permissionsBoundary: POLICY })).toThrowProblem(
    'props/wrong-type',
    'permissionsBoundary',
    POLICY,
    'Web/Role',
  );
  const permissionsBoundary = ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', POLICY);
  expect(role({ permissionsBoundary })).not.toThrow();
});

test.each<[string, unknown]>([
  ['roleName', 5],
  ['path', 5],
  ['description', 5],
  ['maxSessionDuration', 3600],
])('DeployRole: %s that is %j is refused', (prop, value) => {
  expect(role({ [prop]: value })).toThrowProblem('props/wrong-type', prop, value, 'Web/Role');
});

test('DeployRole: a description is up to 1000 characters', () => {
  expect(role({ description: 'a'.repeat(1000) })).not.toThrow();
  expect(role({ description: 'a'.repeat(1001) })).toThrowProblem(
    'delivery/description-too-long',
    'description',
    '1001 characters',
    'Web/Role',
  );
});

test.each([0, '', NaN, 'cache'])('a cache that is %j is refused', (cache) => {
  const shown = Number.isNaN(cache) ? NaN : cache;
  expect(() => manage({ zone, certificateNames, cache })).toThrowProblem('props/wrong-type', 'cache', shown);
  expect(() => {
    new LeastPrivilegeDeployRoles(workloadStack(), 'Roles', {
      namePrefix: 'prd',
      infrastructure: { trust: anyTrust(), zone, certificateNames, cache } as any,
    });
  }).toThrowProblem('props/wrong-type', 'cache', shown);
  expect(() => diff({ stacks: [stack], infrastructure: { zone, certificateNames, cache } })).toThrowProblem(
    'props/wrong-type',
    'infrastructure.cache',
    shown,
  );
});

test.each<[string, () => unknown, string, unknown]>([
  ['manageInfrastructure', () => manage({ zone: 'Z1', certificateNames }), 'zone', 'Z1'],
  [
    'manageInfrastructure',
    () => manage({ zone, certificateNames, throughCloudFormation: 'no' }),
    'throughCloudFormation',
    'no',
  ],
  ['diffStacks', () => diff({ stacks: [stack], infrastructure: 'all' }), 'infrastructure', 'all'],
  ['diffStacks', () => diff({ stacks: [stack], qualifier: 5 }), 'qualifier', 5],
  ['deployStacks', () => deploy({ publishImageAssets: 'no' }), 'publishImageAssets', 'no'],
  ['deployStacks', () => deploy(null), 'options', null],
  ['pushImages', () => DeployPermissions.pushImages('image' as any), 'image', 'image'],
  ['pushSignedImages', () => DeployPermissions.pushSignedImages('image' as any, {} as any), 'image', 'image'],
  ['pushSignedImages', () => DeployPermissions.pushSignedImages(image, 'acme' as any), 'signing', 'acme'],
  ['rollService', () => DeployPermissions.rollService('api' as any), 'service', 'api'],
  ['releaseService', () => DeployPermissions.releaseService('prd-release' as any), 'migration', 'prd-release'],
  ['writeReleaseParameter', () => DeployPermissions.writeReleaseParameter('/r' as any), 'parameter', '/r'],
  ['publishSite', () => DeployPermissions.publishSite('site' as any), 'site', 'site'],
])('DeployPermissions.%s of another type is refused', (method, attempt, prop, value) => {
  expect(attempt).toThrowProblem('props/wrong-type', prop, value, `DeployPermissions.${method}`);
});

test.each<[string, () => unknown, string, string]>([
  ['diffStacks', () => diff({ stacks: 'Web' }), 'stacks', 'Web'],
  ['diffStacks', () => diff({ stacks: ['Web'] }), 'stacks[0]', 'Web'],
  ['deployStacks', () => deploy({ regions: 'us-east-1' }), 'regions', 'us-east-1'],
  ['manageInfrastructure', () => manage({ zone, certificateNames: 'a.b' }), 'certificateNames', 'a.b'],
  ['manageInfrastructure', () => manage({ zone, certificateNames: [5] }), 'certificateNames[0]', '5'],
  ['manageInfrastructure', () => manage({ zone, certificateNames, certificateRegions: 5 }), 'certificateRegions', '5'],
])('DeployPermissions.%s without a list is refused', (method, attempt, prop, value) => {
  expect(attempt).toThrowProblem('delivery/of-another-kind', prop, value, `DeployPermissions.${method}`);
});

test('DeployPermissions.of() without a statement is refused', () => {
  expect(() => DeployPermissions.of([])).toThrowProblem(
    'delivery/no-statements',
    'statements',
    [],
    'DeployPermissions.of',
  );
});

test.each<[string, unknown, string]>([
  ['an ARN', 'arn:aws:iam::111111111111:oidc-provider/gitlab.bank.example', 'issuer'],
  ['a number', 5, 'issuer'],
])('DeployTrust.oidc(): an issuer that is %s is refused', (_, issuer, prop) => {
  expect(() => DeployTrust.oidc(issuer as any, [OidcSubject.of(SUBJECT)])).toThrowProblem(
    'props/wrong-type',
    prop,
    issuer,
    'DeployTrust.oidc',
  );
});

test.each<any>([null, 5])('a jobWorkflowRef that is %j is refused', (jobWorkflowRef) => {
  const subjects = [OidcSubject.of(SUBJECT)];
  expect(() => DeployTrust.oidc(gitHubIn(stack), subjects, { jobWorkflowRef })).toThrowProblem(
    'props/wrong-type',
    'jobWorkflowRef',
    jobWorkflowRef,
    'DeployTrust.oidc',
  );
});

test.each([null, 'x'])('options that are %j are refused', (options: any) => {
  const attempts: Array<[string, () => unknown]> = [
    ['DeployTrust.oidc', () => DeployTrust.oidc(gitHubIn(stack), [OidcSubject.of(SUBJECT)], options)],
    ['GitHubRepository.of', () => GitHubRepository.of('rl-bank/api', options)],
    ['OidcIssuer.fromOidcIssuerAttributes', () => OidcIssuer.fromOidcIssuerAttributes(workloadStack(), 'A', options)],
  ];
  attempts.forEach(([place, attempt]) => {
    const prop = place.endsWith('Attributes') ? 'attributes' : 'options';
    expect(attempt).toThrowProblem('props/wrong-type', prop, options, place);
  });
});

test.each(['immutable', 'Both', 5])('a subjectFormat that is %j is refused', (subjectFormat: any) => {
  expect(() => GitHubRepository.of('rl-bank/api', { subjectFormat })).toThrowProblem(
    'props/wrong-type',
    'subjectFormat',
    subjectFormat,
    'GitHubRepository.of',
  );
});

test.each<[string, unknown]>([
  ['imagePush', true],
  ['sitePublish', 'site'],
  ['stackDeploy', []],
])('LeastPrivilegeDeployRoles: %s that is %j is refused', (prop, value) => {
  expect(() => {
    new LeastPrivilegeDeployRoles(workloadStack(), 'Roles', { namePrefix: 'prd', [prop]: value });
  }).toThrowProblem('props/wrong-type', prop, value, 'Web/Roles');
});
