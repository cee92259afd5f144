import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { ObjectLockRetention, StorageClass } from 'aws-cdk-lib/aws-s3';
import { FileStore, FileStoreProps } from '../../../../src/data';
import { newApp, workloadStack } from '../../../support/cloud';

function storeIn(stack: Stack, props: FileStoreProps): FileStore {
  return new FileStore(stack, 'Files', props);
}

describe('a store refuses', () => {
  const after = (days: number, storageClass = StorageClass.GLACIER_INSTANT_RETRIEVAL) => {
    return { storageClass, transitionAfter: Duration.days(days) };
  };

  test.each<[code: string, prop: string, value: unknown, props: FileStoreProps]>([
    ['not-an-origin', 'corsOrigins', '*', { corsOrigins: ['*'] }],
    ['not-an-origin', 'corsOrigins', 'http://app.bank.example', { corsOrigins: ['http://app.bank.example'] }],
    ['not-an-origin', 'corsOrigins', 'https://app.bank.example/', { corsOrigins: ['https://app.bank.example/'] }],
    ['not-an-origin', 'corsOrigins', 'https://*', { corsOrigins: ['https://*'] }],
    ['not-an-origin', 'corsOrigins', 'https://*.*.example', { corsOrigins: ['https://*.*.example'] }],
    ['not-a-list-of-origins', 'corsOrigins', '0 origins', { corsOrigins: [] }],
    [
      'not-a-number-of-days',
      'noncurrentVersionExpiration',
      '0 days',
      { noncurrentVersionExpiration: Duration.days(0) },
    ],
    ['not-a-number-of-days', 'expiration', '1.5 days', { expiration: Duration.hours(36) }],
    ['not-a-number-of-days', 'accessLogRetention', '0.5 days', { accessLogRetention: Duration.hours(12) }],
    [
      'not-a-transition',
      'transitions',
      'STANDARD_IA after 29 days',
      { transitions: [after(29, StorageClass.INFREQUENT_ACCESS)] },
    ],
    ['not-a-transition', 'transitions', 'undefined after undefined days', { transitions: [{} as any] }],
    [
      'transitions-too-close',
      'transitions',
      '31 days',
      { transitions: [after(30, StorageClass.INFREQUENT_ACCESS), after(31)] },
    ],
    ['transitions-too-close', 'transitions', '90 days', { transitions: [after(90), after(90, StorageClass.GLACIER)] }],
    [
      'not-a-colder-class',
      'transitions',
      'STANDARD_IA',
      { transitions: [after(1, StorageClass.DEEP_ARCHIVE), after(60, StorageClass.INFREQUENT_ACCESS)] },
    ],
    ['not-a-colder-class', 'transitions', 'GLACIER_IR', { transitions: [after(30), after(90)] }],
    [
      'not-a-colder-class',
      'transitions',
      'GLACIER_IR',
      { transitions: [after(30, StorageClass.ONE_ZONE_INFREQUENT_ACCESS), after(90)] },
    ],
    ['expired-before-transition', 'expiration', '90 days', { transitions: [after(90)], expiration: Duration.days(90) }],
    ['not-a-size', 'expectedSize', '0 bytes', { expectedSize: Size.gibibytes(0) }],
    ['not-a-size', 'expectedSize', 'NaN bytes', { expectedSize: Size.gibibytes(Number.NaN) }],
    ['not-a-size', 'expectedSize', 'Infinity bytes', { expectedSize: Size.gibibytes(Infinity) }],
    [
      'not-a-transition',
      'transitions',
      'GLACIER_IR after 90 days',
      { transitions: [{ ...after(90), transitionDate: new Date() }] },
    ],
    [
      'second-key-missing',
      'writeOnce',
      'COMPLIANCE',
      { writeOnce: ObjectLockRetention.compliance(Duration.days(365)) },
    ],
  ])('file-store/%s: %s is %s', (code, prop, value, props) => {
    expect(() => storeIn(workloadStack(), props)).toThrowProblem(`file-store/${code}`, prop, value);
  });

  test('to be destroyed while its files are locked', () => {
    const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
    const writeOnce = ObjectLockRetention.governance(Duration.days(1));

    expect(() => storeIn(stack, { writeOnce, removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
      'file-store/write-once-destroyed',
      'removalPolicy',
      'destroy',
    );
  });

  test.each<[prop: keyof FileStoreProps, value: unknown]>([
    ['prefixPerTenant', 'yes'],
    ['corsOrigins', 'https://app.bank.example'],
    ['writeOnce', true],
    ['transitions', 30],
    ['encryptionKey', 'alias/files'],
    ['eventBridgeEnabled', 1],
    ['requestMetrics', 1],
    ['expectedSize', 100],
    ['expiration', 30],
  ])('%s of another type', (prop, value) => {
    expect(() => storeIn(workloadStack(), { [prop]: value })).toThrowProblem('props/wrong-type', prop, value);
  });

  test('an age of a transition of another type', () => {
    const transitions = [{ storageClass: StorageClass.GLACIER, transitionAfter: 30 as any }];

    expect(() => storeIn(workloadStack(), { transitions })).toThrowProblem('props/wrong-type', 'transitions.0', 30);
  });

  test('props that are no object', () => {
    expect(() => storeIn(workloadStack(), 'files' as any)).toThrowProblem('props/wrong-type', 'props', 'files');
  });

  test('nothing that only the deployment knows', () => {
    const stack = workloadStack();

    expect(storeIn(stack, { corsOrigins: [stack.stackId] }).bucket).toBeDefined();
  });

  test('a role of another account, and what is no role or client', () => {
    const store = storeIn(workloadStack(), {});
    const role = Role.fromRoleArn(workloadStack(), 'Other', 'arn:aws:iam::222222222222:role/other');

    expect(() => store.grantUse(role)).toThrowProblem(
      'file-store/role-in-other-account',
      'grantee',
      'a role of account 222222222222',
    );
    expect(() => store.grantUse({} as any)).toThrowProblem('props/wrong-type', 'grantee', 'an object');
    expect(() => store.allowAccessFrom({} as any)).toThrowProblem('props/wrong-type', 'client', 'an object');
  });
});
