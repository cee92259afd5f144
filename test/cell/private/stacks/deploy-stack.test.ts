import { CellDeployOptions, CellEnvironment, ProductCell, ProductCellProps } from '../../../../src/cell';
import { DeployTrust, GitHubRepository } from '../../../../src/delivery';
import { arnOf } from '../../../support/api';
import { cellIn } from '../../../support/cell';
import { ACCOUNT, newApp, resourcesOf, templateOf } from '../../../support/cloud';

const { DEV } = CellEnvironment;
const repository = GitHubRepository.of('acme/crm', { ownerId: '1', repositoryId: '2' });
const logReader = DeployTrust.fromRoleArn('arn:aws:iam::222222222222:role/log-reader', 'acme-crm-dev');
const releaser = 'arn:aws:iam::100000000005:role/release-job';
const deploymentRole = DeployTrust.fromRoleArn(releaser, 'acme-crm-dev');
const pipelineRole = 'arn:aws:iam::100000000005:role/acme-crm-pipeline';
const alarmReader = DeployTrust.fromPipelineRoleArn(pipelineRole);
const region = 'us-east-1';

const app = newApp();
const plain = cellIn(app, { productName: 'plain', environment: DEV }, 'Plain');
const both = cellIn(app, {
  environment: DEV,
  apiVersions: ['v1', 'v2'],
  signing: {},
  deploy: { repository, logReader, deploymentRole, alarmReader },
});
const other = cellIn(
  app,
  {
    ...{ productName: 'other', environment: DEV, signing: { configurationExists: true } },
    deploy: { repository, oidcProviderExists: true, gitHubEnvironment: 'Development' },
  },
  'Other',
);

const stackIn = (cell: ProductCell) => cell.stackOf('deploy');
const rolesIn = (cell: ProductCell) => resourcesOf(stackIn(cell), 'AWS::IAM::Role').map(({ Properties }) => Properties);
const statementsOf = (cell: ProductCell, job: string): any[] => {
  const template = templateOf(stackIn(cell)).Resources;
  const [id] = Object.keys(template).filter((it) => template[it].Properties.RoleName === `${cell.cellName}-${job}`);
  const policies: any[] = Object.values(template).filter(
    (it: any) => it.Type === 'AWS::IAM::Policy' && it.Properties.Roles[0].Ref === id,
  );
  return policies
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Sid }) => Sid !== 'NeverItself');
};
const actionsOf = (cell: ProductCell, job: string) => statementsOf(cell, job).flatMap(({ Action }) => Action);

describe('PC2h the roles of a cell', () => {
  test('are one for each job, by the name of the cell', () => {
    const names = rolesIn(both).map(({ RoleName }) => RoleName.replace('acme-crm-dev-', ''));

    expect(names.sort()).toEqual([
      ...['deploy-releases', 'publish-app', 'push-api-v1', 'push-api-v2', 'push-worker', 'read-alarms', 'read-logs'],
      ...['release-service', 'roll-api-v1', 'roll-worker'],
    ]);
  });

  test('trust jobs in the GitHub environment of the cell, or in the one that is given', () => {
    const subjects = (cell: ProductCell) =>
      rolesIn(cell)
        .filter(({ RoleName }) => !/(read-logs|read-alarms|deploy-releases)$/.test(RoleName))
        .map(({ AssumeRolePolicyDocument: { Statement } }) => Statement[0].Condition.StringEquals)
        .map((claims) => claims['token.actions.githubusercontent.com:sub'][1]);

    expect(new Set(subjects(both))).toEqual(new Set(['repo:acme@1/crm@2:environment:dev']));
    expect(new Set(subjects(other))).toEqual(new Set(['repo:acme@1/crm@2:environment:Development']));
  });

  test('push to the one repository, and sign by the profile of the cell', () => {
    const images = arnOf(`ecr:${region}:${ACCOUNT}:repository/acme-crm-dev/worker`);
    const statements = statementsOf(both, 'push-worker');

    expect(statements.find(({ Action }) => Action === 'signer:SignPayload').Resource).toHaveProperty(
      'Fn::GetStackOutput',
    );
    expect(statements.filter(({ Resource }) => JSON.stringify(Resource) === JSON.stringify(images))).toHaveLength(2);
    expect(actionsOf(both, 'push-worker')).toHaveLength(9);
  });

  test('release the newest version by its state machine alone, and roll the others', () => {
    expect(actionsOf(both, 'release-service')).toEqual(['states:StartExecution', 'states:DescribeExecution']);
    const { serviceName } = both.apis.v1;
    const [update] = statementsOf(both, 'roll-api-v1');
    expect(update.Resource).toEqual(arnOf(`ecs:${region}:${ACCOUNT}:service/acme-crm-dev/${serviceName}`));
    expect(JSON.stringify(rolesIn(both))).not.toContain('roll-api-v2');
  });

  test('publish the app, and read the logs of APIs, worker and migrations from outside', () => {
    expect(actionsOf(both, 'publish-app')).toHaveLength(5);
    const [reader] = rolesIn(both).filter(({ RoleName }) => RoleName.endsWith('read-logs'));
    expect(reader.AssumeRolePolicyDocument.Statement[0]).toMatchObject({
      Principal: { AWS: 'arn:aws:iam::222222222222:role/log-reader' },
      Condition: { StringEquals: { 'sts:ExternalId': 'acme-crm-dev' } },
    });
    expect(statementsOf(both, 'read-logs')[0].Resource).toHaveLength(8);
  });

  test('PC7a have the DeploymentRole beside them, for one role of the CI/CD account', () => {
    const [role] = rolesIn(both).filter(({ RoleName }) => RoleName.endsWith('deploy-releases'));
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: releaser },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'acme-crm-dev' } },
      },
    ]);
    const text = JSON.stringify(statementsOf(both, 'deploy-releases'));
    const names = [...Object.values(both.apis), both.worker].map(({ serviceName }) => serviceName);
    for (const part of [...names, both.database.identifier, 'ReleaseBucketName']) expect(text).toContain(part);
    expect(JSON.stringify(rolesIn(other))).not.toContain('deploy-releases');
  });

  test('PC15d have one that reads alarms, for the pipeline that stops at them', () => {
    const [role] = rolesIn(both).filter(({ RoleName }) => RoleName.endsWith('read-alarms'));

    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Principal: { AWS: pipelineRole }, Action: 'sts:AssumeRole' },
    ]);
    expect(actionsOf(both, 'read-alarms')).toEqual(['cloudwatch:DescribeAlarms']);
    expect(JSON.stringify(rolesIn(other))).not.toContain('read-alarms');
  });

  test('need no export, and an account has one provider for them', () => {
    const text = JSON.stringify(templateOf(stackIn(both)));

    expect(text).not.toContain('Fn::ImportValue');
    expect(resourcesOf(stackIn(both), 'AWS::IAM::OIDCProvider')).toHaveLength(1);
    expect(resourcesOf(stackIn(other), 'AWS::IAM::OIDCProvider')).toEqual([]);
  });

  test('are in no cell that does not ask for them', () => {
    expect(() => plain.stackOf('deploy')).toThrowProblem('cell/no-such-part', 'part', 'deploy', 'Plain');
  });
});

