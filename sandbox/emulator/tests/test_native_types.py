"""Resource types of MiniStack that the bank depends on, read back through the API of their service."""

import json

from emulator.tests.builders import paging
from emulator.tests.support import Deployed


def key(user):
    statement = {'Effect': 'Allow', 'Principal': {'Service': user}, 'Action': 'kms:Decrypt', 'Resource': '*'}
    return {'Type': 'AWS::KMS::Key', 'Properties': {'KeyPolicy': {'Statement': [statement]}, 'EnableKeyRotation': True}}


class TestNativeTypes(Deployed):
    def test_keys_have_policies_of_their_own(self):
        keys = {'Page': key('sns.amazonaws.com'), 'Ticket': key('logs.amazonaws.com')}
        made = self.deploy(keys, {name: {'Ref': name} for name in keys})
        for name, resource in keys.items():
            policy = self.client('kms').get_key_policy(KeyId=made[name], PolicyName='default')['Policy']
            self.assertEqual(json.loads(policy), resource['Properties']['KeyPolicy'])
            self.assertTrue(self.client('kms').get_key_rotation_status(KeyId=made[name])['KeyRotationEnabled'])

    def test_a_metric_filter_and_a_policy_of_logs_can_be_read(self):
        self.deploy(paging())
        logs = self.client('logs')
        (found,) = logs.describe_metric_filters(logGroupName='/bank/events')['metricFilters']
        self.assertEqual(found['filterPattern'], '{ $.detail.eventName = "SERVICE_DEPLOYMENT_FAILED" }')
        (policy,) = logs.describe_resource_policies()['resourcePolicies']
        self.assertEqual(policy['policyName'], 'events')
        self.destroy()
        self.assertEqual(logs.describe_resource_policies()['resourcePolicies'], [])
