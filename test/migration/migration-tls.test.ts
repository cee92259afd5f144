import { MigrationTls } from '../../src/migration';

const ARN = 'arn:aws:dms:eu-central-1:111111111111:cert:LEGACY';

test('PC13a each mode of TLS has the name that DMS has for it', () => {
  const all = [
    MigrationTls.none(),
    MigrationTls.unverified(),
    MigrationTls.verifyCa(ARN),
    MigrationTls.verifyFull(ARN),
  ];
  expect(all.map(({ mode, certificateArn }) => [mode, certificateArn])).toEqual([
    ['none', undefined],
    ['require', undefined],
    ['verify-ca', ARN],
    ['verify-full', ARN],
  ]);
});

test.each(['', 'LEGACY', 'arn:aws:acm:eu-central-1:111111111111:certificate/abc'])(
  'PC13a %j is refused where DMS wants a certificate of its own',
  (arn) => {
    expect(() => MigrationTls.verifyCa(arn)).toThrowProblem(
      ...(['migration-tls/not-a-certificate', 'certificateArn', arn, 'MigrationTls.verifyCa'] as const),
    );
    expect(() => MigrationTls.verifyFull(arn)).toThrowProblem(
      ...(['migration-tls/not-a-certificate', 'certificateArn', arn, 'MigrationTls.verifyFull'] as const),
    );
  },
);

test('PC13a a certificate that is missing or of another type is refused', () => {
  expect(() => MigrationTls.verifyCa(undefined as any)).toThrowProblem('props/missing', 'certificateArn', undefined);
  expect(() => MigrationTls.verifyFull(7 as any)).toThrowProblem('props/wrong-type', 'certificateArn', 7);
});
