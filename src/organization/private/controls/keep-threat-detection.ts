import { Control, deny, maintainedBy, otherThan } from './deny';
import { MaintainedControlOptions } from '../../maintained-control-options';

/** Switching detection off, or leaving the account that collects findings. */
const SWITCHED_OFF = [
  'guardduty:DeleteDetector',
  'guardduty:DeleteMembers',
  'guardduty:DeletePublishingDestination',
  'guardduty:DisassociateFromAdministratorAccount',
  'guardduty:DisassociateFromMasterAccount',
  'guardduty:DisassociateMembers',
  'guardduty:StopMonitoringMembers',
  'securityhub:DeleteAggregatorV2',
  'securityhub:DeleteFindingAggregator',
  'securityhub:DeleteMembers',
  'securityhub:DisableSecurityHub',
  'securityhub:DisableSecurityHubV2',
  'securityhub:DisassociateFromAdministratorAccount',
  'securityhub:DisassociateFromMasterAccount',
  'securityhub:DisassociateMembers',
];

/** Settings by which less would be detected, or findings hidden. */
const SETTINGS = [
  'guardduty:ArchiveFindings',
  'guardduty:CreateFilter',
  'guardduty:CreateIPSet',
  'guardduty:CreateTrustedEntitySet',
  'guardduty:DeleteThreatEntitySet',
  'guardduty:DeleteThreatIntelSet',
  'guardduty:UpdateDetector',
  'guardduty:UpdateFilter',
  'guardduty:UpdateIPSet',
  'guardduty:UpdateMalwareScanSettings',
  'guardduty:UpdateMemberDetectors',
  'guardduty:UpdateOrganizationConfiguration',
  'guardduty:UpdatePublishingDestination',
  'guardduty:UpdateThreatEntitySet',
  'guardduty:UpdateThreatIntelSet',
  'guardduty:UpdateTrustedEntitySet',
  'securityhub:BatchDisableStandards',
  'securityhub:BatchUpdateAutomationRules',
  'securityhub:CreateAutomationRule',
  'securityhub:CreateAutomationRuleV2',
  // A policy of central configuration disables Security Hub in every account at once.
  'securityhub:DeleteConfigurationPolicy',
  'securityhub:DisableImportFindingsForProduct',
  'securityhub:DisableSecurityHubFeatureV2',
  'securityhub:StartConfigurationPolicyAssociation',
  'securityhub:StartConfigurationPolicyDisassociation',
  'securityhub:UpdateAggregatorV2',
  'securityhub:UpdateAutomationRuleV2',
  'securityhub:UpdateConfigurationPolicy',
  'securityhub:UpdateFindingAggregator',
  'securityhub:UpdateOrganizationConfiguration',
  'securityhub:UpdateSecurityControl',
  'securityhub:UpdateSecurityHubConfiguration',
  'securityhub:UpdateStandardsControl',
];

/** GuardDuty and Security Hub stay on. */
export function keepThreatDetection({ maintainerRoleArns = [] }: MaintainedControlOptions): Control {
  return {
    description:
      'No principal, root user included, disables GuardDuty or Security Hub, or takes an account out of them. ' +
      maintainedBy('changes what they detect, or hides findings by a rule', maintainerRoleArns),
    statements: [
      deny('KeepThreatDetection', SWITCHED_OFF),
      deny('KeepThreatDetectionSettings', SETTINGS, { conditions: otherThan(maintainerRoleArns) }),
    ],
  };
}
