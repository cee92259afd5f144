import { App, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ArtifactStore, ArtifactStoreProps } from '../../src/organization';
import { SHARED_SERVICES } from '../support/baseline';
import { newApp, resourcesOf, workloadStack } from '../support/cloud';
import { ORGANIZATION, organizationIn } from '../support/organization';
import { sharedServicesStack } from '../support/runners';

const PUBLISHER = 'arn:aws:iam::100000000005:role/publish-packages';
const ATTRIBUTES = { domainName: 'acme', accountId: SHARED_SERVICES.account, region: 'us-east-1' };

function storeIn(props: Partial<ArtifactStoreProps> = {}, app: App = newApp()) {
  const stack = sharedServicesStack(app);
  const store = new ArtifactStore(stack, 'Artifacts', {
    organization: organizationIn(stack),
    domainName: 'acme',
    npmScopes: ['acme'],
    pypiPrefixes: ['acme'],
    publisherArns: [PUBLISHER],
    ...props,
  });
  return { stack, store };
}

const { stack, store } = storeIn();
const repositories = Object.fromEntries(
  resourcesOf(stack, 'AWS::CodeArtifact::Repository').map((it) => [it.Properties.RepositoryName, it]),
);

describe('PC18 packages of the organization', () => {
  test.each([
    ['npm', 'public:npmjs'],
    ['pypi', 'public:pypi'],
  ])(
    '%s has one repository for readers, behind it one with the connection to the public registry',
    (name, connection) => {
      const [read, upstream] = [name, `${name}-public`].map((it) => repositories[it].Properties);

      expect(read.ExternalConnections).toBeUndefined();
      expect(read.Upstreams).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/Public/), 'Name'] }]);
      expect(upstream.ExternalConnections).toEqual([connection]);
      expect(upstream.PermissionsPolicyDocument).toBeUndefined();
      expect(Object.keys(repositories).sort()).toEqual(['npm', 'npm-public', 'pypi', 'pypi-public']);
    },
  );

  test('every account of the organization gets a token', () => {
    const [{ Properties }] = resourcesOf(stack, 'AWS::CodeArtifact::Domain');

    expect(Properties.PermissionsPolicyDocument.Statement).toEqual([
      {
        Sid: 'TokenForOrganization',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'codeartifact:GetAuthorizationToken',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION.organizationId } },
      },
    ]);
  });

  test.each(['npm', 'pypi'])('%s is read by the organization, and published to by named roles', (name) => {
    const [read, publish, ...others] = repositories[name].Properties.PermissionsPolicyDocument.Statement;

    expect(others).toEqual([]);
    expect(read).toMatchObject({
      Principal: { AWS: '*' },
      Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION.organizationId } },
    });
    expect(read.Action.filter((action: string) => !/:(Get|List|Describe|ReadFrom)/.test(action))).toEqual([]);
    expect(publish).toEqual({
      Sid: 'PublishByNamedRoles',
      Effect: 'Allow',
      Principal: { AWS: PUBLISHER },
      Action: ['codeartifact:PublishPackageVersion', 'codeartifact:PutPackageMetadata'],
      Resource: '*',
    });
  });

  test('packages with our names come from publishers alone, others from the public registry alone', () => {
    const groups = resourcesOf(stack, 'AWS::CodeArtifact::PackageGroup').map(({ Properties }) => {
      const { Publish, ExternalUpstream, InternalUpstream } = Properties.OriginConfiguration.Restrictions;
      return [Properties.Pattern, ...[Publish, ExternalUpstream, InternalUpstream].map((it) => it.RestrictionMode)];
    });

    expect(groups).toEqual([
      ['/npm/*', 'BLOCK', 'ALLOW', 'ALLOW'],
      ['/pypi/*', 'BLOCK', 'ALLOW', 'ALLOW'],
      ['/npm/acme/*', 'ALLOW', 'BLOCK', 'ALLOW'],
      ['/pypi//acme~', 'ALLOW', 'BLOCK', 'ALLOW'],
    ]);
  });

  test('the commands name domain, owner, repository and region', () => {
    const place = '--domain acme --domain-owner 100000000004';

    expect(store.npmLoginCommand).toBe(
      `aws codeartifact login --tool npm ${place} --repository npm --region us-east-1`,
    );
    expect(store.pipLoginCommand).toBe(
      `aws codeartifact login --tool pip ${place} --repository pypi --region us-east-1`,
    );
  });

  test('a store of another app has the same names and commands', () => {
    const known = ArtifactStore.fromArtifactStoreAttributes(workloadStack(), 'Store', ATTRIBUTES);
    const names = ({ domainName, accountId, region, npmLoginCommand, pipLoginCommand }: typeof known) => {
      return [domainName, accountId, region, npmLoginCommand, pipLoginCommand];
    };

    expect(names(known)).toEqual(names(store));
  });
});

