import { App } from 'aws-cdk-lib';
import { NamesStack } from './names-stack';
import { NetworkStack } from './network-stack';
import { WebStack } from './web-stack';

export const app = new App();
const env = { account: '111111111111', region: 'eu-central-1' };

const { vpc } = new NetworkStack(app, 'tracker-network', { env });
const { dns } = new NamesStack(app, 'tracker-names', { env });
new WebStack(app, 'tracker-web', { env, vpc, dns });
