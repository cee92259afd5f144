const { App, Stack } = require('aws-cdk-lib');
const ecs = require('aws-cdk-lib/aws-ecs');
const { ApplicationLoadBalancedFargateService } = require('aws-cdk-lib/aws-ecs-patterns');

const app = new App();
const stack = new Stack(app, 'Api', { env: { account: '111111111111', region: 'ap-southeast-1' } });
new ApplicationLoadBalancedFargateService(stack, 'Service', {
  taskImageOptions: { image: ecs.ContainerImage.fromRegistry('nginx'), containerPort: 9000 },
});
app.synth();
