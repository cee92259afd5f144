"""AWS Backup lists no recovery points. A backup of a DB instance is no snapshot of RDS, and nothing is copied.

https://docs.aws.amazon.com/aws-backup/latest/devguide/recovery-points.html
"""

import json
import time
from typing import Any

from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.backup': (
        '_describe_recovery_point',
        '_jobs',
        '_list_copy_jobs',
        '_list_recovery_points_by_vault',
        '_not_found',
        '_ok',
        '_paginate',
        '_start_job',
        'handle_request',
    ),
    'ministack.services.rds': ('_create_snapshot_internal', '_resolve_instance', '_snapshots'),
    'ministack.core.responses': ('AccountRegionScopedDict', 'get_account_id', 'get_region', 'new_uuid'),
}

_TYPES = {'rds': 'RDS', 's3': 'S3', 'dynamodb': 'DynamoDB', 'elasticfilesystem': 'EFS'}


def install() -> None:
    from ministack.core.responses import AccountRegionScopedDict
    from ministack.services import backup

    points, copies = AccountRegionScopedDict(), AccountRegionScopedDict()
    start, native = backup._start_job, backup.handle_request

    def started(body: Properties) -> Response:
        answer: Response = start(body)
        if answer[0] != 200:
            return answer
        job = backup._jobs[json.loads(answer[2])['BackupJobId']]
        job['RecoveryPointArn'] = _snapshot(job) or job['RecoveryPointArn']
        points[job['RecoveryPointArn']] = _point(job, body)
        return backup._ok(json.loads(answer[2]) | {'RecoveryPointArn': job['RecoveryPointArn']})

    def listed(vault: str, query: Properties) -> Response:
        found = [one for one in points.values() if one['BackupVaultName'] == vault]
        for name, field in (('resourceArn', 'ResourceArn'), ('resourceType', 'ResourceType')):
            found = [one for one in found if not query.get(name) or one[field] == query[name]]
        return _newest_first(found, query)

    def described(vault: str, arn: str) -> Response:
        point = points.get(arn)
        if point is None or point['BackupVaultName'] != vault:
            return backup._not_found(f"Recovery point '{arn}' not found.")
        return backup._ok(point)

    def copied(body: Properties) -> Response:
        point = points.get(body['RecoveryPointArn'])
        if point is None:
            return backup._not_found(f"Recovery point '{body['RecoveryPointArn']}' not found.")
        job, copy = _copy(point, body)
        copies[job['CopyJobId']] = job
        _, _, _, region, account, _, _ = body['DestinationBackupVaultArn'].split(':')
        points.set_scoped(account, region, copy['RecoveryPointArn'], copy)
        return backup._ok({'CopyJobId': job['CopyJobId'], 'CreationDate': job['CreationDate'], 'IsParent': False})

    async def handle_request(method: str, path: str, headers: dict[str, str], body: bytes, query: Any) -> Any:
        if method == 'PUT' and path.rstrip('/') == '/copy-jobs':
            return copied(json.loads(body))
        return await native(method, path, headers, body, query)

    backup._start_job = started
    backup._list_recovery_points_by_vault = listed
    backup._describe_recovery_point = described
    backup._list_copy_jobs = lambda query: backup._paginate(list(copies.values()), query, 'CopyJobs')
    backup.handle_request = handle_request


def _snapshot(job: Properties) -> str | None:
    """The ARN of the snapshot that a backup of a DB instance is; None for another resource."""
    from ministack.services import rds

    arn = job['ResourceArn']
    instance = rds._resolve_instance(arn) if ':db:' in arn else None
    if instance is None:
        return None
    snapshot = rds._create_snapshot_internal(f'awsbackup:job-{job["BackupJobId"]}', instance)
    snapshot['SnapshotType'] = 'awsbackup'
    return str(snapshot['DBSnapshotArn'])


def _point(job: Properties, body: Properties) -> Properties:
    names = ('BackupVaultName', 'BackupVaultArn', 'ResourceArn', 'IamRoleArn', 'RecoveryPointArn', 'BackupSizeInBytes')
    return {
        **{name: job[name] for name in names},
        'CompletionDate': time.time(),
        'CreationDate': time.time(),
        'IsEncrypted': True,
        'Lifecycle': body.get('Lifecycle', {}),
        'ResourceType': _TYPES.get(job['ResourceArn'].split(':')[2], ''),
        'Status': 'COMPLETED',
    }


def _copy(point: Properties, body: Properties) -> tuple[Properties, Properties]:
    """A job that has copied a recovery point, and the copy: of a DB instance, a snapshot in the other region."""
    from ministack.core.responses import new_uuid

    vault = body['DestinationBackupVaultArn']
    _, _, _, region, account, _, name = vault.split(':')
    job = {
        'CopyJobId': new_uuid(),
        'CreationDate': time.time(),
        'DestinationBackupVaultArn': vault,
        'IamRoleArn': body['IamRoleArn'],
        'ResourceArn': point['ResourceArn'],
        'ResourceType': point['ResourceType'],
        'SourceBackupVaultArn': point['BackupVaultArn'],
        'SourceRecoveryPointArn': point['RecoveryPointArn'],
        'State': 'COMPLETED',
    }
    service = 'backup' if ':recovery-point:' in point['RecoveryPointArn'] else 'rds'
    prefix = f'arn:aws:{service}:{region}:{account}'
    arn = f'{prefix}:recovery-point:{job["CopyJobId"]}'
    if service == 'rds':
        arn = f'{prefix}:snapshot:awsbackup:copyjob-{job["CopyJobId"]}'
        _copy_snapshot(point['RecoveryPointArn'], arn)
    job['DestinationRecoveryPointArn'] = arn
    own = {'RecoveryPointArn': arn, 'BackupVaultArn': vault, 'BackupVaultName': name, 'CreationDate': time.time()}
    return job, point | own | {'SourceBackupVaultArn': point['BackupVaultArn'], 'Lifecycle': body.get('Lifecycle', {})}


def _copy_snapshot(source: str, target: str) -> None:
    from ministack.services import rds

    from ..servers import snapshots

    found = rds._snapshots.get(source.split(':snapshot:')[1])
    if found is None:
        return
    _, _, _, region, account, _, *name = target.split(':')
    identifier = ':'.join(name)
    record = found | {'DBSnapshotIdentifier': identifier, 'DBSnapshotArn': target}
    rds._snapshots.set_scoped(account, region, identifier, record)
    snapshots.copy(source, target)


def _newest_first(points: list[Properties], query: Properties) -> Response:
    from ministack.services import backup

    answer: Response = backup._paginate(
        sorted(points, key=lambda one: -float(one['CreationDate'])), query, 'RecoveryPoints'
    )
    return answer
