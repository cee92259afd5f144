"""A composite alarm loses ActionsSuppressor and its two periods.

Patched, they can be read and have effect: no action while the suppressor is in ALARM, while the alarm waits for it,
and while the extension period lasts after it. Then the alarm acts if its state is not that of its last actions.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_CompositeAlarm.html"""

import time

from .. import ticks
from ..alarm_clock import lasts
from ..shapes import Properties
from ..wrapping import after

NEEDS = {'ministack.services.cloudwatch': ('_composite_alarms', '_dispatch_alarm_actions', '_rule_alarm_state')}

_FIELDS = ('ActionsSuppressor', 'ActionsSuppressorExtensionPeriod', 'ActionsSuppressorWaitPeriod')


class Suppressed:
    """A composite alarm with a suppressor."""

    def __init__(self, acted: str) -> None:
        self.acted = acted  # the state of its last actions
        self.reason = ''
        self.since = 0.0  # when it went into ALARM
        self.suppressor_seen = float('-inf')  # when the suppressor was last in ALARM

    def by(self, alarm: Properties, suppressor: str | None, now: float) -> str | None:
        """What suppresses the actions now."""
        if suppressor == 'ALARM':
            self.suppressor_seen = now
            return 'Alarm'
        if now - self.suppressor_seen < lasts(alarm.get(_FIELDS[1]) or 0):
            return 'ExtensionPeriod'
        if alarm['StateValue'] == 'ALARM' and now - self.since < lasts(alarm.get(_FIELDS[2]) or 0):
            return 'WaitPeriod'
        return None


def install() -> None:
    from ministack.services import cloudwatch

    known: dict[str, Suppressed] = {}  # by the ARN of the alarm
    native = cloudwatch._dispatch_alarm_actions

    def patch(name: str, properties: Properties, old: Properties | None) -> None:
        kept = cloudwatch._composite_alarms[name]
        if old is None:
            known.pop(kept['AlarmArn'], None)  # of a deleted alarm with the same name
        for field in _FIELDS:
            kept.pop(field, None)
            if field in properties:
                kept[field] = properties[field]

    def dispatch(alarm: Properties, old: str, new: str, reason: str) -> None:
        if 'ActionsSuppressor' not in alarm:
            native(alarm, old, new, reason)
            return
        suppressed = known.setdefault(alarm['AlarmArn'], Suppressed(old))
        suppressed.reason = reason
        if new == 'ALARM':
            suppressed.since = time.time()
        act_unless_suppressed(alarm, suppressed)

    def act_unless_suppressed(alarm: Properties, suppressed: Suppressed) -> None:
        by = suppressed.by(alarm, cloudwatch._rule_alarm_state(alarm['ActionsSuppressor']), time.time())
        state = alarm['StateValue']
        if state == suppressed.acted or by is None:
            alarm.pop('ActionsSuppressedBy', None)
        else:
            alarm['ActionsSuppressedBy'] = by
        if state != suppressed.acted and by is None:
            old, suppressed.acted = suppressed.acted, state
            native(alarm, old, state, suppressed.reason)

    def look(name: str) -> None:
        alarm = cloudwatch._composite_alarms[name]
        if 'ActionsSuppressor' in alarm:
            suppressed = known.setdefault(alarm['AlarmArn'], Suppressed(alarm['StateValue']))
            act_unless_suppressed(alarm, suppressed)

    cloudwatch._dispatch_alarm_actions = dispatch
    ticks.each_second(lambda: ticks.in_scopes(list(cloudwatch._composite_alarms._data), look))
    after('AWS::CloudWatch::CompositeAlarm', patch)
