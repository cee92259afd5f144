import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ArtifactStore } from '../../../src/organization';
import { SHARED_SERVICES } from '../../support/baseline';
import { newApp, workloadStack } from '../../support/cloud';
import { Context, isAllowed } from '../../support/iam/decide';
import { NamedPolicy, roleIn } from '../../support/iam/policies';
import { resourcePoliciesOf } from '../../support/iam/resource-policies';
import { World } from '../../support/iam/world';
import { ORGANIZATION, organizationIn } from '../../support/organization';
import { sharedServicesStack } from '../../support/runners';

const PUBLISHER = 'arn:aws:iam::100000000005:role/publish-packages';
const READ = ['codeartifact:GetRepositoryEndpoint', 'codeartifact:ReadFromRepository'];
const ADMINISTER = [
  'codeartifact:DeleteRepository',
  'codeartifact:PutRepositoryPermissionsPolicy',
  'codeartifact:UpdateRepository',
];

// The store is in one account, the role that installs packages in another.
const app = newApp();
const shared = sharedServicesStack(app);
new ArtifactStore(shared, 'Artifacts', {
  organization: organizationIn(shared),
  domainName: 'acme',
  npmScopes: ['acme'],
  publisherArns: [PUBLISHER],
});
const product = workloadStack(app, 'Product');
const attributes = { domainName: 'acme', accountId: SHARED_SERVICES.account, region: 'us-east-1' };
ArtifactStore.fromArtifactStoreAttributes(product, 'Store', attributes).grantRead(
  new Role(product, 'Build', { assumedBy: new AccountRootPrincipal() }),
);

const world = World.of(app);
const build = roleIn(world, 'Build');
const policies = resourcePoliciesOf(world);
const repository = 'arn:aws:codeartifact:us-east-1:100000000004:repository/acme/npm';
const upstream = `${repository}-public`;
const domain = 'arn:aws:codeartifact:us-east-1:100000000004:domain/acme';
const ofPackage = 'arn:aws:codeartifact:us-east-1:100000000004:package/acme/npm/npm/acme/ui';

const ANYTHING: NamedPolicy[] = [
  {
    name: 'anything',
    policy: {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: ['codeartifact:*', 'sts:*'], Resource: '*' },
    },
  },
];

/** The actions that a principal of another account has on something of the store. */
async function actionsOf(
  actions: string[],
  resource: string,
  { principal = build.arn, identity = ANYTHING, organization = ORGANIZATION.organizationId, policyOf = resource } = {},
): Promise<string[]> {
  const context: Context = { 'aws:PrincipalOrgID': organization };
  const answers = await Promise.all(
    actions.map((action) =>
      isAllowed({
        ...{ principal, action, resource, account: SHARED_SERVICES.account, context, identity },
        resourcePolicy: policies.get(policyOf),
      }),
    ),
  );
  return actions.filter((_, index) => answers[index]);
}

test('PC18 a role of a product account gets a token and reads packages, by its grant', async () => {
  const { identity } = build;

  expect(world.unresolved).toEqual([]);
  expect(await actionsOf(['codeartifact:GetAuthorizationToken'], domain, { identity })).toHaveLength(1);
  expect(await actionsOf(READ, repository, { identity })).toEqual(READ);
});

test('PC18 the token of STS is for CodeArtifact alone', async () => {
  const asked = (service: string) =>
    isAllowed({
      principal: build.arn,
      action: 'sts:GetServiceBearerToken',
      resource: '*',
      account: build.account,
      context: { 'sts:AWSServiceName': service },
      identity: build.identity,
    });

  expect(await asked('codeartifact.amazonaws.com')).toBe(true);
  expect(await asked('ecr-public.amazonaws.com')).toBe(false);
});

test('PC18 a principal of another organization gets no token and reads nothing, whatever its own account allows', async () => {
  const organization = 'o-zzzzzzzzzz';

  expect(await actionsOf(['codeartifact:GetAuthorizationToken'], domain, { organization })).toEqual([]);
  expect(await actionsOf(READ, repository, { organization })).toEqual([]);
});

test('PC18 an administrator of a member account neither publishes nor administers, and has nothing of the public upstream', async () => {
  expect(await actionsOf(['codeartifact:PublishPackageVersion'], ofPackage, { policyOf: repository })).toEqual([]);
  expect(await actionsOf([...READ, ...ADMINISTER], repository)).toEqual(READ);
  expect(await actionsOf(READ, upstream)).toEqual([]);
});

test('PC18 the named role publishes, and deletes nothing', async () => {
  const publish = ['codeartifact:PublishPackageVersion', 'codeartifact:PutPackageMetadata'];
  const all = [...publish, 'codeartifact:DeletePackageVersions', 'codeartifact:PutPackageOriginConfiguration'];

  expect(await actionsOf(all, ofPackage, { principal: PUBLISHER, policyOf: repository })).toEqual(publish);
});
