import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { queueProblems, serviceProblems } from './private/checks/integration-problems';
import type { IntegrationTarget } from './private/integration/integration';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, OPTIONS, requireTypes, TEXT } from '../core/private/checks/types';
import { ILoadBalancedService } from '../service';

/** Options for a route that sends to a queue. */
export interface QueueIntegrationOptions {
  /**
   * Message attributes from the answer of the authorizer, by name, such as `{ tenant: 'tenantId' }` for the key `tenantId` of
   * the context of a Lambda authorizer, or `{ user: 'claims.sub' }` with a user pool. A client cannot set them.
   * @default - no message attributes
   */
  readonly attributesFromAuthorizer?: Record<string, string>;
}

/** Options for a route that passes requests to a service. */
export interface ServiceIntegrationOptions {
  /**
   * Path that the service is called with. It has the variables of the path of the route.
   * @default - the path of the route
   */
  readonly path?: string;

  /**
   * Request headers from the answer of the authorizer, by name, such as `{ 'x-tenant-id': 'tenantId' }` for the key `tenantId`
   * of the context of a Lambda authorizer, or `{ 'x-user-id': 'claims.sub' }` with a user pool. They replace those that a
   * client sends; other routes of the API to this service have the value `none` there. The authorizer answers each key, always.
   * @default - no headers: what a client sends under these names reaches the service
   */
  readonly headersFromAuthorizer?: Record<string, string>;
}

/**
 * What answers the requests of a route of a `MachineApi`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-integration-settings.html
 */
export class MachineIntegration {
  /**
   * A Lambda function, which gets the request as its event. The answer of the authorizer is in
   * `event.requestContext.authorizer`.
   * @param fn function, alias or version, in any stack of the account
   */
  public static lambdaFunction(fn: IFunction): MachineIntegration {
    const type = instance('an IFunction, such as `sql.function` of a ServiceFunction', 'addPermission');
    requireArgument('MachineIntegration.lambdaFunction', 'fn', fn, type);
    return new MachineIntegration({ kind: 'function', handler: fn });
  }

  /**
   * An Amazon SQS queue: API Gateway sends the body of the request as a message, without a Lambda function, and answers
   * 202 with `{"messageId": …}`. Bodies are JSON.
   * @param queue standard queue, in any stack of the account and region
   * @param options message attributes
   */
  public static queue(queue: IQueue, options: QueueIntegrationOptions = {}): MachineIntegration {
    const place = 'MachineIntegration.queue';
    requireArgument(
      place,
      'queue',
      queue,
      instance('an IQueue, such as `orders.queue` of a QueueWorker', 'addToResourcePolicy'),
    );
    requireTypes(place, options, { attributesFromAuthorizer: OPTIONS });
    throwOnProblems(place, ...queueProblems(queue, options));
    return new MachineIntegration({ kind: 'queue', queue, fromAuthorizer: options.attributesFromAuthorizer ?? {} });
  }

  /**
   * A service behind an internal load balancer, through a VPC link: requests never leave AWS, and the load balancer needs no
   * address on the internet. The security groups are opened.
   * @param service API service with `ApiExposure.withinVpc()`, or behind a `SharedLoadBalancer` that has it
   * @param options path and headers
   */
  public static service(service: ILoadBalancedService, options: ServiceIntegrationOptions = {}): MachineIntegration {
    const place = 'MachineIntegration.service';
    requireArgument(
      place,
      'service',
      service,
      instance('an ILoadBalancedService, such as a BankApiService', 'loadBalancer'),
    );
    requireTypes(place, options, { path: TEXT, headersFromAuthorizer: OPTIONS });
    throwOnProblems(place, ...serviceProblems(service, options));
    const { path, headersFromAuthorizer: fromAuthorizer = {} } = options;
    return new MachineIntegration({ kind: 'service', service, path, fromAuthorizer });
  }

  private constructor(
    /** @internal */
    public readonly _target: IntegrationTarget,
  ) {}
}
