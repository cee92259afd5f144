import { BankMvpConfig } from '../../../../src/bank';
import { changed } from '../../../support/bank-configs';

test.each<[string, 'document' | 'open', Record<string, unknown>, string[]]>([
  ['the document', 'document', {}, []],
  [
    'RB10a an audience of its own',
    'document',
    { 'auth0.audience': 'urn:api' },
    [
      'auth0.audience is "urn:api", and the URL of the API is "https://api.example.com": the API refuses tokens for another audience',
    ],
  ],
  [
    'RB23 endpoints',
    'document',
    { 'network.egress': 'vpc-endpoints' },
    [
      'network.egress is vpc-endpoints: tasks reach AWS services only, and neither Auth0 nor a database, mail or telephony outside AWS',
      'network.endpointClientRanges is missing: every other client in the VPC resolves AWS services to the new endpoints, which refuse it',
    ],
  ],
  [
    'RB23 endpoints that other clients can call',
    'document',
    { 'network.egress': 'vpc-endpoints', 'network.endpointClientRanges': ['10.0.0.0/16'] },
    [expect.stringContaining('network.egress is vpc-endpoints')],
  ],
  [
    'repositories by name',
    'document',
    { deploy: { api: { repository: 'rl-bank/rl-bank-api' } } },
    ['deploy.ownerId is missing: IAM trusts repositories by name, and the next owner of a name gets the roles'],
  ],
  [
    'RB12c alarms that wake nobody',
    'open',
    { alarms: undefined },
    [
      'alarms.page is empty: no alarm reaches on-call',
      'uptimeCheck is true and alarms.page is empty: nothing is checked, since there are no targets for its alarms',
    ],
  ],
  [
    'RB3c a health check that is not routed',
    'open',
    { 'api.uptimeCheckPath': undefined },
    ['api.uptimeCheckPath is missing: Route 53 does not check the API, since api.routing does not forward "/health"'],
  ],
  [
    'RB3c a health check that is routed',
    'open',
    { 'api.uptimeCheckPath': undefined, 'api.healthCheckPath': '/api/x' },
    [],
  ],
])('%s', (_, name, changes, warnings) => {
  expect(BankMvpConfig.fromObject(changed(name, changes)).warnings).toEqual(warnings);
});
