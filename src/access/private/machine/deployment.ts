import { createHash } from 'node:crypto';
import { CfnResource, IFragmentConcatenator, Lazy, Stack } from 'aws-cdk-lib';
import { CfnDeployment, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct, Dependable, IDependable } from 'constructs';
import { resourceIdentity } from '../../../core/private/stacks/resource-identity';

/**
 * Deployment of everything below the REST API. Its logical id has a hash of all that, as rendered: whatever changes, a
 * property override too, makes another deployment. A resource that is not in one does not exist for clients.
 */
export function deploymentOf(scope: Construct, restApi: RestApi): CfnDeployment {
  const deployment = new CfnDeployment(scope, 'Deployment', { restApiId: restApi.restApiId });
  const base = Stack.of(scope).getLogicalId(deployment);
  deployment.overrideLogicalId(Lazy.uncachedString({ produce: () => `${base}${hashOf(restApi)}` }));
  deployment.node.addDependency(partsOf(restApi));
  return deployment;
}

/** All below the REST API when the app is whole. On the REST API itself it depends by its id. */
function partsOf(restApi: RestApi): IDependable {
  const parts = {};
  Dependable.implement(parts, {
    get dependencyRoots() {
      return restApi.node.children.filter((child) => child !== restApi.node.defaultChild);
    },
  });
  return parts;
}

/** Functions of CloudFormation within a text, too: the URI of a method has the version of a function of another stack. */
const IN_FULL: IFragmentConcatenator = {
  join: (...fragments: unknown[]) =>
    fragments.map((it) => (typeof it === 'object' ? JSON.stringify(it) : (it ?? ''))).join(''),
};

function hashOf(restApi: RestApi): string {
  const resources = restApi.node.findAll().filter((it): it is CfnResource => CfnResource.isCfnResource(it));
  const hash = createHash('sha256').update(JSON.stringify(resources.map((it) => resourceIdentity(it, IN_FULL))));
  return hash.digest('hex').slice(0, 12);
}
