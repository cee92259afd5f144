import { App } from 'aws-cdk-lib';
import { CacheStack } from './cache-stack';
import { ImagesStack } from './images-stack';
import { SettingsStack } from './settings-stack';
import { SitesStack } from './sites-stack';

export const app = new App();
const env = { account: '982233224911', region: 'ap-southeast-1' };
const rootDomain = 'example.com';
const auth0Domain = 'tenant.region.auth0.com';

const image = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:latest';
new ImagesStack(app, 'prd-rl-bank-images', { env, image });
const { cache } = new CacheStack(app, 'prd-rl-bank-cache', {
  env,
  vpcId: 'vpc-...',
  publicSubnetIds: ['subnet-a', 'subnet-b'],
  privateSubnetIds: ['subnet-c', 'subnet-d'],
});
new SettingsStack(app, 'prd-rl-bank-settings', { env, rootDomain, auth0Domain, cache });
new SitesStack(app, 'prd-rl-bank-sites', { env, rootDomain, hostedZoneId: 'Z123456789', auth0Domain });
