import { Stack } from 'aws-cdk-lib';
import { AuthorizationType, CfnAuthorizer, IAuthorizer, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { MachineAuthorizer } from '../../machine-authorizer';
import { allowInvoke, authorizerArn, invocationUri } from '../integration/function-integration';
import { crossStack } from '../integration/references';

const AUTHORIZATION = 'method.request.header.Authorization';

/** Creates the authorizer of the routes, and lets API Gateway invoke its function. */
export function authorizerOf(api: Construct, restApi: RestApi, authorizer: MachineAuthorizer): IAuthorizer {
  const { handler, tokenIssuer, resultsCacheTtl } = authorizer;
  const ofRequest = handler && { type: 'REQUEST', authorizerUri: invocationUri(Stack.of(api), handler) };
  const ofUserPool = tokenIssuer && {
    type: 'COGNITO_USER_POOLS',
    providerArns: [crossStack(tokenIssuer, { name: 'UserPoolArn', value: tokenIssuer.userPoolArn })],
  };
  const resource = new CfnAuthorizer(restApi, 'Authorizer', {
    restApiId: restApi.restApiId,
    name: 'Authorization',
    identitySource: AUTHORIZATION,
    authorizerResultTtlInSeconds: resultsCacheTtl.toSeconds(),
    ...(ofRequest ?? ofUserPool!),
  });
  if (handler) {
    allowInvoke(api, 'AuthorizerInvocations', handler, authorizerArn(restApi, resource.ref));
  }
  const authorizationType = handler ? AuthorizationType.CUSTOM : AuthorizationType.COGNITO;
  return { authorizerId: resource.ref, authorizationType };
}