test('the key of the packages rotates, unless one is given', () => {
  const given = newApp();
  const encryptionKey = Key.fromKeyArn(new Stack(given, 'Keys'), 'Key', 'arn:aws:kms:us-east-1:100000000004:key/1');
  const withKey = storeIn({ encryptionKey }, given).stack;

  expect(resourcesOf(stack, 'AWS::KMS::Key')[0].Properties.EnableKeyRotation).toBe(true);
  expect(resourcesOf(withKey, 'AWS::KMS::Key')).toEqual([]);
  expect(resourcesOf(withKey, 'AWS::CodeArtifact::Domain')[0].Properties.EncryptionKey).toBe(encryptionKey.keyArn);
});

test('packages are retained, and go with the stack by two keys alone', () => {
  const kept = ['Domain', 'Repository'].flatMap((type) => resourcesOf(stack, `AWS::CodeArtifact::${type}`));
  const armed = newApp({ context: { 'rl-bank-constructs:destroyData': 'true' } });
  const gone = resourcesOf(storeIn({ removalPolicy: RemovalPolicy.DESTROY }, armed).stack, 'AWS::CodeArtifact::Domain');

  expect(new Set(kept.map(({ DeletionPolicy }) => DeletionPolicy))).toEqual(new Set(['RetainExceptOnCreate']));
  expect(gone[0].DeletionPolicy).toBe('Delete');
  expect(() => storeIn({ removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
    'removal/second-key-missing',
    'removalPolicy',
    'destroy',
  );
});

test('without names of ours nothing is published', () => {
  const none = { npmScopes: undefined, pypiPrefixes: undefined, publisherArns: undefined };
  const groups = resourcesOf(storeIn(none).stack, 'AWS::CodeArtifact::PackageGroup');

  expect(groups.map(({ Properties: { OriginConfiguration: it } }) => it.Restrictions.Publish.RestrictionMode)).toEqual([
    'BLOCK',
    'BLOCK',
  ]);
});

const LATE = 'a value that only CloudFormation knows';
test.each<[string, Partial<ArtifactStoreProps>, string, unknown]>([
  ['artifact-store/domain-name', { domainName: 'Acme' }, 'domainName', 'Acme'],
  ['artifact-store/domain-name', { domainName: Aws.STACK_NAME }, 'domainName', LATE],
  ['artifact-store/name', { npmScopes: ['@acme', 'acme/ui'] }, 'npmScopes', '@acme, acme/ui'],
  ['artifact-store/name', { pypiPrefixes: ['Acme_Ui'] }, 'pypiPrefixes', 'Acme_Ui'],
  ['artifact-store/name', { pypiPrefixes: [Aws.STACK_NAME] }, 'pypiPrefixes', LATE],
  ['artifact-store/name-twice', { npmScopes: ['acme', 'acme'] }, 'npmScopes', 'acme, acme'],
  ['artifact-store/name', { publisherArns: ['*'] }, 'publisherArns', '*'],
  [
    'artifact-store/name',
    { publisherArns: ['arn:aws:iam::100000000005:root'] },
    'publisherArns',
    'arn:aws:iam::100000000005:root',
  ],
  ['artifact-store/name', { publisherArns: [`${PUBLISHER}*`] }, 'publisherArns', `${PUBLISHER}*`],
  ['artifact-store/no-names', { npmScopes: [], pypiPrefixes: [] }, 'publisherArns', [PUBLISHER]],
  ['props/wrong-type', { npmScopes: 'acme' as any }, 'npmScopes', 'acme'],
  ['props/missing', { organization: undefined as any }, 'organization', undefined],
])('%s refuses %j', (code, props, prop, value) => {
  expect(() => storeIn(props)).toThrowProblem(code, prop, value);
});

test.each([
  ['artifact-store/domain-name', { domainName: 'a' }, 'domainName', 'a'],
  ['artifact-store/account-id', { accountId: '1' }, 'accountId', '1'],
  ['artifact-store/region', { region: '*' }, 'region', '*'],
  ['props/missing', { region: undefined as any }, 'region', undefined],
])('%s refuses attributes %j', (code, attributes, prop, value) => {
  expect(() =>
    ArtifactStore.fromArtifactStoreAttributes(workloadStack(), 'Store', { ...ATTRIBUTES, ...attributes }),
  ).toThrowProblem(code, prop, value);
});

test('reading is granted in the account of the reader alone', () => {
  const product = workloadStack();
  const role = new Role(product, 'Build', { assumedBy: new AccountRootPrincipal() });

  expect(() => store.grantRead(role)).toThrowProblem(
    'grant/other-account',
    'grantee',
    'a role of account 111111111111',
  );
});
