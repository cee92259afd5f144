import { App } from 'aws-cdk-lib';
import { DatabaseStack } from './database-stack';
import { EdgeStack } from './edge-stack';
import { LoadBalancerStack } from './load-balancer-stack';
import { NetworkStack } from './network-stack';
import { RatesStack } from './rates-stack';
import { SettingsStack } from './settings-stack';
import { WatchStack } from './watch-stack';
import { WebStack } from './web-stack';

export const app = new App();
const certificateArn = 'arn:aws:acm:eu-central-1:111111111111:certificate/0a1b2c3d-1234-4321-9876-0123456789ab';
const env = { account: '111111111111', region: 'eu-central-1' };

const { network, vpc } = new NetworkStack(app, 'tracker-network', { env });
const { database } = new DatabaseStack(app, 'tracker-database', { env, vpc });
const settings = new SettingsStack(app, 'tracker-settings', { env });
const edge = new EdgeStack(app, 'tracker-edge', { env, certificateArn });
const { loadBalancer } = new LoadBalancerStack(app, 'tracker-load-balancer', { env, vpc, edge });
const { web, auth } = new WebStack(app, 'tracker-web', { env, vpc, edge, loadBalancer, database, settings });
const { rates } = new RatesStack(app, 'tracker-rates', { env, vpc, database });
new WatchStack(app, 'tracker-watch', {
  env,
  sources: { network, firewall: edge.firewall, database, loadBalancer, web, auth, rates },
});
