"""CloudFormation refuses an alarm on metric math, and the API loses its metrics."""

import time

from ..calls import client
from ..generated_name import generated_name
from ..metric_math import Unsupported
from ..shapes import Created, Properties
from .alarm_evaluation import values_of

NEEDS = {
    'ministack.services.cloudformation.provisioners': ('_RESOURCE_HANDLERS',),
    'ministack.services.cloudwatch': ('_alarms', '_evaluate_alarm'),
}

_TYPE = 'AWS::CloudWatch::Alarm'


def install() -> set[str]:
    from ministack.core.responses import get_account_id, get_region
    from ministack.services import cloudwatch
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS[_TYPE]

    def put(name: str, properties: Properties) -> Created:
        try:
            values_of(properties, time.time())
        except Unsupported as unknown:
            raise ValueError(f'{unknown} is not known: add it to sandbox/emulator/metric_math.py') from None
        asked = {key: value for key, value in properties.items() if key not in ('AlarmName', 'Tags')}
        client('cloudwatch').put_metric_alarm(AlarmName=name, **asked)
        cloudwatch._alarms[name]['Metrics'] = properties['Metrics']
        cloudwatch._evaluate_alarm(cloudwatch._alarms[name])
        return name, {'Arn': f'arn:aws:cloudwatch:{get_region()}:{get_account_id()}:alarm:{name}'}

    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        if 'Metrics' not in properties:
            return handlers['create'](logical_id, properties, stack)
        return put(properties.get('AlarmName') or generated_name(stack, logical_id, 255), properties)

    def update(name: str, old: Properties, new: Properties, stack: str, *logical_id: str) -> Created:
        if 'Metrics' not in new:
            return handlers['update'](name, old, new, stack, *logical_id)
        return put(new.get('AlarmName') or name, new)

    provisioners._RESOURCE_HANDLERS[_TYPE] = {**handlers, 'create': create, 'update': update}
    return {_TYPE}