describe('PC11b a cell that signs', () => {
  test('has a profile of its own, and a rule for its repositories', () => {
    const [{ Properties }] = resourcesOf(both.stackOf('images'), 'AWS::ECR::SigningConfiguration');

    expect(Properties.Rules).toHaveLength(1);
    expect(Properties.Rules[0].RepositoryFilters).toEqual([{ Filter: 'acme-crm-dev/*', FilterType: 'WILDCARD_MATCH' }]);
    expect(resourcesOf(both.stackOf('images'), 'AWS::Signer::SigningProfile')).toHaveLength(1);
  });

  test('releases nothing without a signature, and one that does not sign has nothing of it', () => {
    const release = (cell: ProductCell) => JSON.stringify(templateOf(cell.stackOf('services')));

    expect(release(both)).toContain('describeImageSigningStatus');
    expect(release(plain)).not.toMatch(/sign(er|ing)/i);
    expect(resourcesOf(plain.stackOf('images'), 'AWS::Signer::SigningProfile')).toEqual([]);
  });

  test('says what the second one of an account has to add to the configuration of the first', () => {
    const rules = other.pendingInputs.filter(({ key }) => key === 'signing-rule');

    expect(resourcesOf(other.stackOf('images'), 'AWS::ECR::SigningConfiguration')).toEqual([]);
    expect(rules.map(({ command }) => command.includes('other-dev/*'))).toEqual([true]);
    expect(both.pendingInputs.filter(({ key }) => key === 'signing-rule')).toEqual([]);
  });
});

test.each<[code: string, prop: string, value: unknown, props: Partial<Record<keyof ProductCellProps, unknown>>]>([
  ['props/wrong-type', 'signing', true, { signing: true }],
  ['props/wrong-type', 'signing.configurationExists', 'yes', { signing: { configurationExists: 'yes' } }],
  ['props/wrong-type', 'deploy', 'acme/crm', { deploy: 'acme/crm' }],
  ['props/missing', 'deploy.repository', undefined, { deploy: {} }],
  ['props/wrong-type', 'deploy.repository', 'acme/crm', { deploy: { repository: 'acme/crm' } }],
  ['props/wrong-type', 'deploy.logReader', 'arn', { deploy: { repository, logReader: 'arn' } }],
  ['props/wrong-type', 'deploy.alarmReader', 'arn', { deploy: { repository, alarmReader: 'arn' } }],
  ['props/wrong-type', 'deploy.deploymentRole', 'arn', { deploy: { repository, deploymentRole: 'arn' } }],
  [
    ...(['cell/deployment-role-of-jobs', 'deploy.deploymentRole', 'a trust in tokens'] as const),
    { deploy: { repository, deploymentRole: { ...deploymentRole, issuer: {} } } },
  ],
])('%s refuses %s that is %j', (code, prop, value, props) => {
  expect(() => cellIn(newApp(), props as Partial<ProductCellProps>)).toThrowProblem(code, prop, value, 'ProductCell');
});

test('a second cell of an account that makes the provider is refused', () => {
  const two = newApp();
  const deploy: CellDeployOptions = { repository };
  cellIn(two, { environment: DEV, deploy });

  expect(() => cellIn(two, { productName: 'second', environment: DEV, deploy }, 'Second')).toThrowProblem(
    ...(['cell/oidc-provider', 'deploy.oidcProviderExists', false] as const),
    'Second',
  );
});
