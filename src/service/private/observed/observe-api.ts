import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ObservedApi } from './observed-api';
import type { BankApiService, BankApiServiceProps } from '../../bank-api-service';
import { deploymentsOf } from '../rollout/deployments';
import { crossStackLogGroupName } from '../task/log-group';

/** What metrics, alarms and graphs read of the API, and the resources that count its deployments. */
export function observeApi(
  api: BankApiService,
  props: BankApiServiceProps,
  secrets: Record<string, ISecret>,
): ObservedApi {
  const { serviceName, clusterName, url, isPublic, loadBalancer, targetGroup, certificate } = api;
  return {
    ...{ serviceName, clusterName, url, isPublic, loadBalancer, targetGroup, certificate },
    ...deploymentsOf(api, api, props, secrets),
    ownsCertificate: !props.domain.certificate,
    logGroupName: crossStackLogGroupName(serviceName, props.logGroup),
  };
}
