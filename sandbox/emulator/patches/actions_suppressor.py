"""A composite alarm loses ActionsSuppressor and its two periods. Patched, they can be read, and have no effect."""

from ..shapes import Properties
from ..wrapping import after

NEEDS = {'ministack.services.cloudwatch': ('_composite_alarms',)}

_FIELDS = ('ActionsSuppressor', 'ActionsSuppressorExtensionPeriod', 'ActionsSuppressorWaitPeriod')


def install() -> None:
    from ministack.services import cloudwatch

    def patch(name: str, properties: Properties, old: Properties | None) -> None:
        kept = cloudwatch._composite_alarms[name]
        for field in _FIELDS:
            kept.pop(field, None)
            if field in properties:
                kept[field] = properties[field]

    after('AWS::CloudWatch::CompositeAlarm', patch)
