import { App } from 'aws-cdk-lib';
import { DatabaseStack } from './database-stack';
import { LoadBalancerStack } from './load-balancer-stack';
import { NamesStack } from './names-stack';
import { NetworkStack } from './network-stack';
import { RatesStack } from './rates-stack';
import { SettingsStack } from './settings-stack';
import { WatchStack } from './watch-stack';
import { WebStack } from './web-stack';

export const app = new App();
const env = { account: '111111111111', region: 'eu-central-1' };

const { network, vpc } = new NetworkStack(app, 'tracker-network', { env });
const { dns } = new NamesStack(app, 'tracker-names', { env });
const { database } = new DatabaseStack(app, 'tracker-database', { env, vpc });
const settings = new SettingsStack(app, 'tracker-settings', { env });
const { loadBalancer } = new LoadBalancerStack(app, 'tracker-load-balancer', { env, vpc, dns });
const { web, auth } = new WebStack(app, 'tracker-web', { env, vpc, dns, loadBalancer, database, settings });
const { rates } = new RatesStack(app, 'tracker-rates', { env, vpc, database });
new WatchStack(app, 'tracker-watch', { env, sources: { dns, network, database, loadBalancer, web, auth, rates } });
