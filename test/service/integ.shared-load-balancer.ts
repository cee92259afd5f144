/**
 * Two services, each in a stack of its own, share a load balancer: callers of each host come as far as its tasks, of which there
 * are none yet: 503. The name that redirects leads to the main one, an unknown host gets the load balancer's 404, and without
 * TLS callers are led to TLS.
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
import { AliasTarget } from 'rl-bank-constructs/network';
import {
  ApiDomain,
  ApiDomainOptions,
  ApiRouting,
  BankApiService,
  SharedLoadBalancer,
} from 'rl-bank-constructs/service';

export const app = caseApp();
const stack = caseStack(app, 'integ-shared-load-balancer');
const network = networkIn(stack);
const dns = zoneIn(stack);
const loadBalancer = new SharedLoadBalancer(stack, 'LoadBalancer', {
  vpc: network.vpc,
  loadBalancerSubnets: network.publicSubnets,
  domain: ApiDomain.inZone(dns, `*.${dns.rootDomain}`),
  deletionProtection: false,
  removalPolicy: RemovalPolicy.DESTROY,
});

const [web, auth, old, unknown] = ['shared-web', 'shared-auth', 'shared-old', 'shared-unknown'].map(nameOf);
serviceAt(web, 'integ-shared-web', { redirectFrom: [old] });
serviceAt(auth, 'integ-shared-auth', {}, ApiRouting.paths(['/login', '/login/*']));
dns.addAlias(unknown, AliasTarget.loadBalancer(loadBalancer.loadBalancer));

const assertions = assertionsOn(app, 'SharedLoadBalancer');
const isForwarded = ExpectedResult.objectLike({ status: 503 });
const isNotFound = ExpectedResult.objectLike({ status: 404, body: 'Not found' });
const leadsTo = (location: string) => ExpectedResult.objectLike({ status: 301, headers: { location: [location] } });

assertions.httpApiCall(`https://${web}/any/path`).expect(isForwarded);
assertions.httpApiCall(`https://${auth}/login`).expect(isForwarded);
assertions.httpApiCall(`https://${auth}/other`).expect(isNotFound);
assertions.httpApiCall(`https://${unknown}/`).expect(isNotFound);
withoutRedirects(assertions.httpApiCall(`https://${old}/a?page=2`)).expect(leadsTo(`https://${web}/a?page=2`));
withoutRedirects(assertions.httpApiCall(`http://${web}/a?page=2`)).expect(leadsTo(`https://${web}/a?page=2`));

/** A service in a stack of its own, without tasks. */
function serviceAt(name: string, id: string, options: ApiDomainOptions = {}, routing?: ApiRouting): BankApiService {
  const own = caseStack(app, id);
  return new BankApiService(own, 'Api', {
    vpc: network.vpc,
    taskSubnets: network.privateSubnets,
    loadBalancer,
    domain: ApiDomain.inZone(dns, name, options),
    routing,
    image: imageIn(own),
    serviceName: id,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
