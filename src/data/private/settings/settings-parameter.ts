import { CfnParameter, IStringParameter, StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { parameterName } from './setting-names';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { nameMadeBy } from '../../../core/private/stacks/weak-reference';
import type { ServiceSettingsProps } from '../../service-settings';

type Props = Pick<ServiceSettingsProps, 'path' | 'existingParameters'> & { readonly value?: string };

/** A parameter with a value of the template; one that CI or a team writes is only referenced. */
export function parameterFor(scope: Construct, key: string, props: Props): IStringParameter {
  const name = parameterName(key, props.path);
  if (props.value === undefined || props.existingParameters?.includes(key)) {
    // By default the CDK adds a template parameter for the value, and deployments fail until the value is written.
    return StringParameter.fromStringParameterAttributes(scope, key, {
      parameterName: name,
      forceDynamicReference: true,
    });
  }
  const place = new Construct(scope, key);
  new CfnParameter(place, 'Resource', { name, type: 'String', value: props.value });
  return StringParameter.fromStringParameterAttributes(place, 'Parameter', {
    parameterName: nameMadeBy(topLevelStack(place), name),
    simpleName: false,
    forceDynamicReference: true,
  });
}
