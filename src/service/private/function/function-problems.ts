import { Duration, Size, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { functionNameOf } from './function-name';
import { FunctionVariable, variablesWithOwners } from './function-variables';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { claimUnique, regionalHomeOf } from '../../../core/private/checks/unique-claims';
import { isWhole } from '../../../core/private/checks/values';
import type { ServiceFunctionProps } from '../../service-function-options';
import { inWrongSubnets, Reason, tasksOf, tooFewSubnets, vpcProblem } from '../placement/subnets';
import { ownerProblems } from '../service-problems';
import { secretPlaceProblems } from '../task/secret-places';
import { retentionProblems } from '../task/task-problems';

/** Limit of Lambda, in bytes of names and values. */
const ENVIRONMENT_LIMIT = 4096;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED = [
  ...['_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV', 'AWS_ACCESS_KEY'],
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'LAMBDA_TASK_ROOT', 'LAMBDA_RUNTIME_DIR'],
  ...['FUNCTION_NAME', 'FUNCTION_MEMORY_SIZE', 'FUNCTION_VERSION', 'INITIALIZATION_TYPE', 'LOG_GROUP_NAME'].map(
    (name) => `AWS_LAMBDA_${name}`,
  ),
  ...['AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_RUNTIME_API'],
];

const IN_PUBLIC: Reason = {
  code: 'function/in-public-subnets',
  allowed: 'must be private: a function has no public address, and so no route to the internet from a public subnet',
  fix: 'give it private subnets',
};

/** Problems of a function that Lambda or IAM would report minutes later, or never. */
export function functionProblems(scope: Construct, props: ServiceFunctionProps): Array<Problem | undefined> {
  return [
    ...sizeProblems(props),
    ...nameProblems(scope, props),
    ...subnetProblems(Stack.of(scope), props),
    ...ownerProblems(props),
    ...internalServiceProblems(props),
    ...secretPlaceProblems(Stack.of(scope), props),
    ...variableProblems(variablesWithOwners(props)),
    ...retentionProblems(props),
  ];
}

function sizeProblems({ timeout, memory, reservedConcurrency }: ServiceFunctionProps): Array<Problem | undefined> {
  const seconds = secondsOf(timeout);
  const mebibytes = mebibytesOf(memory);
  return [
    problemIf(seconds !== undefined && !isWhole(seconds, 1, 900), {
      code: 'function/not-a-timeout',
      prop: 'timeout',
      value: `${seconds} seconds`,
      allowed: 'must be a whole number of seconds from 1 to 900: Lambda ends each invocation after 15 minutes',
      fix: 'give such a time, or run longer work as a StandaloneTask or on Fargate',
    }),
    problemIf(mebibytes !== undefined && !isWhole(mebibytes, 128, 10240), {
      code: 'function/not-a-memory-size',
      prop: 'memory',
      value: `${mebibytes} MiB`,
      allowed: 'must be a whole number of MiB from 128 to 10240',
      fix: 'give such a size, as Size.mebibytes(512)',
    }),
    problemIf(
      reservedConcurrency !== undefined &&
        !Token.isUnresolved(reservedConcurrency) &&
        !isWhole(reservedConcurrency, 1, Number.MAX_SAFE_INTEGER),
      {
        code: 'function/not-a-concurrency',
        prop: 'reservedConcurrency',
        value: reservedConcurrency,
        allowed: 'must be a whole number, at least 1: with 0 Lambda refuses every invocation',
        fix: 'give such a number, or leave it out',
      },
    ),
  ];
}

function secondsOf(timeout: Duration | undefined): number | undefined {
  return timeout?.isUnresolved() ? undefined : timeout?.toSeconds({ integral: false });
}

function mebibytesOf(memory: Size | undefined): number | undefined {
  return memory === undefined || memory.isUnresolved() ? undefined : memory.toKibibytes() / 1024;
}

