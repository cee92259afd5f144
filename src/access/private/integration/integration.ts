import { Duration } from 'aws-cdk-lib';
import { Integration, MethodResponse, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ILoadBalancedService } from '../../../service';

/** What answers the requests of a route. */
export type IntegrationTarget =
  | { readonly kind: 'function'; readonly handler: IFunction }
  | { readonly kind: 'queue'; readonly queue: IQueue; readonly fromAuthorizer: Record<string, string> }
  | {
      readonly kind: 'service';
      readonly service: ILoadBalancedService;
      readonly path: string | undefined;
      readonly fromAuthorizer: Record<string, string>;
    };

/** The route that an integration is of. */
export interface RouteOfIntegration {
  readonly api: Construct;
  readonly restApi: RestApi;
  readonly stageName: string;
  readonly method: string;
  readonly path: string;
  readonly timeout: Duration;
}

/** What a method has, to call a target. */
export interface IntegrationParts {
  readonly integration: Integration;
  /** Request parameters that the integration maps, which the method has to declare. */
  readonly requestParameters?: Record<string, boolean>;
  readonly methodResponses?: MethodResponse[];
  /** Service that is called, and the headers that the authorizer gives it. */
  readonly served?: { readonly url: string; readonly headers: string[] };
  /** Properties of the integration that the CDK's construct has no place for. */
  readonly overrides?: Record<string, string>;
}

/** Names of the variables in a path: `id` and `proxy` of `/tasks/{id}/{proxy+}`. */
export function pathVariables(path: string): string[] {
  return [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => name);
}
