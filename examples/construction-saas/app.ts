import { App } from 'aws-cdk-lib';
import { PlatformRegion } from './platform-region';
import { FRANKFURT, LONDON } from './regions';

export const app = new App();

const london = new PlatformRegion(app, 'london', LONDON);
if (app.node.tryGetContext('frankfurt') === 'true') {
  new PlatformRegion(app, 'frankfurt', { ...FRANKFURT, registry: london });
}
