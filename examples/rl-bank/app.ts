import { App } from 'aws-cdk-lib';
import { SitesStack } from './sites-stack';

export const app = new App();

new SitesStack(app, 'prd-rl-bank-sites', {
  env: { account: '982233224911', region: 'ap-southeast-1' },
  rootDomain: 'example.com',
  hostedZoneId: 'Z123456789',
  auth0Domain: 'tenant.region.auth0.com',
});
