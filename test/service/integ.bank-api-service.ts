/**
 * Callers by the one name and its paths come as far as the tasks, of which there are none yet: 503. By another path or
 * another name they get the load balancer's 404, and without TLS they are led to TLS.
 *
 * Cost: the load balancer by the hour, cents for the run; no task is started.
 * Clean-up: complete; of the repository, which was there before, nothing is read.
 */
import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  assertionsOn,
  caseApp,
  caseStack,
  imageIn,
  nameOf,
  networkIn,
  withoutRedirects,
  zoneIn,
} from '../support/integ-case';
import { ApiDomain, ApiRouting, BankApiService } from 'rl-bank-constructs/service';

export const app = caseApp();
const stack = caseStack(app, 'integ-bank-api-service');
const network = networkIn(stack);
const name = nameOf('api');
const api = new BankApiService(stack, 'Api', {
  vpc: network.vpc,
  taskSubnets: network.privateSubnets,
  loadBalancerSubnets: network.publicSubnets,
  domain: ApiDomain.inZone(zoneIn(stack), name),
  image: imageIn(stack),
  serviceName: 'integ-bank-api-service',
  routing: ApiRouting.paths(['/api', '/api/*']),
  removalPolicy: RemovalPolicy.DESTROY,
});

const assertions = assertionsOn(app, 'BankApiService');
const isNotFound = ExpectedResult.objectLike({ status: 404, body: 'Not found' });

assertions.httpApiCall(`${api.url}/api/accounts`).expect(ExpectedResult.objectLike({ status: 503 }));
assertions.httpApiCall(`${api.url}/health`).expect(isNotFound);
assertions.httpApiCall(`http://${api.loadBalancer.loadBalancerDnsName}/api`).expect(isNotFound);
withoutRedirects(assertions.httpApiCall(`http://${name}/api?page=2`)).expect(
  ExpectedResult.objectLike({ status: 301, headers: { location: [`https://${name}/api?page=2`] } }),
);
