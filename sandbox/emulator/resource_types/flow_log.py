"""AWS::EC2::FlowLog: stored, and writes no record: the emulator passes no packet on."""

from ..calls import client, pick
from ..shapes import Created, Properties

TYPE = 'AWS::EC2::FlowLog'
REPLACES = (
    'DeliverCrossAccountRole',
    'DeliverLogsPermissionArn',
    'DestinationOptions',
    'LogDestination',
    'LogDestinationType',
    'LogFormat',
    'LogGroupName',
    'MaxAggregationInterval',
    'ResourceId',
    'ResourceType',
    'TagFieldSpecifications',
    'TrafficType',
)


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    asked = pick(properties, 'ResourceType', 'TrafficType', 'LogDestinationType', 'LogDestination', 'LogGroupName')
    (made,) = client('ec2').create_flow_logs(ResourceIds=[properties['ResourceId']], **asked)['FlowLogIds']
    return made, {'Id': made}


def update(flow_log: str, old: Properties, new: Properties, stack: str) -> Created:
    return flow_log, {'Id': flow_log}  # tags alone stay, and nothing reads them


def delete(flow_log: str, properties: Properties) -> None:
    client('ec2').delete_flow_logs(FlowLogIds=[flow_log])
