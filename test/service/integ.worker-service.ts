/**
 * IAM lets CI start a deployment of the worker that it may roll, and denies it another one, and deleting either.
 *
 * Cost: the log group and its metric filters, cents by the month; no task is started.
 * Clean-up: complete; of the repository, which was there before, nothing is read.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { assertionsOn, caseApp, caseStack, decisionOf, imageIn, networkIn, simulationOf } from '../support/integ-case';
import { WorkerService } from 'rl-bank-constructs/service';

export const app = caseApp();
const stack = caseStack(app, 'integ-worker-service');
const network = networkIn(stack);
const image = imageIn(stack);
const [worker, other] = ['Worker', 'Other'].map((id) => {
  return new WorkerService(stack, id, {
    vpc: network.vpc,
    taskSubnets: network.privateSubnets,
    image,
    serviceName: `integ-${id.toLowerCase()}-service`,
    removalPolicy: RemovalPolicy.DESTROY,
  });
});
const ci = new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() });
worker.grantRoll(ci);

const assertions = assertionsOn(app, 'WorkerService');
const decides = (action: string, resource: string, decision: 'allowed' | 'implicitDeny') =>
  assertions
    .awsApiCall('IAM', 'simulatePrincipalPolicy', simulationOf(ci, action, resource))
    .expect(decisionOf(action, decision));

decides('ecs:DescribeServices', worker.serviceArn, 'allowed');
decides('ecs:UpdateService', worker.serviceArn, 'allowed');
decides('ecs:UpdateService', other.serviceArn, 'implicitDeny');
decides('ecs:DeleteService', worker.serviceArn, 'implicitDeny');
