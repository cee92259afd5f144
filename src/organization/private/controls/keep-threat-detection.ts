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
  'securityhub:DeleteFindingAggregator',
  'securityhub:DeleteMembers',
  'securityhub:DisableSecurityHub',
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
  'guardduty:UpdateDetector',
  'guardduty:UpdateFilter',
  'guardduty:UpdateIPSet',
  'guardduty:UpdateMalwareScanSettings',
  'guardduty:UpdateMemberDetectors',
  'guardduty:UpdateOrganizationConfiguration',
  'guardduty:UpdatePublishingDestination',
  'guardduty:UpdateTrustedEntitySet',
  'securityhub:BatchDisableStandards',
  'securityhub:BatchUpdateAutomationRules',
  'securityhub:CreateAutomationRule',
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
      maintainedBy('changes what they detect and show', maintainerRoleArns),
    statements: [
      deny('KeepThreatDetection', SWITCHED_OFF),
      deny('KeepThreatDetectionSettings', SETTINGS, { conditions: otherThan(maintainerRoleArns) }),
    ],
  };
}
