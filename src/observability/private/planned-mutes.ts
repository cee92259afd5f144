import { AlarmBase, CfnAlarmMuteRule } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { chunked } from '../../core/private/chunked';
import type { PlannedWindow } from '../planned-window';

/** A mute rule takes no more alarms. */
const MOST_ALARMS = 100;

/** Mutes whoever calls, in each of the windows. */
export function muteDuring(scope: Construct, windows: PlannedWindow[], callers: AlarmBase[]): void {
  const place = new Construct(scope, 'PlannedWindows');
  windows.forEach(({ begins, duration, timezone }, index) => {
    const ofWindow = new Construct(place, String(index + 1));
    chunked(callers, MOST_ALARMS).forEach((muted, part) => {
      new CfnAlarmMuteRule(ofWindow, String(part + 1), {
        description: 'Work is planned: nobody is called',
        muteTargets: { alarmNames: muted.map(({ alarmName }) => alarmName) },
        rule: { schedule: { expression: begins, duration: duration.toIsoString(), timezone: timezone ?? 'UTC' } },
      });
    });
  });
}
