"""AWS::CloudWatch::CompositeAlarm"""

from ministack.core.responses import get_account_id, get_region

from ..calls import client, pick
from ..generated_name import generated_name
from ..shapes import Created, Properties

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


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    name = properties.get('AlarmName') or generated_name(stack, logical_id, 255)
    return _put(name, {**pick(properties, *_PUT, 'Tags')})


def update(name: str, old: Properties, new: Properties, stack: str) -> Created:
    return _put(name, pick(new, *_PUT))


def delete(name: str, properties: Properties) -> None:
    client('cloudwatch').delete_alarms(AlarmNames=[name])


def _put(name: str, asked: Properties) -> Created:
    client('cloudwatch').put_composite_alarm(AlarmName=name, **asked)
    return name, {'Arn': f'arn:aws:cloudwatch:{get_region()}:{get_account_id()}:alarm:{name}'}
