import { AlarmBase, CfnAlarmMuteRule } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { chunked } from '../../../core/private/checks/values';
import type { MaintenanceWindow } from '../../maintenance-window';

/** CloudWatch's limit for alarms of a mute rule. */
const MOST_ALARMS = 100;

/** Creates mute rules for the notifying alarms, one set per maintenance window. */
export function muteAlarmsDuring(scope: Construct, windows: MaintenanceWindow[], notifying: AlarmBase[]): void {
  const parent = new Construct(scope, 'PlannedWindows');
  windows.forEach(({ start, duration, timezone }, index) => {
    const ofWindow = new Construct(parent, String(index + 1));
    chunked(notifying, MOST_ALARMS).forEach((muted, part) => {
      new CfnAlarmMuteRule(ofWindow, String(part + 1), {
        description: 'Planned work: the alarms do not notify',
        muteTargets: { alarmNames: muted.map(({ alarmName }) => alarmName) },
        rule: { schedule: { expression: start, duration: duration.toIsoString(), timezone: timezone ?? 'UTC' } },
      });
    });
  });
}
