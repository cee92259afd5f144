"""AWS::ElastiCache::ServerlessCache: its endpoint is a name where no server listens."""

from ..calls import client, pick, unless
from ..shapes import Created, Properties

TYPE = 'AWS::ElastiCache::ServerlessCache'
REPLACES = ('KmsKeyId', 'NetworkType', 'ServerlessCacheName', 'SnapshotArnsToRestore', 'SubnetIds')
_CHANGED = (
    'CacheUsageLimits',
    'DailySnapshotTime',
    'Description',
    'Engine',
    'MajorEngineVersion',
    'SecurityGroupIds',
    'SnapshotRetentionLimit',
    'UserGroupId',
)


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    return _answer(
        client('elasticache').create_serverless_cache(**pick(properties, *_CHANGED, *REPLACES, 'Tags'))[
            'ServerlessCache'
        ]
    )


def update(name: str, old: Properties, new: Properties, stack: str) -> Created:
    asked = {key: new[key] for key in _CHANGED if key in new and new.get(key) != old.get(key)}
    if asked.get('Engine') or asked.get('MajorEngineVersion'):
        asked.update(pick(new, 'Engine', 'MajorEngineVersion'))
    if 'UserGroupId' in old and 'UserGroupId' not in new:
        asked['RemoveUserGroup'] = True
    cache = client('elasticache').modify_serverless_cache(ServerlessCacheName=name, **asked)['ServerlessCache']
    return _answer(cache)


def delete(name: str, properties: Properties) -> None:
    with unless('ServerlessCacheNotFound', 'ServerlessCacheNotFoundFault'):
        client('elasticache').delete_serverless_cache(ServerlessCacheName=name)


def _answer(cache: Properties) -> Created:
    attributes = {
        'ARN': cache['ARN'],
        'FullEngineVersion': cache.get('FullEngineVersion', ''),
        'Status': cache['Status'],
    }
    for endpoint in ('Endpoint', 'ReaderEndpoint'):
        place = cache.get(endpoint) or {}
        attributes[f'{endpoint}.Address'] = place.get('Address', '')
        attributes[f'{endpoint}.Port'] = str(place.get('Port', ''))
    return cache['ServerlessCacheName'], attributes
