"""A composite alarm loses what keeps it quiet: ActionsSuppressor and its two periods. Patched it is read back, and not acted on."""

from ..wrapping import after

NEEDS = {'ministack.services.cloudwatch': ('_composite_alarms',)}

_FIELDS = ('ActionsSuppressor', 'ActionsSuppressorExtensionPeriod', 'ActionsSuppressorWaitPeriod')


def install():
    from ministack.services import cloudwatch

    def patch(name, properties, old):
        kept = cloudwatch._composite_alarms[name]
        for field in _FIELDS:
            kept.pop(field, None)
            if field in properties:
                kept[field] = properties[field]

    after('AWS::CloudWatch::CompositeAlarm', patch)
