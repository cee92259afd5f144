import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bankOf, Changes, CLOSED, NEW_ZONE, readBank, templatesOf } from '../../../support/bank';

/** The folder of the plan, with the files that lie in it. */
function planFolder(changes: Changes) {
  const bank = bankOf({ ...CLOSED, ...changes });
  const templates = templatesOf(bank);
  const folder = join((bank.node.root as App).outdir, bank.gate.planFolder!);
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return { folder, read, templates };
}

describe('RB24 `cdk import` of what exists', () => {
  const changes = { ...NEW_ZONE, 'deploy.oidcIssuerExists': false, 'adopt.siteAccessLogBucketName': 'shared-logs' };
  const { folder, read, templates } = planFolder(changes);
  const resourcesIn = (stack: string) => JSON.parse(templates[stack]).Resources;

  test.each<[file: string, stack: string, type: string, identifier: Record<string, string>]>([
    ['images', 'images', 'AWS::ECR::Repository', { RepositoryName: 'rl-bank-api' }],
    ['api', 'api', 'AWS::Logs::LogGroup', { LogGroupName: '/ecs/prd-rl-bank-api' }],
    ['api', 'api', 'AWS::ECS::Cluster', { ClusterName: 'prd-rl-bank-api' }],
    ['sites', 'sites', 'AWS::S3::Bucket', { BucketName: 'prd-rl-bank-webapp' }],
    ['settings', 'settings', 'AWS::SSM::Parameter', { Name: '/rl/bank/api/PORT' }],
    ['settings', 'settings', 'AWS::SecretsManager::Secret', { Id: '<ARN of rl/bank/api/DB_URI>' }],
    [
      'settings-zone-bank-example',
      'settings/bank-dns/ZoneStack',
      'AWS::Route53::HostedZone',
      { Id: '<id of the zone bank.example.>' },
    ],
    [
      'deploy-roles',
      'deploy-roles',
      'AWS::IAM::OIDCProvider',
      { Arn: 'arn:aws:iam::982233224911:oidc-provider/token.actions.githubusercontent.com' },
    ],
  ])(
    'has a mapping file for the stack %s, by the logical ids of its template: %s %s',
    (file, stack, type, identifier) => {
      const mapping = read(`import-prd-rl-bank-${file}.json`);
      const [id] = Object.entries(mapping).find(([, it]) => JSON.stringify(it) === JSON.stringify(identifier)) ?? [];

      expect(resourcesIn(stack)[id!]?.Type).toBe(type);
    },
  );

  test('has no resource in a file that needs another one which is not in it', () => {
    const logging = planFolder({});

    expect(existsSync(join(logging.folder, 'import-prd-rl-bank-sites.json'))).toBe(false); // buckets name those of their logs
    expect(existsSync(join(folder, 'import-prd-rl-bank-cache.json'))).toBe(false);
  });

  test('has its command in the plan, and what prints an identifier that is no name', () => {
    const { text, data } = readBank().plan;

    expect(text).toContain(
      '\n  npx cdk import Bank/images --resource-mapping import-prd-rl-bank-images.json --force\n',
    );
    expect(text).toContain(
      'Id <ARN of rl/bank/api/DB_URI>: aws secretsmanager describe-secret --region ap-southeast-1 --secret-id rl/bank/api/DB_URI --query ARN --output text\n',
    );
    expect(data.imports.map(({ stack }: any) => stack)).toEqual(['Bank/images', 'Bank/api', 'Bank/settings']);
  });
});
