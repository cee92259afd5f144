import { Names, Stack } from 'aws-cdk-lib';
import { ApiKeySourceType, CfnStage, CfnUsagePlan, EndpointType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { accessLogOf } from './access-log';
import { deploymentOf } from './deployment';
import { resourcePolicyOf } from './exposure';
import { gatewayResponses } from './gateway-responses';
import { usagePlanOf } from './keys';
import { accountLogging, stageOf } from './stage';
import { ApiExposure } from '../../../service';
import type { MachineApiProps } from '../../machine-api';

/** The API without its routes and names. */
export interface MachineParts {
  readonly restApi: RestApi;
  readonly stage: CfnStage;
  readonly logs: LogGroup;
  /** Usage plan; undefined without API keys. */
  readonly usagePlan: CfnUsagePlan | undefined;
  /** Resource policy that allows open routes; undefined where the whole internet may call, and with a user pool. */
  readonly policy: PolicyDocument | undefined;
}

/** Name of the API in its metrics, which two APIs of one name would share. */
export function apiNameOf(scope: Construct): string {
  return Names.uniqueResourceName(scope, { maxLength: 128, separator: '-' });
}

/** Creates the REST API, its stage and access log, and the usage plan. */
export function machineParts(scope: Construct, props: MachineApiProps): MachineParts {
  const { authorizer, exposure = ApiExposure.internet(), quota, throttle, webAclArn } = props;
  const isAuthorizerOfKeys = authorizer.handler !== undefined;
  const policy = resourcePolicyOf(exposure, authorizer);
  const restApi = new RestApi(scope, 'RestApi', {
    restApiName: apiNameOf(scope),
    description: `Machine API of ${Stack.of(scope).stackName}`,
    apiKeySourceType: isAuthorizerOfKeys ? ApiKeySourceType.AUTHORIZER : ApiKeySourceType.HEADER,
    endpointTypes: [EndpointType.REGIONAL],
    disableExecuteApiEndpoint: true,
    policy,
    cloudWatchRole: false,
    deploy: false,
  });
  gatewayResponses(restApi);
  const logs = accessLogOf(scope, props);
  const stage = stageOf(scope, restApi, deploymentOf(scope, restApi), { logs, throttle, webAclArn });
  if (props.accountLogging) {
    stage.node.addDependency(accountLogging(scope));
  }
  const usagePlan = isAuthorizerOfKeys || quota ? usagePlanOf(scope, restApi, stage, quota ?? {}) : undefined;
  return { restApi, stage, logs, usagePlan, policy: isAuthorizerOfKeys ? policy : undefined };
}
