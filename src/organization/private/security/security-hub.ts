import { Stack } from 'aws-cdk-lib';
import {
  CfnConfigurationPolicy,
  CfnFindingAggregator,
  CfnHub,
  CfnOrganizationConfiguration,
  CfnPolicyAssociation,
} from 'aws-cdk-lib/aws-securityhub';
import { Construct } from 'constructs';
import type { SecurityToolingProps } from '../../security-tooling';

const BEST_PRACTICES = ['aws-foundational-security-best-practices/v/1.0.0'];

/**
 * Security Hub with central configuration: one policy enables it with its standards in every account and region, those to come
 * included. Each step needs the one before it.
 */
export function securityHub(scope: Construct, regions: string[], props: SecurityToolingProps): void {
  const { partition, region } = Stack.of(scope);
  const [, ...linked] = regions;
  const hub = new CfnHub(scope, 'Hub', { enableDefaultStandards: false, controlFindingGenerator: 'SECURITY_CONTROL' });
  const aggregator = new CfnFindingAggregator(scope, 'FindingAggregator', {
    // Central configuration needs an aggregator, and CloudFormation knows none of one region.
    ...(linked.length > 0
      ? { regionLinkingMode: 'SPECIFIED_REGIONS', regions: linked }
      : { regionLinkingMode: 'ALL_REGIONS' }),
  });
  const central = new CfnOrganizationConfiguration(scope, 'CentralConfiguration', {
    configurationType: 'CENTRAL',
    autoEnable: false, // the policy enables accounts
    autoEnableStandards: 'NONE',
  });
  const standards = [...(props.standards ?? BEST_PRACTICES)].sort();
  const policy = new CfnConfigurationPolicy(scope, 'HubPolicy', {
    name: 'organization',
    description: 'Security Hub in every account and region of the organization',
    configurationPolicy: {
      securityHub: {
        serviceEnabled: true,
        enabledStandardIdentifiers: standards.map((it) => `arn:${partition}:securityhub:${region}::standards/${it}`),
        securityControlsConfiguration: { disabledSecurityControlIdentifiers: [] },
      },
    },
  });
  new CfnPolicyAssociation(scope, 'HubPolicyOfRoot', {
    configurationPolicyId: policy.attrId,
    targetType: 'ROOT',
    targetId: props.organization.rootId,
  });
  aggregator.node.addDependency(hub);
  central.node.addDependency(aggregator);
  policy.node.addDependency(central);
}
