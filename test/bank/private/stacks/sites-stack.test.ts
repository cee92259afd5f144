import { Stack } from 'aws-cdk-lib';
import { CfnCertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { graphqlUrlOf } from '../../../../src/bank/private/graphql';
import { CacheStack } from '../../../../src/bank/private/stacks/cache-stack';
import { SettingsStack } from '../../../../src/bank/private/stacks/settings-stack';
import { SitesStack } from '../../../../src/bank/private/stacks/sites-stack';
import { resourcesBelow } from '../../../../src/core/private/plan/template-reader';
import { changesBetween, propertiesOf } from '../../../support/api';
import { ADOPTED, bankApp, Changes, configOf } from '../../../support/bank';

function sitesOf(changes: Changes = {}): SitesStack {
  const app = bankApp();
  const config = configOf(changes);
  const { cache } = new CacheStack(app, 'cache', config);
  return new SitesStack(app, 'sites', config, new SettingsStack(app, 'settings', config, cache));
}

const sites = sitesOf();

test.each<[string, string[], string[][]]>([
  [
    'RB2a both sites have one certificate, in us-east-1',
    [],
    [['us-east-1', 'app.bank.example', 'merchant.bank.example']],
  ],
  ['RB24 where that of the web app exists it is of the portal', ['webapp'], [['us-east-1', 'merchant.bank.example']]],
  [
    'RB24 where that of the portal exists it is of the web app',
    ['merchantPortal'],
    [['us-east-1', 'app.bank.example']],
  ],
  ['RB24 where both exist none is made', ['webapp', 'merchantPortal'], []],
])('%s', (_, adopted, names) => {
  const paths = adopted.map((site) => `adopt.${site}CertificateArn`);
  const stack = sitesOf(Object.fromEntries(paths.map((path) => [path, ADOPTED[path]])));
  const made = resourcesBelow(stack, 'AWS::CertificateManager::Certificate') as CfnCertificate[];

  expect(made.map((it) => [Stack.of(it).region, it.domainName, ...(it.subjectAlternativeNames ?? [])])).toEqual(names);
  expect(stack.certificate !== undefined).toBe(names.length > 0);
});

test('RB3d the web app calls GraphQL at the address that the API has in its settings', () => {
  const line = sites.webapp.buildSettings.find(({ key }) => key === 'GRAPHQL_ENDPOINT')!.line;

  expect(line).toContain(`=${graphqlUrlOf({ url: 'https://api.bank.example' })}`);
});

test('RB9c RB9d the web app is Flutter, the portal React', () => {
  const keys = (site: typeof sites.webapp) => site.buildSettings.map(({ key }) => key);

  expect(keys(sites.webapp)).toEqual(expect.arrayContaining(['AUTH0_DOMAIN', 'GRAPHQL_ENDPOINT']));
  expect(keys(sites.merchantPortal)).toEqual(expect.arrayContaining(['VITE_API_BASE_URL', 'VITE_AUTH_DOMAIN']));
});

test('RB9e the web app loads no code from a CDN, unless webapp.ownWebResources is false', () => {
  const fromCdn = sitesOf({ 'webapp.ownWebResources': false });

  expect(sites.webapp.contentSecurityPolicy).not.toContain('gstatic');
  expect(sites.webapp.buildSettings.map(({ line }) => line)).toContain('--no-web-resources-cdn');
  expect(fromCdn.webapp.contentSecurityPolicy).toContain('https://www.gstatic.com/flutter-canvaskit/');
  expect(fromCdn.webapp.buildSettings.map(({ line }) => line)).not.toContain('--no-web-resources-cdn');
});

test('RB11a a web ACL of one site changes that one alone, and nothing else of it', () => {
  const webAclArn = 'arn:aws:wafv2:us-east-1:982233224911:global/webacl/edge/1';
  const after = sitesOf({ 'webapp.webAclArn': webAclArn });
  const [changed, ...others] = changesBetween(sites, after);

  expect(changed).toMatch(/^bankwebstaticsiteDistribution/);
  expect(others).toEqual([]);
  expect(propertiesOf(after, 'AWS::CloudFront::Distribution', changed).DistributionConfig.WebACLId).toBe(webAclArn);
});
