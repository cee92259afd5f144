import {
  ADOPTED,
  bankApp,
  Changes,
  configOf,
  ENDPOINTS,
  NEW_ZONE,
  PATHS,
  readBank,
  RUNNING,
  SCALING,
  typesIn,
  UNWATCHED,
} from '../../support/bank';
import { composedBank } from '../../support/composed-bank';

/** A bank shares one certificate, and its alarm, between its sites. */
test.each<[string, Changes, Record<string, number>]>([
  [
    'one that runs, scales and routes by path',
    { ...RUNNING, ...PATHS, ...SCALING, 'api.uptimeCheckPath': '/api/health' },
    { 'AWS::CertificateManager::Certificate': 1, 'AWS::CloudWatch::Alarm': 1 },
  ],
  [
    'a new zone, without alarms and roles for CI',
    { ...UNWATCHED, ...NEW_ZONE },
    { 'AWS::CertificateManager::Certificate': 1 },
  ],
  ['endpoints and all that can be adopted', { ...ENDPOINTS, ...ADOPTED }, {}],
])('RB24 a bank made of its constructs by hand has the same resources: %s', (_, changes, further) => {
  const app = bankApp();
  composedBank(app, configOf(changes));
  const { stacksRecursively } = app.synth();
  const byHand = typesIn(stacksRecursively.flatMap(({ template }) => Object.values<any>(template.Resources ?? {})));
  const shared = Object.entries(further).map(([type, count]) => [type, byHand[type] - count]);

  expect(typesIn(readBank(changes).of())).toEqual({ ...byHand, ...Object.fromEntries(shared) });
});
