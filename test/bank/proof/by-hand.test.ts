import { bankApp, bankOf, Changes, configOf, resourcesIn, RUNNING, typesIn } from '../../support/bank';
import { composedBank } from '../../support/composed-bank';

const CERTIFICATE = 'AWS::CertificateManager::Certificate';
const ALARM = 'AWS::CloudWatch::Alarm';

describe.each<[string, Changes]>([
  ['the example', {}],
  ['one that runs', RUNNING],
  ['one that nobody watches', { alarms: undefined }],
  ['one without roles for CI', { deploy: undefined }],
  ['one with endpoints', { 'network.wayOut': 'endpoints', 'network.natAddresses': undefined }],
])('RB24 a bank made of its constructs by hand, %s', (_, changes) => {
  test('has the same resources, but a certificate for each site and its alarm', () => {
    const byHand = composed(changes);
    const isWatched = byHand[ALARM] !== undefined;
    const shared = {
      [CERTIFICATE]: byHand[CERTIFICATE] - 1,
      ...(isWatched && { [ALARM]: byHand[ALARM] - 1 }),
    };

    expect(typesIn(resourcesIn(bankOf(changes)))).toEqual({ ...byHand, ...shared });
  });
});

test('RB24 with certificates that exist the resources are the same', () => {
  const arn = 'arn:aws:acm:us-east-1:982233224911:certificate';
  const changes = {
    'adopt.webappCertificateArn': `${arn}/webapp`,
    'adopt.merchantPortalCertificateArn': `${arn}/portal`,
  };

  expect(typesIn(resourcesIn(bankOf(changes)))).toEqual(composed(changes));
});

test('RB24 one resource more would be seen', () => {
  expect(composed(RUNNING)).not.toEqual(composed({}));
});

function composed(changes: Changes): Record<string, number> {
  const app = bankApp();
  composedBank(app, configOf(changes));
  const { stacksRecursively } = app.synth();
  return typesIn(stacksRecursively.flatMap(({ template }) => Object.values<any>(template.Resources ?? {})));
}
