"""AWS::CloudWatch::CompositeAlarm"""

from ministack.core.responses import get_account_id, get_region

from ..calls import client, pick
from ..generated_name import generated_name

TYPE = 'AWS::CloudWatch::CompositeAlarm'
REPLACES = ('AlarmName',)
_PUT = (
    'ActionsEnabled',
    'ActionsSuppressor',
    'ActionsSuppressorExtensionPeriod',
    'ActionsSuppressorWaitPeriod',
    'AlarmActions',
    'AlarmDescription',
    'AlarmRule',
    'InsufficientDataActions',
    'OKActions',
)


def create(logical_id, properties, stack):
    name = properties.get('AlarmName') or generated_name(stack, logical_id, 255)
    return _put(name, {**pick(properties, *_PUT, 'Tags')})


def update(name, old, new, stack):
    return _put(name, pick(new, *_PUT))


def delete(name, properties):
    client('cloudwatch').delete_alarms(AlarmNames=[name])


def _put(name, asked):
    client('cloudwatch').put_composite_alarm(AlarmName=name, **asked)
    return name, {'Arn': f'arn:aws:cloudwatch:{get_region()}:{get_account_id()}:alarm:{name}'}
