import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { controls } from './proof/controls';
import { ServiceControl } from '../../src/organization';

const ROLE = 'arn:aws:iam::100000000002:role/maintainer-role';
const ARCHIVE = { bucketNames: ['acme-log-archive'] };
const logs = (options: object) => () => ServiceControl.keepLogs({ ...ARCHIVE, ...options });
const own = (props: object) => () =>
  ServiceControl.of({
    description: 'No principal deletes a backup.',
    statements: [
      new PolicyStatement({
        sid: 'KeepBackups',
        effect: Effect.DENY,
        actions: ['backup:Delete*'],
        resources: ['*'],
        ...props,
      }),
    ],
  });

describe('PC5b a control', () => {
  test.each(Object.entries(controls))('says in sentences what %s denies', (_, { description }) => {
    expect(description).toMatch(/^(No principal, root user included, |The root user of an account )/);
    expect(description).toMatch(/\.$/);
  });

  test('names what it keeps, and who changes it', () => {
    const options = { logGroupPrefixes: ['/audit/', '/pay/'], trailNames: ['organization'] };

    expect(logs({})().description).toBe(
      'No principal, root user included, deletes or stops a trail, deletes acme-log-archive or an object in it. No principal changes them.',
    );
    expect(logs({ ...options, maintainerRoleArns: [ROLE] })().description).toBe(
      'No principal, root user included, deletes or stops the trail organization, deletes acme-log-archive or an object in it, ' +
        `deletes a log group under /audit/ and /pay/. Only ${ROLE} changes them.`,
    );
    expect(ServiceControl.keepLogs({ bucketNames: ['acme-logs', 'acme-landing'] }).description).toContain(
      'deletes acme-logs or acme-landing, or an object in one of them.',
    );
    expect(ServiceControl.keepBaseline({ roleNames: ['baseline-*'] }).description).toContain(
      ', roles named baseline-*)',
    );
    expect(ServiceControl.allowedRegions(['us-east-1', 'eu-west-1']).description).toBe(
      'No principal, root user included, works outside us-east-1 and eu-west-1, but for services without a region.',
    );
  });

  test('names each service that stays open in us-east-1', () => {
    expect(ServiceControl.allowedRegions(['eu-central-1']).description).toBe(
      'No principal, root user included, works outside eu-central-1, but for services without a region and, in us-east-1, what ' +
        'stacks beside CloudFront have (acm, cloudformation, cloudwatch, kms, logs, s3, sns, ssm, tag and wafv2).',
    );
  });

  test('without maintainers exempts no principal', () => {
    const conditions = [logs({})(), ServiceControl.keepThreatDetection(), ServiceControl.denyPublicAccess()].flatMap(
      ({ statements }) => statements.map((it) => JSON.stringify(it.toStatementJson().Condition ?? {})),
    );
    expect(conditions.filter((it) => it.includes('aws:PrincipalArn'))).toEqual([]);
  });

  test('keeps the trails that are named, otherwise every one', () => {
    const trails = logs({ trailNames: ['organization'] })().statements[0].toStatementJson().Resource;

    expect(trails).toBe('arn:aws:cloudtrail:*:*:trail/organization');
    expect(logs({})().statements[0].toStatementJson().Resource).toBe('*');
  });

  test('of allowed regions needs no exception for CloudFront where us-east-1 is one of them', () => {
    const sids = (regions: string[]) => ServiceControl.allowedRegions(regions).statements.map(({ sid }) => sid);

    expect(sids(['us-east-1'])).toEqual(['AllowedRegions', 'AllowedRegionsOfBuckets']);
    expect(sids(['eu-west-1'])).toEqual([
      ...['AllowedRegions', 'AllowedRegionsOfBuckets', 'AllowedRegionsBesideCloudFront', 'AllowedRegionsOfData'],
    ]);
  });

  test.each<[string, string, unknown, () => unknown]>([
    ['props/missing', 'bucketNames', undefined, logs({ bucketNames: undefined })],
    ['props/wrong-type', 'bucketNames', 'b', logs({ bucketNames: 'b' })],
    ['service-control/no-bucket', 'bucketNames', [], logs({ bucketNames: [] })],
    ['service-control/not-a-bucket-name', 'bucketNames', '*', logs({ bucketNames: ['*'] })],
    ['service-control/not-a-log-group-prefix', 'logGroupPrefixes', '*', logs({ logGroupPrefixes: ['*'] })],
    ['service-control/not-a-trail-name', 'trailNames', 'o*', logs({ trailNames: ['o*'] })],
    ['service-control/not-a-key-arn', 'keyArns', 'alias/logs', logs({ keyArns: ['alias/logs'] })],
    [
      ...(['service-control/not-a-role', 'maintainerRoleArns', 'arn:aws:iam::*:role/maintainer'] as const),
      logs({ maintainerRoleArns: ['arn:aws:iam::*:role/maintainer'] }),
    ],
    [
      ...(['service-control/not-a-role', 'maintainerRoleArns', 'arn:aws:iam::100000000002:role/*'] as const),
      () => ServiceControl.keepThreatDetection({ maintainerRoleArns: ['arn:aws:iam::100000000002:role/*'] }),
    ],
    [
      ...(['props/wrong-type', 'maintainerRoleArns', ROLE] as const),
      () => ServiceControl.denyPublicAccess({ maintainerRoleArns: ROLE as any }),
    ],
    ['service-control/no-region', 'regions', [], () => ServiceControl.allowedRegions([])],
    ['service-control/not-a-region', 'regions', 'eu', () => ServiceControl.allowedRegions(['eu'])],
    ['service-control/not-a-role-name', 'roleNames', '*', () => ServiceControl.keepBaseline({ roleNames: ['*'] })],
    [
      ...(['service-control/not-a-role-name', 'accessRoleName', 'a/b'] as const),
      () => ServiceControl.keepBaseline({ accessRoleName: 'a/b' }),
    ],
    ['service-control/not-a-denial', 'statements[0].effect', 'Allow', own({ effect: Effect.ALLOW })],
    [
      ...(['service-control/with-principal', 'statements[0].principals', { AWS: '*' }] as const),
      own({ principals: [new AnyPrincipal()] }),
    ],
    ['service-control/sid-invalid', 'statements[0].sid', 'Keep backups', own({ sid: 'Keep backups' })],
    ['service-control/sid-invalid', 'statements[0].sid', undefined, own({ sid: undefined })],
    [
      ...(['service-control/no-statement', 'statements', []] as const),
      () => ServiceControl.of({ description: 'No.', statements: [] }),
    ],
    [
      ...(['service-control/no-description', 'description', ' '] as const),
      () => ServiceControl.of({ description: ' ', statements: own({})().statements }),
    ],
  ])('is refused with %s of %s %j', (code, prop, value, make) => {
    expect(make).toThrowProblem(code, prop, value);
  });

  test('of your own has your statements', () => {
    expect(own({})().statements.map(({ sid }) => sid)).toEqual(['KeepBackups']);
  });
});
