import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PlatformModule } from '../../../src/cell';
import { CloudFormationExecutionPolicies, DeployTrust, GitHubRepository } from '../../../src/delivery';
import { LaunchPhase } from '../../../src/service';
import { cellIn } from '../../support/cell';
import { ACCOUNT, newApp } from '../../support/cloud';

jest.setTimeout(120_000);

const CI = 'arn:aws:iam::100000000005:role';

/** What AWS's managed policies of the backup roles allow, of what a cell keeps: the boundary has to repeat it. */
const BACKUPS = new PolicyStatement({
  actions: [
    ...['backup:*', 'backup-storage:*', 'tag:GetResources', 'cloudwatch:GetMetricData', 'events:*'],
    ...['rds:*Snapshot*', 'rds:Describe*', 'rds:ListTagsForResource', 'rds:AddTagsToResource'],
    ...['s3:Get*', 's3:List*', 's3:PutObject*', 's3:PutBucketNotification', 's3:PutInventoryConfiguration'],
  ],
  resources: ['*'],
});

const app = newApp();
const cell = cellIn(app, {
  launchPhase: LaunchPhase.RUNNING,
  modules: [PlatformModule.TASKS],
  ...{ signing: {}, permissions: {}, search: {}, tenants: ['north'] },
  deploy: {
    repository: GitHubRepository.of('acme/crm'),
    deploymentRole: DeployTrust.fromRoleArn(`${CI}/release-job`, 'acme-crm-prod'),
    alarmReader: DeployTrust.fromPipelineRoleArn(`${CI}/acme-crm-pipeline`),
  },
});
const execution = new CloudFormationExecutionPolicies(app, 'ExecutionPolicies', {
  scopes: [cell],
  namePrefix: 'acme-crm-prod',
  boundaryStatements: [BACKUPS],
  managedPoliciesPerRole: 20,
});
app.synth(); // refuses a resource type that it does not know
const read = (file: string) => readFileSync(join(app.outdir, execution.outputFolder, file), 'utf8');
const policies = Object.values<any>(JSON.parse(read('template.json')).Resources).map(({ Properties }) => Properties);
const [boundary] = policies.filter(({ ManagedPolicyName }) => ManagedPolicyName.endsWith('-boundary'));
const statements = policies
  .filter((policy) => policy !== boundary)
  .flatMap(({ PolicyDocument }) => PolicyDocument.Statement as any[]);
const listOf = (value: string | string[] = []) => [value].flat();

describe('PC7b a cell is provisioned by an execution policy of its own', () => {
  test('that knows all of its resource types, and fits the policies of a role', () => {
    expect(policies.length - 1).toBeLessThanOrEqual(20);
    expect(
      policies.map(({ PolicyDocument }) => JSON.stringify(PolicyDocument).length).filter((it) => it > 6144),
    ).toEqual([]);
  });

  test('that allows no service as a whole, and no role without the boundary and the prefix', () => {
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.flatMap(({ Action }) => listOf(Action)).filter((action) => /^\*|:\*/.test(action))).toEqual([]);
    const creating = allowed.filter(({ Action }) => listOf(Action).includes('iam:CreateRole'));
    expect(creating.length).toBeGreaterThan(0);
    for (const { Resource, Condition } of creating) {
      expect(Condition.StringEquals['iam:PermissionsBoundary']).toContain(boundary.ManagedPolicyName);
      expect(listOf(Resource).filter((arn) => !arn.includes(':role/acme-crm-prod'))).toEqual([]);
    }
  });

  test('that an administrator puts into the bootstrap of each region of the cell', () => {
    const text = read('policies.txt');
    const arn = `arn:aws:iam::${ACCOUNT}:policy/cdk-hnb659fds-cfn-exec-acme-crm-prod-1`;

    expect(text).toMatch(`npx cdk bootstrap aws://${ACCOUNT}/us-east-1 aws://${ACCOUNT}/us-west-2`);
    expect(text).toContain(`--cloudformation-execution-policies ${arn},`);
  });
});
