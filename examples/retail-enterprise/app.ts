import { App } from 'aws-cdk-lib';
import { AppStack } from './app-stack';
import { DataStack } from './data-stack';
import { DeployStack } from './deploy-stack';
import { IntegrationStack } from './integration-stack';
import { NetworkStack } from './network-stack';
import { SettingsStack } from './settings-stack';
import { stagesOf } from './stages';
import { WatchStack } from './watch-stack';
import { WebStack } from './web-stack';

export const app = new App();
const env = { account: '111111111111', region: 'us-west-2' };

for (const stage of stagesOf(app.node)) {
  const { name } = stage;
  const network = new NetworkStack(app, `${name}-network`, { env, stage });
  const { vpc, dns } = network;
  const data = new DataStack(app, `${name}-data`, { env, stage, vpc });
  const settings = new SettingsStack(app, `${name}-settings`, { env, stage });
  const services = new AppStack(app, `${name}-app`, { env, stage, vpc, dns, data, settings });
  const integration = new IntegrationStack(app, `${name}-integration`, { env, stage, vpc, dns, data, settings });
  const { loadBalancer } = services;
  const web = new WebStack(app, `${name}-web`, { env, stage, dns, loadBalancer });
  new DeployStack(app, `${name}-deploy`, { env, stage, services, web });
  new WatchStack(app, `${name}-watch`, {
    env,
    stage,
    images: [services.apiImage, services.reportsImage],
    sources: {
      network: network.network,
      ...{ database: data.database, redis: data.redis, files: data.files },
      ...(data.backup && { backup: data.backup }),
      ...{ loadBalancer, api: services.api, reports: services.reports, migration: services.migration },
      ...{
        partners: integration.api,
        check: integration.check,
        worker: integration.worker,
        orders: integration.orders,
      },
      ...{ partnerFirewall: integration.firewall, firewall: web.firewall, site: web.site, uptime: web.uptime },
    },
  });
}
