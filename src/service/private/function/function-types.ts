import { Construct } from 'constructs';
import { AlarmSeverity } from '../../../core';
import { BINDING, bindingTypeProblems } from '../../../core/private/bindings/binding-types';
import { DURATION, KEY, SIZE, VPC } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { entryProblems, requireProps } from '../../../core/private/checks/required-props';
import {
  BOOLEAN,
  instance,
  listOf,
  NUMBER,
  oneOf,
  OPTIONS,
  requireTypes,
  TEXT,
  Type,
} from '../../../core/private/checks/types';
import type { ServiceFunctionProps } from '../../service-function-options';

/** A Lambda function of the library. */
export const FUNCTION = instance('an IServiceFunction', 'functionArn');

const TYPES: { [Name in keyof ServiceFunctionProps]: Type } = {
  ...{ code: instance('a Code, such as `Code.fromAsset(…)`', 'bind'), handler: TEXT },
  ...{ runtime: instance('a Runtime, such as `Runtime.NODEJS_24_X`', 'runtimeEquals') },
  ...{ vpc: VPC, vpcSubnets: OPTIONS, settings: instance('IRuntimeSettings', 'parameters') },
  ...{ uses: listOf(BINDING), environment: OPTIONS, timeout: DURATION, memory: SIZE },
  ...{ architecture: instance('an Architecture', 'dockerPlatform'), reservedConcurrency: NUMBER },
  ...{ layers: listOf(instance('an ILayerVersion', 'layerVersionArn')), tracing: BOOLEAN },
  ...{ errorSeverity: oneOf({ AlarmSeverity }), functionName: TEXT, logRetention: DURATION, logEncryptionKey: KEY },
};

/** Throws if a required prop is missing, or a prop is of another type. */
export function requireFunctionProps(scope: Construct, props: ServiceFunctionProps): void {
  requireProps(scope, props, { code: true, handler: true, runtime: true });
  requireTypes(scope, props, TYPES);
  const { uses = [], environment } = props;
  throwOnProblems(
    scope,
    ...entryProblems('environment', environment, TEXT),
    ...uses.flatMap((use, index) => bindingTypeProblems(`uses[${index}]`, use)),
  );
}
