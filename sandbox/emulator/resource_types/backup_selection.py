"""AWS::Backup::BackupSelection: stored, and nothing is backed up."""

from ..calls import client, pick, unless
from ..shapes import Created, Properties

TYPE = 'AWS::Backup::BackupSelection'
REPLACES = ('BackupPlanId', 'BackupSelection')


def create(logical_id: str, properties: Properties, stack: str) -> Created:
    asked = properties['BackupSelection']
    selection = pick(asked, 'SelectionName', 'IamRoleArn', 'Resources', 'ListOfTags', 'NotResources', 'Conditions')
    plan = properties['BackupPlanId']
    made = client('backup').create_backup_selection(BackupPlanId=plan, BackupSelection=selection)['SelectionId']
    # CloudFormation's physical id has both.
    return f'{plan}_{made}', {'BackupPlanId': plan, 'SelectionId': made, 'Id': f'{plan}_{made}'}


def update(selection: str, old: Properties, new: Properties, stack: str) -> Created:
    plan, _, known = selection.partition('_')
    return selection, {'BackupPlanId': plan, 'SelectionId': known, 'Id': selection}  # every property replaces


def delete(selection: str, properties: Properties) -> None:
    plan, _, known = selection.partition('_')
    with unless('ResourceNotFoundException'):
        client('backup').delete_backup_selection(BackupPlanId=plan, SelectionId=known)
