from emulator.tests.support import EDGE, Deployed
from emulator.tests.test_services import templates

RULE = {
    'RuleName': 'Daily',
    'TargetBackupVault': {'Ref': 'Vault'},
    'ScheduleExpression': 'cron(0 3 ? * * *)',
    'Lifecycle': {'DeleteAfterDays': 30},
}
OUTPUTS = {
    'Plan': {'Ref': 'Plan'},
    'Selection': {'Fn::GetAtt': ['Selection', 'SelectionId']},
    'Test': {'Ref': 'Test'},
}


def backup(*resources):
    return {
        'Vault': {'Type': 'AWS::Backup::BackupVault', 'Properties': {'BackupVaultName': 'orders'}},
        'Plan': {
            'Type': 'AWS::Backup::BackupPlan',
            'Properties': {'BackupPlan': {'BackupPlanName': 'orders', 'BackupPlanRule': [RULE]}},
        },
        'Selection': {
            'Type': 'AWS::Backup::BackupSelection',
            'Properties': {
                'BackupPlanId': {'Fn::GetAtt': ['Plan', 'BackupPlanId']},
                'BackupSelection': {
                    'SelectionName': 'Resources',
                    'IamRoleArn': 'arn:aws:iam::111111111111:role/backup',
                    'Resources': [*resources],
                },
            },
        },
        'Test': {
            'Type': 'AWS::Backup::RestoreTestingPlan',
            'Properties': {'RestoreTestingPlanName': 'orders', 'ScheduleExpression': 'cron(0 9 1 * ? *)'},
        },
    }


class TestBackupSelection(Deployed):
    def selected(self, plan):
        """The resources of each selection of a plan."""
        api = self.client('backup')
        ids = [one['SelectionId'] for one in api.list_backup_selections(BackupPlanId=plan)['BackupSelectionsList']]
        found = [api.get_backup_selection(BackupPlanId=plan, SelectionId=one)['BackupSelection'] for one in ids]
        return [one['Resources'] for one in found]

    def test_a_selection_is_replaced_when_it_changes_and_goes_with_its_stack(self):
        made = self.deploy(backup('arn:aws:s3:::one'), OUTPUTS)
        self.assertEqual(self.selected(made['Plan']), [['arn:aws:s3:::one']])
        self.assertEqual(made['Test'], 'orders')

        changed = self.change(backup('arn:aws:s3:::one', 'arn:aws:s3:::two'), OUTPUTS)
        self.assertEqual(changed['Plan'], made['Plan'])
        self.assertNotEqual(changed['Selection'], made['Selection'])
        self.assertEqual(self.selected(made['Plan']), [['arn:aws:s3:::one', 'arn:aws:s3:::two']])

        self.destroy()
        self.assertEqual(self.client('backup').list_backup_plans()['BackupPlansList'], [])

    def test_a_backup_with_a_copy_is_deployed_after_its_vault_elsewhere(self):
        self.deploy(templates()['backups-edge']['Resources'], region=EDGE, name='backups-edge')
        self.deploy(templates()['backups']['Resources'], name='backups')
        api = self.client('backup')
        [plan] = api.list_backup_plans()['BackupPlansList']
        rules = api.get_backup_plan(BackupPlanId=plan['BackupPlanId'])['BackupPlan']['Rules']
        [copied] = [action['DestinationBackupVaultArn'] for rule in rules for action in rule.get('CopyActions', [])]
        vaults = self.client('backup', EDGE).list_backup_vaults()['BackupVaultList']
        self.assertIn(copied, [vault['BackupVaultArn'] for vault in vaults])
        self.destroy('backups')
