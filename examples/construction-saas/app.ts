import { App } from 'aws-cdk-lib';
import { PlatformRegion } from './platform-region';
import { LONDON } from './regions';

export const app = new App();

new PlatformRegion(app, 'london', LONDON);
