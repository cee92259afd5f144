import { CfnResource, Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IServiceFunction, ServiceFunctionAttributes } from './i-service-function';
import { ServiceFunctionProps } from './service-function-options';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import {
  functionAlarms,
  functionGraphs,
  functionLogQueries,
  ObservedFunction,
} from './private/function/function-alarms';
import { connectFunction, noVpcProblem } from './private/function/function-connections';
import { errorRate, functionMetric } from './private/function/function-metrics';
import { functionNameOf } from './private/function/function-name';
import { DEFAULT_TIMEOUT, functionArnOf, functionFor, functionLogGroupName } from './private/function/function-parts';
import { functionProblems } from './private/function/function-problems';
import { requireFunctionProps } from './private/function/function-types';
import { ImportedFunction } from './private/function/imported-function';
import { crossStackName } from './private/observed/references';
import { valuesToWrite } from './private/rollout/pending-inputs';
import { throwOnProblems } from '../core/private/checks/problems';
import { grantTo } from '../core/private/resources/grant';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { nameMadeBy } from '../core/private/stacks/weak-reference';

/**
 * Lambda function that uses what services use: databases, caches, queues and settings, in a VPC if it is given one.
 *
 * Its configuration has no secret value: a secret `DB_PASSWORD` arrives as `DB_PASSWORD_SECRET_ARN` and
 * `DB_PASSWORD_SECRET_FIELD`, a parameter as `<NAME>_PARAMETER_NAME`, and the function may read exactly these. A rotated
 * secret needs no deployment.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 * @example
 * import { Duration } from 'aws-cdk-lib';
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import * as lambda from 'aws-cdk-lib/aws-lambda';
 * import { PostgresDatabase } from 'rl-bank-constructs/data';
 * import { ServiceFunction } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const database: PostgresDatabase;
 *
 * new ServiceFunction(this, 'Sql', {
 *   code: lambda.Code.fromAsset('machine'),
 *   handler: 'sql.handler',
 *   runtime: lambda.Runtime.NODEJS_24_X,
 *   vpc,
 *   uses: [database.forUser('app')],
 *   timeout: Duration.seconds(29),
 *   reservedConcurrency: 20,
 * });
 */
@propertyInjectable
export class ServiceFunction extends Construct implements IServiceFunction, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.ServiceFunction';

  /**
   * References a function that another app has created, to invoke it.
   * @param scope where it is referenced
   * @param id its id there
   * @param attrs names of function and role, and its timeout
   */
  public static fromServiceFunctionAttributes(
    scope: Construct,
    id: string,
    attrs: ServiceFunctionAttributes,
  ): IServiceFunction {
    return new ImportedFunction(scope, id, attrs);
  }

  /** Lambda function. */
  public readonly function: LambdaFunction;

  /** Execution role of the function. */
  public readonly role: Role;

  /** Log group of the function. */
  public readonly logGroup: ILogGroup;

  /** Name of the function. */
  public readonly functionName: string;

  /** ARN of the function, for any stack. */
  public readonly functionArn: string;

  /** Name of `role`, for any stack. */
  public readonly roleName: string;

  /** Timeout of an invocation. */
  public readonly timeout: Duration;

  /** Concurrent executions that are reserved for the function and its limit, `undefined` without a reservation. */
  public readonly reservedConcurrency?: number;

  /** Secret values and parameters that must exist before the function works, each with its command. */
  public readonly pendingInputs: PendingInput[];

  private readonly ownConnections?: Connections;
  private readonly observed: ObservedFunction;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    requireFunctionProps(this, props);
    throwOnProblems(this, ...functionProblems(this, props));
    this.functionName = functionNameOf(this, props);
    this.timeout = props.timeout ?? DEFAULT_TIMEOUT;
    this.reservedConcurrency = props.reservedConcurrency;

    const parts = functionFor(this, props, this.functionName);
    this.function = parts.function;
    this.role = parts.role;
    this.logGroup = parts.logGroup;
    this.ownConnections = parts.securityGroup?.connections;
    connectFunction(this, this.role, props);

    const arn = functionArnOf(this, this.functionName);
    this.functionArn = nameMadeBy(topLevelStack(this), arn, this.function.functionArn);
    this.roleName = crossStackName({
      name: 'FunctionRoleName',
      owner: this.role,
      value: this.role.roleName,
      replacedBy: [(this.role.node.defaultChild as CfnResource).logicalId],
    });
    this.pendingInputs = valuesToWrite(props);
    this.observed = {
      functionName: this.functionName,
      logGroupName: functionLogGroupName(this.functionName),
      timeout: this.timeout,
      errorSeverity: props.errorSeverity ?? AlarmSeverity.TICKET,
    };
  }

  /** Connections of the function, which calls and is not called. A function without a VPC has none, and this throws. */
  public get connections(): Connections {
    throwOnProblems(this, noVpcProblem(this.ownConnections));
    return this.ownConnections!;
  }

  /** Principal for grants: the execution role. */
  public get grantPrincipal(): IPrincipal {
    return this.role;
  }

  /** Alarms: `Errors`, `Throttles` and `NearTimeout`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return functionAlarms(this.observed);
  }

  /** Graph definitions of invocations, their duration and how many run at once. */
  public get graphDefinitions(): GraphDefinition[] {
    return functionGraphs(this.observed);
  }

  /** First queries to the log group of the function. */
  public get logQueries(): LogQueryDefinition[] {
    return functionLogQueries(this.observed);
  }

  /**
   * Grants invoking the function.
   * @param grantee role of the account of the function, in any stack
   */
  public grantInvoke(grantee: IGrantable): Grant {
    return grantTo(this, grantee, ['lambda:InvokeFunction'], [this.functionArn]);
  }

  /**
   * Invocations: the sum over 5 minutes.
   * @param props metric options: period, statistic, label, region
   */
  public metricInvocations(props?: MetricOptions): Metric {
    return functionMetric(this.functionName, 'Invocations', props);
  }

  /**
   * Invocations that failed: the sum over 5 minutes.
   * @param props metric options: period, statistic, label, region
   */
  public metricErrors(props?: MetricOptions): Metric {
    return functionMetric(this.functionName, 'Errors', props);
  }

  /**
   * Invocations that failed, in percent.
   * @param props metric options: period, statistic, label, region. `id` and `visible` have no effect on math expressions
   */
  public metricErrorRate(props?: MetricOptions): MathExpression {
    return errorRate(this.functionName, props);
  }
}