function nameProblems(scope: Construct, props: ServiceFunctionProps): Array<Problem | undefined> {
  const name = functionNameOf(scope, props);
  const isName = /^[\w-]{1,64}$/.test(name);
  const before = isName ? claimUnique(scope, ['function/name', ...regionalHomeOf(scope), name], scope) : undefined;
  return [
    problemIf(!isName, {
      code: 'function/not-a-name',
      prop: 'functionName',
      value: name,
      allowed: 'must be 1 to 64 letters, digits, hyphens and underscores',
      fix: 'choose such a name, or leave it out',
    }),
    problemIf(before !== undefined, {
      code: 'function/name-taken',
      prop: 'functionName',
      value: name,
      allowed: `must be unique in an account and region, and ${before} has that name`,
      fix: 'give one of the two another name',
    }),
  ];
}

function subnetProblems(stack: Stack, { vpc, vpcSubnets }: ServiceFunctionProps): Array<Problem | undefined> {
  if (vpc === undefined) {
    return [
      problemIf(vpcSubnets !== undefined, {
        code: 'function/subnets-without-vpc',
        prop: 'vpcSubnets',
        value: 'given',
        allowed: "cannot be given without 'vpc': the function would be in no subnet",
        fix: "pass 'vpc', or leave it out",
      }),
    ];
  }
  const subnets = tasksOf({ vpc, taskSubnets: vpcSubnets });
  return [
    vpcProblem(stack, vpc),
    tooFewSubnets('vpcSubnets', subnets, 'an Availability Zone can fail as a whole'),
    ...inWrongSubnets('vpcSubnets', subnets, vpc.publicSubnets, IN_PUBLIC),
  ];
}

/** Service Connect resolves its names for tasks of services alone. */
function internalServiceProblems({ uses = [] }: ServiceFunctionProps): Problem[] {
  return uses
    .filter((use) => 'serviceConnectName' in use)
    .map((use) => ({
      code: 'function/internal-service',
      prop: 'uses',
      value: Construct.isConstruct(use) ? use.node.path : 'an IInternalService',
      allowed: 'cannot be an internal service: a function does not resolve a name of Service Connect',
      fix: 'leave it out, and call the service by a load balancer',
    }));
}

function variableProblems(variables: FunctionVariable[]): Array<Problem | undefined> {
  const bytes = variables
    .map(({ name, value }) => Buffer.byteLength(name) + (Token.isUnresolved(value) ? 0 : Buffer.byteLength(value)))
    .reduce((sum, size) => sum + size, 0);
  return [
    ...variables.map(nameProblem),
    ...variables.map((variable, index) => {
      const before = variables.slice(0, index).find(({ name }) => name === variable.name);
      return problemIf(before !== undefined, {
        code: 'function/variable-twice',
        prop: variable.prop,
        value: variable.name,
        allowed: `cannot be a variable of ${before?.owner} too: one of the two would be lost`,
        fix: "rename the variable in one of 'uses' by 'ServiceBinding.withNames()', or remove it from one of the two",
      });
    }),
    problemIf(bytes > ENVIRONMENT_LIMIT, {
      code: 'function/environment-too-large',
      prop: 'environment',
      value: `${bytes} bytes`,
      allowed: `must be ${ENVIRONMENT_LIMIT} bytes at most, names and values together, with those of 'settings' and 'uses'`,
      fix: 'put long values into parameters, or into the code',
    }),
  ];
}

function nameProblem({ name, prop }: FunctionVariable): Problem | undefined {
  return problemIf(RESERVED.includes(name) || !/^[A-Za-z]\w+$/.test(name), {
    code: 'function/not-a-variable',
    prop,
    value: name,
    allowed: RESERVED.includes(name)
      ? 'cannot be a variable that Lambda sets itself'
      : 'must be letters, digits and underscores, two at least, with a letter first',
    fix: 'write it like "LOG_LEVEL"',
  });
}
