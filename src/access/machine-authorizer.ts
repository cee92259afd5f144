import { Duration } from 'aws-cdk-lib';
import { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { authorizerProblems } from './private/checks/authorizer-problems';
import { DURATION } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, requireTypes, TEXTS } from '../core/private/checks/types';

/** Options for an authorizer that is a Lambda function. */
export interface LambdaAuthorizerOptions {
  /**
   * Time for which API Gateway caches the answer by the value of `Authorization`, an hour at most; zero caches none.
   * @default Duration.minutes(5)
   */
  readonly resultsCacheTtl?: Duration;
}

/** Options for an authorizer that is an Amazon Cognito user pool. */
export interface UserPoolAuthorizerOptions {
  /**
   * OAuth scopes of which an access token needs one, such as `expenses/read`. Machine clients have access tokens alone.
   * @default - no scopes: API Gateway accepts ID tokens, and no access token
   */
  readonly scopes?: string[];

  /**
   * Time for which API Gateway caches the answer by the value of `Authorization`, an hour at most; zero caches none.
   * @default Duration.minutes(5)
   */
  readonly resultsCacheTtl?: Duration;
}

/**
 * Authorizer of the routes of a `MachineApi`, by the request header `Authorization`. A request without it gets 401.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 * @example
 * import * as lambda from 'aws-cdk-lib/aws-lambda';
 * import { MachineAuthorizer } from 'rl-bank-constructs/access';
 *
 * declare const check: lambda.IFunction;
 *
 * const authorizer = MachineAuthorizer.lambdaFunction(check);
 */
export class MachineAuthorizer {
  /**
   * A Lambda function of type REQUEST. Its answer names the value of an API key as `usageIdentifierKey`, which the quota
   * counts for, and allows all routes of the stage, since API Gateway caches it for all: see the README.
   * @param fn function, alias or version
   * @param options caching of its answers
   */
  public static lambdaFunction(fn: IFunction, options: LambdaAuthorizerOptions = {}): MachineAuthorizer {
    const place = 'MachineAuthorizer.lambdaFunction';
    requireArgument(
      place,
      'fn',
      fn,
      instance('an IFunction, such as `check.function` of a ServiceFunction', 'addPermission'),
    );
    requireTypes(place, options, { resultsCacheTtl: DURATION });
    throwOnProblems(place, ...authorizerProblems(options));
    return new MachineAuthorizer(fn, undefined, options.resultsCacheTtl ?? Duration.minutes(5), []);
  }

  /**
   * An Amazon Cognito user pool: API Gateway checks its tokens. It names no API key: with a `quota`, clients send one in
   * `X-API-Key`.
   * @param userPool user pool
   * @param options scopes, and caching of the answers
   */
  public static userPool(userPool: IUserPool, options: UserPoolAuthorizerOptions = {}): MachineAuthorizer {
    const place = 'MachineAuthorizer.userPool';
    requireArgument(
      place,
      'userPool',
      userPool,
      instance('an IUserPool, such as `users.userPool` of a UserDirectory', 'userPoolArn'),
    );
    requireTypes(place, options, { resultsCacheTtl: DURATION, scopes: TEXTS });
    throwOnProblems(place, ...authorizerProblems(options));
    const scopes = [...new Set(options.scopes ?? [])].sort();
    return new MachineAuthorizer(undefined, userPool, options.resultsCacheTtl ?? Duration.minutes(5), scopes);
  }

  private constructor(
    /** Lambda function, `undefined` for a user pool. */
    public readonly handler: IFunction | undefined,
    /** User pool, `undefined` for a Lambda function. */
    public readonly tokenIssuer: IUserPool | undefined,
    /** Time for which API Gateway caches the answer. */
    public readonly resultsCacheTtl: Duration,
    /** Scopes of which an access token needs one, unless a route has its own. */
    public readonly scopes: string[],
  ) {}
}
