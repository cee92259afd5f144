import { ADOPTED, readBank } from '../../../support/bank';

describe('RB24 what is adopted is used, and not made', () => {
  const [without, adopting] = [{}, ADOPTED].map((changes) => readBank(changes));

  test.each<[string, string, string, string, number, number]>([
    ['the repository', 'images', 'AWS::ECR::Repository', 'rl-bank-api', 1, 0],
    ['the log group', 'api', 'AWS::Logs::LogGroup', '/ecs/shared', 2, 1],
    ['the cluster', 'api', 'AWS::ECS::Cluster', '"shared"', 1, 0],
    ['the certificate of the API', 'api', 'AWS::CertificateManager::Certificate', ':certificate/api', 1, 0],
    ['that of the web app', 'sites/EdgeTwin', 'AWS::CertificateManager::Certificate', ':certificate/webapp', 1, 0],
    ['that of the portal', 'sites/EdgeTwin', 'AWS::CertificateManager::Certificate', ':certificate/portal', 1, 0],
    ['the bucket for logs of the load balancer', 'api', 'AWS::S3::Bucket', 'shared-lb-logs', 1, 0],
    ['the bucket for logs of the sites', 'sites', 'AWS::S3::Bucket', 'shared-site-logs', 4, 2],
    ['a secret', 'settings', 'AWS::SecretsManager::Secret', 'theirs/DB_URI-AbCdEf', 8, 7],
    ['a parameter', 'settings', 'AWS::SSM::Parameter', 'rl/bank/api/NODE_ENV', 7, 6],
  ])('%s', (_, stack, type, name, made, madeStill) => {
    const counts = [without, adopting].map((bank) => bank.of(type).filter((it) => it.stack === stack).length);

    expect(counts).toEqual([made, madeStill]);
    expect(Object.values(adopting.templates).filter((text) => text.includes(name))).not.toEqual([]);
  });

  test('the plan does not ask for its values', () => {
    const names: string[] = adopting.plan.data.pendingInputs.values.map(({ target }: { target: string }) => target);

    expect(names.filter((name) => /DB_URI|NODE_ENV/.test(name))).toEqual([]);
    expect(names).toContain('rl/bank/api/API_KEY');
  });

  test('certificates that exist need no stack in us-east-1', () => {
    expect(Object.keys(adopting.templates)).not.toContain('sites/EdgeTwin');
  });
});
