/**
 * ECS takes an internal service and a client of its namespace, and IAM lets CI roll the one that it may. Calls need tasks,
 * and so a real image: they are not asserted.
 *
 * Cost: log groups and metric filters, cents by the month; no task is started.
 * Clean-up: complete; of the repository, which was there before, nothing is read.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { assertionsOn, caseApp, caseStack, decisionOf, imageIn, networkIn, simulationOf } from '../support/integ-case';
import { InternalService, WorkerService } from 'rl-bank-constructs/service';

export const app = caseApp();
const stack = caseStack(app, 'integ-internal-service');
const network = networkIn(stack);
const place = {
  vpc: network.vpc,
  taskSubnets: network.privateSubnets,
  image: imageIn(stack),
  removalPolicy: RemovalPolicy.DESTROY,
};
const permissions = new InternalService(stack, 'Permissions', {
  ...place,
  serviceName: 'integ-internal-service',
  containerPort: 50051,
  protocol: AppProtocol.grpc,
});
const client = new WorkerService(stack, 'Client', {
  ...place,
  serviceName: 'integ-internal-client',
  uses: [permissions],
});
const ci = new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() });
permissions.grantRoll(ci);

const assertions = assertionsOn(app, 'InternalService');
const decides = (action: string, resource: string, decision: 'allowed' | 'implicitDeny') =>
  assertions
    .awsApiCall('IAM', 'simulatePrincipalPolicy', simulationOf(ci, action, resource))
    .expect(decisionOf(action, decision));

decides('ecs:UpdateService', permissions.serviceArn, 'allowed');
decides('ecs:UpdateService', client.serviceArn, 'implicitDeny');
