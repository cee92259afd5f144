"""A bucket of a template loses tags, lifecycle, access logging, object ownership, encryption and object lock."""

from collections.abc import Callable
from typing import Any

from ..calls import client
from ..shapes import Client, Properties
from ..wrapping import after

NEEDS = {'ministack.services.cloudformation.provisioners': ('_RESOURCE_HANDLERS',)}

_TYPE = 'AWS::S3::Bucket'


def install() -> set[str]:
    after(_TYPE, patch)
    return {_TYPE}


def patch(bucket: str, properties: Properties, old: Properties | None) -> None:
    old = old or {}
    s3 = client('s3')
    for name, (put, drop) in _LOST.items():
        if properties.get(name):
            put(s3, bucket, properties[name])
        elif old.get(name):
            drop(s3, bucket)


def _tags(s3: Client, bucket: str, tags: list[dict[str, str]]) -> None:
    s3.put_bucket_tagging(Bucket=bucket, Tagging={'TagSet': [{'Key': t['Key'], 'Value': t['Value']} for t in tags]})


def _logging(s3: Client, bucket: str, logging: Properties) -> None:
    target = {
        'TargetBucket': logging.get('DestinationBucketName', bucket),
        'TargetPrefix': logging.get('LogFilePrefix', ''),
    }
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={'LoggingEnabled': target})


def _owner(s3: Client, bucket: str, controls: Properties) -> None:
    s3.put_bucket_ownership_controls(Bucket=bucket, OwnershipControls={'Rules': controls['Rules']})


def _lock(s3: Client, bucket: str, lock: Properties) -> None:
    made: Properties = {'ObjectLockEnabled': 'Enabled'}
    retention = lock.get('Rule', {}).get('DefaultRetention')
    if retention:
        counted = {unit: int(retention[unit]) for unit in ('Days', 'Years') if unit in retention}
        made['Rule'] = {'DefaultRetention': {'Mode': retention['Mode'], **counted}}
    s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=made)


def _no_lock(s3: Client, bucket: str) -> None:
    _lock(s3, bucket, {})  # it cannot be taken from a bucket, its default can


def _encryption(s3: Client, bucket: str, encryption: Properties) -> None:
    rules = []
    for rule in encryption['ServerSideEncryptionConfiguration']:
        by = rule.get('ServerSideEncryptionByDefault', {})
        made: Properties = {
            'ApplyServerSideEncryptionByDefault': {
                'SSEAlgorithm': by.get('SSEAlgorithm', 'AES256'),
                **({'KMSMasterKeyID': by['KMSMasterKeyID']} if 'KMSMasterKeyID' in by else {}),
            }
        }
        if 'BucketKeyEnabled' in rule:
            made['BucketKeyEnabled'] = rule['BucketKeyEnabled'] in (True, 'true')
        rules.append(made)
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={'Rules': rules})


def _lifecycle(s3: Client, bucket: str, lifecycle: Properties) -> None:
    rules = [_rule(rule, index) for index, rule in enumerate(lifecycle['Rules'])]
    s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={'Rules': rules})


def _rule(rule: Properties, index: int) -> Properties:
    made = {'ID': rule.get('Id', f'rule-{index}'), 'Status': rule['Status'], 'Filter': _filter(rule)}
    expiration = {}
    if 'ExpirationInDays' in rule:
        expiration['Days'] = int(rule['ExpirationInDays'])
    if 'ExpiredObjectDeleteMarker' in rule:
        expiration['ExpiredObjectDeleteMarker'] = rule['ExpiredObjectDeleteMarker'] in (True, 'true')
    if expiration:
        made['Expiration'] = expiration
    older = rule.get('NoncurrentVersionExpiration')
    if older:
        made['NoncurrentVersionExpiration'] = {key: int(value) for key, value in older.items()}
    elif 'NoncurrentVersionExpirationInDays' in rule:
        made['NoncurrentVersionExpiration'] = {'NoncurrentDays': int(rule['NoncurrentVersionExpirationInDays'])}
    if 'AbortIncompleteMultipartUpload' in rule:
        days = int(rule['AbortIncompleteMultipartUpload']['DaysAfterInitiation'])
        made['AbortIncompleteMultipartUpload'] = {'DaysAfterInitiation': days}
    if 'Transitions' in rule:
        made['Transitions'] = [
            {'Days': int(one['TransitionInDays']), 'StorageClass': one['StorageClass']} for one in rule['Transitions']
        ]
    return made


def _filter(rule: Properties) -> Properties:
    tags = [{'Key': tag['Key'], 'Value': tag['Value']} for tag in rule.get('TagFilters', [])]
    if not tags:
        return {'Prefix': rule.get('Prefix', '')}
    return {'And': {'Prefix': rule.get('Prefix', ''), 'Tags': tags}}


_LOST: dict[str, tuple[Callable[[Client, str, Any], None], Callable[[Client, str], Any]]] = {
    'Tags': (_tags, lambda s3, bucket: s3.delete_bucket_tagging(Bucket=bucket)),
    'LifecycleConfiguration': (_lifecycle, lambda s3, bucket: s3.delete_bucket_lifecycle(Bucket=bucket)),
    'LoggingConfiguration': (_logging, lambda s3, bucket: s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={})),
    'OwnershipControls': (_owner, lambda s3, bucket: s3.delete_bucket_ownership_controls(Bucket=bucket)),
    'ObjectLockConfiguration': (_lock, _no_lock),
    'BucketEncryption': (_encryption, lambda s3, bucket: s3.delete_bucket_encryption(Bucket=bucket)),
}
