import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AllowedRegionsOptions } from './allowed-regions-options';
import { KeepBaselineOptions } from './keep-baseline-options';
import { KeepLogsOptions } from './keep-logs-options';
import { MaintainedControlOptions } from './maintained-control-options';
import {
  baselineProblems,
  maintainerProblems,
  logsProblems,
  regionProblems,
  statementProblems,
} from './private/control-problems';
import { allowedRegions } from './private/controls/allowed-regions';
import { Control } from './private/controls/deny';
import { denyPublicAccess } from './private/controls/deny-public-access';
import { denyRootUser } from './private/controls/deny-root-user';
import { keepBaseline } from './private/controls/keep-baseline';
import { keepLogs } from './private/controls/keep-logs';
import { keepThreatDetection } from './private/controls/keep-threat-detection';
import { requireEncryption } from './private/controls/require-encryption';
import { stayInOrganization } from './private/controls/stay-in-organization';
import { ServiceControlOptions } from './service-control-options';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { instance, listOf, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';

const MAINTAINED = { maintainerRoleArns: TEXTS };

/**
 * What no principal of a member account does, its root user and its administrators included: statements of a service control
 * policy, and a sentence for reviewers. It limits neither the management account nor service-linked roles.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * @example
 * import { ServiceControl } from 'rl-bank-constructs/organization';
 *
 * const controls = [
 *   ServiceControl.keepLogs({ bucketNames: ['acme-log-archive'], logGroupPrefixes: ['/audit/'] }),
 *   ServiceControl.keepThreatDetection(),
 *   ServiceControl.allowedRegions(['eu-central-1', 'eu-west-1']),
 * ];
 */
export class ServiceControl {
  /**
   * Keeps trails, the archive and chosen log groups.
   * @param options the archive, and who changes its settings
   */
  public static keepLogs(options: KeepLogsOptions): ServiceControl {
    const place = 'ServiceControl.keepLogs';
    requireProps(place, options, { bucketNames: true });
    const texts = { bucketNames: TEXTS, logGroupPrefixes: TEXTS, trailNames: TEXTS, keyArns: TEXTS };
    requireTypes(place, options, { ...texts, ...MAINTAINED });
    throwOnProblems(place, ...logsProblems(options), ...maintainerProblems(options));
    return new ServiceControl(keepLogs(options));
  }

  /**
   * Keeps GuardDuty and Security Hub on, and accounts in them.
   * @param options who changes their settings
   */
  public static keepThreatDetection(options: MaintainedControlOptions = {}): ServiceControl {
    return new ServiceControl(keepThreatDetection(maintained('ServiceControl.keepThreatDetection', options)));
  }

  /** Keeps accounts in the organization, and open. */
  public static stayInOrganization(): ServiceControl {
    return new ServiceControl(stayInOrganization());
  }

  /**
   * Denies every region but these. Services without a region go on. So does, in us-east-1, what stacks with CloudFront have there
   * (certificates, web ACLs, alarms, logs), and the stacks themselves.
   * @param regions regions, such as `eu-central-1`
   * @param options roles that work in every region
   */
  public static allowedRegions(regions: string[], options: AllowedRegionsOptions = {}): ServiceControl {
    const place = 'ServiceControl.allowedRegions';
    requireArgument(place, 'regions', regions, TEXTS);
    maintained(place, options);
    throwOnProblems(place, ...regionProblems(regions));
    return new ServiceControl(allowedRegions(regions, options));
  }

  /**
   * Denies everything to the root user of a member account. Sessions of `sts:AssumeRoot`, which the management account opens for one
   * task, go on.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
   */
  public static denyRootUser(): ServiceControl {
    return new ServiceControl(denyRootUser());
  }

  /** Denies new stores without encryption at rest, where the service has a condition key for it, and S3 without TLS. */
  public static requireEncryption(): ServiceControl {
    return new ServiceControl(requireEncryption());
  }

  /**
   * Denies giving data to the public, and lifting the blocks against it.
   * @param options who changes the blocks, and shares database snapshots
   */
  public static denyPublicAccess(options: MaintainedControlOptions = {}): ServiceControl {
    return new ServiceControl(denyPublicAccess(maintained('ServiceControl.denyPublicAccess', options)));
  }

  /**
   * Keeps what a StackSet has made in each account, its roles, and the role by which the management account enters.
   * @param options names of these roles
   */
  public static keepBaseline(options: KeepBaselineOptions = {}): ServiceControl {
    const place = 'ServiceControl.keepBaseline';
    requireTypes(place, options, { roleNames: TEXTS, accessRoleName: TEXT });
    throwOnProblems(place, ...baselineProblems(options));
    return new ServiceControl(keepBaseline(options));
  }

  /**
   * A control of your own.
   * @param options its sentence and its statements
   */
  public static of(options: ServiceControlOptions): ServiceControl {
    const place = 'ServiceControl.of';
    requireProps(place, options, { description: true, statements: true });
    const statement = instance('a PolicyStatement', 'toStatementJson');
    requireTypes(place, options, { description: TEXT, statements: listOf(statement) });
    throwOnProblems(place, ...statementProblems(options));
    return new ServiceControl(options);
  }

  /** What it denies, in sentences for reviewers. */
  public readonly description: string;

  /** Statements of the policy. */
  public readonly statements: PolicyStatement[];

  private constructor({ description, statements }: Control) {
    this.description = description;
    this.statements = statements;
  }
}

function maintained(place: string, options: MaintainedControlOptions): MaintainedControlOptions {
  requireTypes(place, options, MAINTAINED);
  throwOnProblems(place, ...maintainerProblems(options));
  return options;
}
