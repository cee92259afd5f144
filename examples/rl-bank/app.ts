import { App, Stack } from 'aws-cdk-lib';
import { ApiStack } from './api-stack';
import { CacheStack } from './cache-stack';
import { DeployRolesStack } from './deploy-roles-stack';
import { ImagesStack } from './images-stack';
import { SettingsStack } from './settings-stack';
import { SitesStack } from './sites-stack';
import { WatchStack } from './watch-stack';
import { ApiReadiness } from 'rl-bank-constructs/service';

export const app = new App();
const env = { account: '982233224911', region: 'ap-southeast-1' };
const names = { rootDomain: 'example.com', hostedZoneId: 'Z123456789', auth0Domain: 'tenant.region.auth0.com' };

const { image } = new ImagesStack(app, 'prd-rl-bank-images', {
  env,
  image: '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:latest',
});
const { network, cache } = new CacheStack(app, 'prd-rl-bank-cache', {
  env,
  vpcId: 'vpc-...',
  publicSubnetIds: ['subnet-a', 'subnet-b'],
  privateSubnetIds: ['subnet-c', 'subnet-d'],
});
const { dns, domain, settings } = new SettingsStack(app, 'prd-rl-bank-settings', { env, ...names, cache });
const readiness = ApiReadiness.WAITING; // STARTING once the image is pushed and what 'ToFill' names is filled in
const apiProps = { env, network, cache, image, domain, settings, readiness };
const { api, database } = new ApiStack(app, 'prd-rl-bank-api', apiProps);
const { zone, webApp, merchantPortal } = new SitesStack(app, 'prd-rl-bank-sites', { env, ...names, apiDomain: domain });
new WatchStack(app, 'prd-rl-bank-watch', {
  env,
  sources: { dns, webapp: webApp, 'mp-webapp': merchantPortal, api, cache, database },
  uptimeUrls: readiness === ApiReadiness.WAITING ? [] : [`${api.url}/health`, webApp.origin, merchantPortal.origin],
});

const stacks = app.node.findAll().filter(Stack.isStack);
new DeployRolesStack(app, 'prd-rl-bank-deploy-roles', {
  env,
  image,
  api,
  settings,
  webApp,
  merchantPortal,
  zone,
  cache,
  stacks,
});
