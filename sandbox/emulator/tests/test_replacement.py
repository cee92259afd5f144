import json
import time

from emulator.tests.builders import alarms, dashboard, log_group, one, replaced, repository, service
from emulator.tests.builders_edge import site
from emulator.tests.support import Deployed

POLICY = {'Statement': [{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'Service': 'ecs.amazonaws.com'}}]}


def role(action, **properties):
    document = {'Statement': [{'Effect': 'Allow', 'Action': action, 'Resource': '*'}]}
    policy = {'PolicyName': 'push', 'PolicyDocument': document, 'Roles': [{'Ref': 'Role'}]}
    return {
        'Role': {'Type': 'AWS::IAM::Role', 'Properties': {'AssumeRolePolicyDocument': POLICY, **properties}},
        'Policy': {'Type': 'AWS::IAM::Policy', 'Properties': policy},
    }


def with_web_acl(resources):
    changed = json.loads(json.dumps(resources))
    changed['Site']['Properties']['DistributionConfig']['WebACLId'] = 'arn:aws:wafv2:us-east-1:1:global/webacl/a/b'
    return changed


class TestReplacement(Deployed):
    def test_settings_change_in_place(self):
        in_place = {
            'retention': (log_group(), log_group(RetentionInDays=90), 'One'),
            'dashboard': (dashboard('{}'), dashboard('{"widgets": []}'), 'Dashboard'),
            'alarm': (alarms(), alarms(AlarmDescription='Either'), 'Both'),
            'policy': (role('s3:GetObject'), role('s3:PutObject'), 'Policy'),
            'distribution': (site(), with_web_acl(site()), 'Site'),
            'service': (service(), service(DesiredCount=1), 'Service'),
            'repository': (repository('live'), repository('live', 'next'), 'Repository'),
        }
        for what, (before, after, resource) in in_place.items():
            with self.subTest(what):
                self.assertEqual(replaced(self, before, after), {resource: 'False'})

    def test_names_replace(self):
        replacing = {
            'log group': (log_group(), log_group(LogGroupName='/bank/other'), 'One'),
            'bucket': (
                one('AWS::S3::Bucket', BucketName='bank-one'),
                one('AWS::S3::Bucket', BucketName='bank-two'),
                'One',
            ),
            'service': (service(), service(ServiceName='other'), 'Service'),
            'alarm': (alarms(), alarms(AlarmName='other'), 'Both'),
            'role': (role('s3:GetObject'), role('s3:GetObject', Path='/bank/'), 'Role'),
        }
        for what, (before, after, resource) in replacing.items():
            with self.subTest(what):
                self.assertEqual(replaced(self, before, after).get(resource), 'True')

    def test_a_health_check_is_replaced_for_its_type_alone(self):
        def check(**config):
            own = {'Type': 'HTTPS', 'FullyQualifiedDomainName': 'api.bank.example', 'RequestInterval': 30}
            return one('AWS::Route53::HealthCheck', HealthCheckConfig={**own, **config})

        self.assertEqual(replaced(self, check(), check(FailureThreshold=5)), {'One': 'False'})
        self.assertEqual(replaced(self, check(), check(Type='HTTP')), {'One': 'True'})

    def test_a_replacement_in_a_change_set_is_one_in_the_update(self):
        for before, after in (
            (log_group(), log_group(LogGroupName='/bank/other')),
            (one('AWS::S3::Bucket', BucketName='bank-three'), one('AWS::S3::Bucket', BucketName='bank-four')),
        ):
            out = {'Ref': {'Ref': 'One'}}
            name = f'Real-{time.monotonic_ns()}'
            first = self.deploy(before, out, name=name)
            self.assertNotEqual(self.change(after, out, name=name), first)
