// An app with two stacks behind a gate, and one of somebody else beside them if HOST says so. GATE says how it stands.
import { App, CfnOutput, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { ResourceGate } from 'rl-bank-constructs/gate';

const { GATE, HOST } = process.env;
const env = { account: '111111111111', region: 'ap-southeast-1' };
const app = new App();
const host = HOST ? new Stack(app, 'Host', { env }) : undefined;
const topic = host ? new CfnResource(host, 'Topic', { type: 'AWS::SNS::Topic' }) : undefined;

const data = new Stack(app, 'Data', { env, stackName: 'prd-data' });
const bucket = new CfnResource(data, 'Bucket', { type: 'AWS::S3::Bucket' });
const api = new Stack(app, 'Api', { env, stackName: 'prd-api' });
new CfnResource(new NestedStack(api, 'Nested'), 'Topic', { type: 'AWS::SNS::Topic' });
new CfnOutput(api, 'BucketName', { value: bucket.ref });
if (topic) new CfnOutput(api, 'TopicArn', { value: topic.ref });

new ResourceGate(app, 'Gate', {
  scopes: [data, api],
  disabled: ['disabled', 'disabled and open'].includes(GATE),
  createResources: ['open', 'disabled and open'].includes(GATE),
});
