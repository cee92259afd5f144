"""AWS::Route53::HealthCheck: stored, and checked only when GetHealthCheckStatus asks."""

import uuid

from ..calls import client, unless
from ..shapes import Created, Properties

TYPE = 'AWS::Route53::HealthCheck'
REPLACES = ()
_FIXED = ('Type', 'RequestInterval', 'MeasureLatency', 'RoutingControlArn')


def create(logical_id: str | None, properties: Properties, stack: str) -> Created:
    route53 = client('route53')
    made = route53.create_health_check(
        CallerReference=str(uuid.uuid4()), HealthCheckConfig=properties['HealthCheckConfig']
    )['HealthCheck']['Id']
    if properties.get('HealthCheckTags'):
        _tag(made, [], properties['HealthCheckTags'])
    return made, {'HealthCheckId': made}


def update(check: str, old: Properties, new: Properties, stack: str) -> Created:
    before, after = old['HealthCheckConfig'], new['HealthCheckConfig']
    if any(before.get(key) != after.get(key) for key in _FIXED):
        return create(None, new, stack)  # CloudFormation deletes the old id in its clean-up
    changed = {key: value for key, value in after.items() if key not in _FIXED}
    reset = [
        key for key in ('FullyQualifiedDomainName', 'Regions', 'ResourcePath') if key in before and key not in after
    ]
    if reset:
        changed['ResetElements'] = reset
    client('route53').update_health_check(HealthCheckId=check, **changed)
    _tag(check, old.get('HealthCheckTags', []), new.get('HealthCheckTags', []))
    return check, {'HealthCheckId': check}


def delete(check: str, properties: Properties) -> None:
    with unless('NoSuchHealthCheck'):
        client('route53').delete_health_check(HealthCheckId=check)


def _tag(check: str, old: list[dict[str, str]], new: list[dict[str, str]]) -> None:
    gone = sorted({tag['Key'] for tag in old} - {tag['Key'] for tag in new})
    asked = {**({'AddTags': new} if new else {}), **({'RemoveTagKeys': gone} if gone else {})}
    if asked:
        client('route53').change_tags_for_resource(ResourceType='healthcheck', ResourceId=check, **asked)
