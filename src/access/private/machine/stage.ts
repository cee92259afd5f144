import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { CfnAccount, CfnDeployment, CfnStage, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { ACCESS_LOG_FORMAT } from './access-log';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import type { MachineThrottle } from '../../machine-throttle';

/** Name of the one stage. Clients do not see it: they call the domain name. */
export const STAGE_NAME = 'live';

/** What a stage has beside its deployment. */
export interface StageOptions {
  readonly logs: LogGroup;
  readonly throttle: MachineThrottle | undefined;
  readonly webAclArn: string | undefined;
}

/** Creates the stage, with its access log, throttle, metrics by route and web ACL. */
export function stageOf(
  scope: Construct,
  restApi: RestApi,
  deployment: CfnDeployment,
  options: StageOptions,
): CfnStage {
  const { requestsPerSecond = 100, burst = 2 * requestsPerSecond } = options.throttle ?? {};
  const stage = new CfnStage(scope, 'Stage', {
    restApiId: restApi.restApiId,
    deploymentId: deployment.ref,
    stageName: STAGE_NAME,
    accessLogSetting: { destinationArn: options.logs.logGroupArn, format: ACCESS_LOG_FORMAT },
    methodSettings: [
      {
        httpMethod: '*',
        resourcePath: '/*',
        metricsEnabled: true,
        loggingLevel: 'OFF', // the execution log would have headers and bodies
        dataTraceEnabled: false,
        throttlingRateLimit: requestsPerSecond,
        throttlingBurstLimit: burst,
      },
    ],
  });
  acknowledge(
    stage,
    'APIG6',
    'Execution logs have headers and bodies of requests. The access log has what is looked for.',
  );
  if (options.webAclArn === undefined) {
    acknowledge(stage, 'APIG3', 'A web ACL is one property away, and costs by the month and the request.');
  } else {
    const resourceArn = stageArn(restApi, stage);
    new CfnWebACLAssociation(scope, 'WebAcl', { resourceArn, webAclArn: options.webAclArn });
  }
  return stage;
}

function stageArn(restApi: RestApi, stage: CfnStage): string {
  const { partition, region } = restApi.stack;
  return `arn:${partition}:apigateway:${region}::/restapis/${restApi.restApiId}/stages/${stage.ref}`;
}

/**
 * The role with which API Gateway writes logs of this account and region. Both stay when the stack is deleted: other APIs
 * would lose their logs.
 */
export function accountLogging(scope: Construct): CfnResource {
  const policy = 'service-role/AmazonAPIGatewayPushToCloudWatchLogs';
  const role = new Role(scope, 'AccountLogRole', {
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(policy)],
  });
  acknowledge(
    role,
    `IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`,
    'It is the one policy that API Gateway names for the role of an account, whatever its log groups.',
  );
  const account = new CfnAccount(scope, 'Account', { cloudWatchRoleArn: role.roleArn });
  [role.node.defaultChild as CfnResource, account].forEach((it) => it.applyRemovalPolicy(RemovalPolicy.RETAIN));
  return account;
}
