import { App } from 'aws-cdk-lib';
import { DatabaseStack } from './database-stack';
import { DeployStack } from './deploy-stack';
import { EdgeStack } from './edge-stack';
import { IdentityStack } from './identity-stack';
import { LoadBalancerStack } from './load-balancer-stack';
import { MachineStack } from './machine-stack';
import { NetworkStack } from './network-stack';
import { RatesStack } from './rates-stack';
import { SettingsStack } from './settings-stack';
import { WatchStack } from './watch-stack';
import { WebStack } from './web-stack';

export const app = new App();
const certificateArn = 'arn:aws:acm:eu-central-1:111111111111:certificate/0a1b2c3d-1234-4321-9876-0123456789ab';
const env = { account: '111111111111', region: 'eu-central-1' };

const { network, vpc } = new NetworkStack(app, 'tracker-network', { env });
const { database, backup } = new DatabaseStack(app, 'tracker-database', { env, vpc });
const identity = new IdentityStack(app, 'tracker-identity', { env });
const settings = new SettingsStack(app, 'tracker-settings', { env });
const edge = new EdgeStack(app, 'tracker-edge', { env, certificateArn });
const { firewall } = edge;
const { loadBalancer } = new LoadBalancerStack(app, 'tracker-load-balancer', { env, vpc, edge });
const machine = new MachineStack(app, 'tracker-machine', { env, vpc, edge, database });
const web = new WebStack(app, 'tracker-web', {
  env,
  vpc,
  edge,
  loadBalancer,
  database,
  settings,
  identity,
  api: machine.api,
});
const { rates, daily } = new RatesStack(app, 'tracker-rates', { env, vpc, database });
new DeployStack(app, 'tracker-deploy', { env, web });
new WatchStack(app, 'tracker-watch', {
  env,
  sources: {
    ...{ network, database, backup, users: identity.users, firewall, loadBalancer },
    ...{ web: web.web, migration: web.migration, auth: web.auth, rates, daily },
    ...{
      api: machine.api,
      check: machine.check,
      sql: machine.sql,
      importer: machine.importer,
      imports: machine.imports,
    },
  },
});
