import { SitesStack } from '../../../../src/bank/private/stacks/sites-stack';
import { ADOPTED, bankOf, Changes, resourcesIn } from '../../../support/bank';

const CERTIFICATE = 'AWS::CertificateManager::Certificate';
const sitesOf = (changes: Changes = {}) => bankOf(changes).node.findChild('sites') as SitesStack;
const edge = (changes: Changes) => resourcesIn(bankOf(changes), CERTIFICATE).filter(({ stack }) => stack !== 'api');

test('RB9a both sites are there, each with the bucket of the config', () => {
  const buckets = resourcesIn(bankOf(), 'AWS::S3::Bucket').flatMap(({ Properties }) => Properties.BucketName ?? []);

  expect(buckets.sort()).toEqual(['prd-rl-bank-mp-webapp', 'prd-rl-bank-webapp']);
});

test('RB2a both have one certificate, in us-east-1', () => {
  expect(
    edge({}).map(({ stack, Properties }) => [stack, Properties.DomainName, Properties.SubjectAlternativeNames]),
  ).toEqual([['sites/EdgeTwin', 'app.bank.example', ['merchant.bank.example']]]);
  expect(sitesOf().certificate).toBeDefined();
});

test.each([
  ['adopt.webappCertificateArn', 'merchant.bank.example'],
  ['adopt.merchantPortalCertificateArn', 'app.bank.example'],
])('RB24 with %s the certificate is of the other name', (path, name) => {
  expect(edge({ [path]: ADOPTED[path] }).map(({ Properties }) => Properties.DomainName)).toEqual([name]);
});

test('RB24 with both there is none', () => {
  expect(sitesOf(ADOPTED).certificate).toBeUndefined();
});

test('RB9c RB9d the web app is Flutter, the portal React', () => {
  const { webapp, merchantPortal } = sitesOf();
  const keys = (site: typeof webapp) => site.buildSettings.map(({ key }) => key);

  expect(keys(webapp)).toEqual(expect.arrayContaining(['AUTH0_DOMAIN', 'GRAPHQL_ENDPOINT']));
  expect(keys(merchantPortal)).toEqual(expect.arrayContaining(['VITE_API_BASE_URL', 'VITE_AUTH_DOMAIN']));
});

test('RB11a a web ACL of one site changes that one alone, and nothing else of it', () => {
  const webAclArn = 'arn:aws:wafv2:us-east-1:982233224911:global/webacl/edge/1';
  const [before, after] = [{}, { 'webapp.webAclArn': webAclArn }].map((changes) => resourcesIn(bankOf(changes)));
  const other = after.filter((it, index) => JSON.stringify(it) !== JSON.stringify(before[index]));

  expect(other.map(({ Type }) => Type)).toEqual(['AWS::CloudFront::Distribution']);
  expect(other[0].Properties.DistributionConfig.WebACLId).toBe(webAclArn);
});
