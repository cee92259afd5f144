const { App, Stack } = require('aws-cdk-lib');
const { CloudFrontToS3 } = require('../../peers/node_modules/@aws-solutions-constructs/aws-cloudfront-s3');

const app = new App();
const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'ap-southeast-1' } });
new CloudFrontToS3(stack, 'Portal', {});
app.synth();
