import { App } from 'aws-cdk-lib';
import { WebStack } from './web-stack';

export const app = new App();

new WebStack(app, 'prd-rl-bank-web', {
  env: { account: '982233224911', region: 'ap-southeast-1' },
  rootDomain: 'example.com',
  hostedZoneId: 'Z123456789',
});
