import { Token } from 'aws-cdk-lib';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entryProblems } from '../../../core/private/checks/required-props';
import { entriesOf, TEXT } from '../../../core/private/checks/types';
import { matches } from '../../../core/private/checks/values';
import type { ILoadBalancedService } from '../../../service';
import type { QueueIntegrationOptions, ServiceIntegrationOptions } from '../../machine-integration';

/** SQS takes ten attributes of a message. */
const MOST_ATTRIBUTES = 10;

/** Problems of a queue that a route sends to. */
export function queueProblems(queue: IQueue, options: QueueIntegrationOptions): Array<Problem | undefined> {
  const { attributesFromAuthorizer: attributes } = options;
  const names = entriesOf(attributes).map(([name]) => name);
  return [
    problemIf(queue.fifo === true, {
      code: 'machine-integration/fifo-queue',
      prop: 'queue',
      value: queue.node.path,
      allowed: 'must be a standard queue: a FIFO queue needs a group for each message, which a request does not name',
      fix: 'pass a standard queue, or send to this one from a Lambda function',
    }),
    problemIf(names.length > MOST_ATTRIBUTES, {
      code: 'machine-integration/many-attributes',
      prop: 'attributesFromAuthorizer',
      value: names,
      allowed: `must have at most ${MOST_ATTRIBUTES}, the most that SQS takes`,
      fix: 'remove some of them',
    }),
    ...names.map((name) =>
      problemIf(!/^(?!aws\.|amazon\.)[\w-]+(\.[\w-]+)*$/i.test(name) || name.length > 256, {
        code: 'machine-integration/not-an-attribute',
        prop: 'attributesFromAuthorizer',
        value: name,
        allowed:
          'must be letters, digits, underscores, hyphens and single dots, and cannot begin with "aws." or "amazon."',
        fix: 'write it like "tenant"',
      }),
    ),
    ...authorizerKeyProblems('attributesFromAuthorizer', attributes),
  ];
}

/** Problems of a service that a route passes requests to. */
export function serviceProblems(
  service: ILoadBalancedService,
  options: ServiceIntegrationOptions,
): Array<Problem | undefined> {
  const { path, headersFromAuthorizer: headers } = options;
  return [
    problemIf(service.isPublic, {
      code: 'machine-integration/public-service',
      prop: 'service',
      value: service.node.path,
      allowed: 'must be behind an internal load balancer: clients would go around authorizer, quota and web ACL',
      fix: 'give its load balancer `exposure: ApiExposure.withinVpc()`',
    }),
    problemIf(service.loadBalancer.vpc === undefined, {
      code: 'machine-integration/no-vpc',
      prop: 'service',
      value: service.node.path,
      allowed: 'must have a load balancer that knows its VPC, which the VPC link leads into',
      fix: 'pass `vpc` where the load balancer is imported',
    }),
    problemIf(service.url.includes('*'), {
      code: 'machine-integration/wildcard-service',
      prop: 'service',
      value: service.url,
      allowed: 'must have a name of its own, which API Gateway compares with the certificate',
      fix: 'pass a service whose domain has no wildcard',
    }),
    problemIf(path !== undefined && !Token.isUnresolved(path) && !/^(\/([\w.~-]+|\{[\w.-]+\}))*\/?$/.test(path), {
      code: 'machine-integration/not-a-path',
      prop: 'path',
      value: path,
      allowed: 'must begin with a slash, and consist of letters, digits, "-", ".", "_", "~" and variables such as {id}',
      fix: 'write it like "/v1/tasks/{id}"',
    }),
    ...entriesOf(headers).map(([name]) => headerProblem(name)),
    ...authorizerKeyProblems('headersFromAuthorizer', headers),
  ];
}

/** Headers that API Gateway itself sets, or refuses to map. */
const RESERVED =
  /^(authorization|connection|content-length|expect|host|max-forwards|te|transfer-encoding|upgrade|via|x-amzn-.*|x-forwarded-.*)$/i;

function headerProblem(name: string): Problem | undefined {
  return problemIf(!/^[A-Za-z0-9-]+$/.test(name) || RESERVED.test(name), {
    code: 'machine-integration/not-a-header',
    prop: 'headersFromAuthorizer',
    value: name,
    allowed: 'must be letters, digits and hyphens, and cannot be a header of HTTP or API Gateway itself',
    fix: 'write it like "x-tenant-id"',
  });
}

function authorizerKeyProblems(prop: string, map: Record<string, string> | undefined): Array<Problem | undefined> {
  return [
    ...entryProblems(prop, map, TEXT),
    ...entriesOf(map).map(([name, key]) =>
      problemIf(typeof key === 'string' && !matches(/^[A-Za-z_][\w-]*(\.[\w:-]+)*$/, key), {
        code: 'machine-integration/not-a-key',
        prop: `${prop}.${name}`,
        value: key,
        allowed: 'must be a key in the answer of the authorizer',
        fix: 'write it like "tenantId", or "claims.sub" with a user pool',
      }),
    ),
  ];
}
