import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnStage, CfnUsagePlan, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Grant, IGrantable, PolicyStatement, PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantStatements } from '../../../core/private/resources/grant';
import type { MachineQuota } from '../../machine-quota';

/** Tag that a key has, by which those of other plans are left alone: its value is the id of the usage plan. */
export const KEY_TAG = 'MachineApiUsagePlan';

/** Creates the usage plan, whose rate and quota hold for each key of its own. */
export function usagePlanOf(scope: Construct, restApi: RestApi, stage: CfnStage, quota: MachineQuota): CfnUsagePlan {
  const { requestsPerSecond = 10, burst = 2 * requestsPerSecond, requestsPerDay = 10_000 } = quota;
  return new CfnUsagePlan(scope, 'UsagePlan', {
    apiStages: [{ apiId: restApi.restApiId, stage: stage.ref }],
    throttle: { rateLimit: requestsPerSecond, burstLimit: burst },
    quota: { limit: requestsPerDay, period: 'DAY' },
  });
}

/**
 * Grants creating, disabling and deleting keys of one usage plan. A key is created with the tag, and cannot be changed
 * without it; one of another plan cannot get it. No statement reads or lists keys: API Gateway would answer with their values.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
export function grantManageKeys(stack: Stack, usagePlanId: string, grantee: IGrantable): Grant {
  const arn = (resource: string) => {
    return stack.formatArn({ service: 'apigateway', account: '', resource, arnFormat: ArnFormat.NO_RESOURCE_NAME });
  };
  const tagged = (kind: 'Request' | 'Resource') => ({ StringEquals: { [`aws:${kind}Tag/${KEY_TAG}`]: usagePlanId } });
  const { partition, region } = stack;
  const keyArns = `arn%3A${partition}%3Aapigateway%3A${region}%3A%3A%2Fapikeys%2F*`; // as API Gateway has them in a path
  const tagging = {
    ...tagged('Request'),
    StringEqualsIfExists: tagged('Resource').StringEquals, // a key of another plan keeps its tag, and a new one has none
    'ForAllValues:StringEquals': { 'aws:TagKeys': [KEY_TAG] },
  };
  const keysOfPlan = `/usageplans/${usagePlanId}/keys`;
  const statements: PolicyStatementProps[] = [
    { actions: ['apigateway:POST'], resources: [arn('/apikeys')], conditions: tagged('Request') },
    { actions: ['apigateway:PUT'], resources: [arn(`/tags/${keyArns}`)], conditions: tagging },
    {
      actions: ['apigateway:PATCH', 'apigateway:DELETE'],
      resources: [arn('/apikeys/*')],
      conditions: tagged('Resource'),
    },
    { actions: ['apigateway:POST'], resources: [arn(keysOfPlan)] },
    { actions: ['apigateway:DELETE'], resources: [arn(`${keysOfPlan}/*`)] },
  ];
  const reason =
    'Keys are made at run time, so their ids are not known; conditions and path limit them to one usage plan.';
  return grantStatements(
    grantee,
    statements.map((it) => new PolicyStatement(it)),
    reason,
  );
}
