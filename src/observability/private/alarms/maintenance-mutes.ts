import { AlarmBase, CfnAlarmMuteRule } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { chunked } from '../../../core/private/checks/values';
import type { MaintenanceWindow } from '../../maintenance-window';

/** A mute rule takes no more alarms. */
const MOST_ALARMS = 100;

/** Mutes whoever calls, in each of the windows. */
export function muteAlarmsDuring(scope: Construct, windows: MaintenanceWindow[], callers: AlarmBase[]): void {
  const place = new Construct(scope, 'PlannedWindows');
  windows.forEach(({ start, duration, timezone }, index) => {
    const ofWindow = new Construct(place, String(index + 1));
    chunked(callers, MOST_ALARMS).forEach((muted, part) => {
      new CfnAlarmMuteRule(ofWindow, String(part + 1), {
        description: 'Work is planned: nobody is called',
        muteTargets: { alarmNames: muted.map(({ alarmName }) => alarmName) },
        rule: { schedule: { expression: start, duration: duration.toIsoString(), timezone: timezone ?? 'UTC' } },
      });
    });
  });
}
