import { Stack } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { workloadStack } from './cloud';
import { ServiceFunction, ServiceFunctionProps } from '../../src/service';

/** What a test may leave out of the properties of a function. */
export type FunctionProps = Partial<ServiceFunctionProps>;

/** What every function of a test is. */
export const CODE = {
  code: Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] });'),
  handler: 'index.handler',
  runtime: Runtime.NODEJS_24_X,
};

/** A function in no VPC, unless `props` say so. */
export function functionIn(stack: Stack = workloadStack(), props: FunctionProps = {}, id = 'Mailer'): ServiceFunction {
  return new ServiceFunction(stack, id, { ...CODE, ...props });
}
