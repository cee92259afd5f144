from typing import Any

from emulator.tests.support import Deployed

OUT = {'Id': {'Ref': 'Check'}, 'Same': {'Fn::GetAtt': ['Check', 'HealthCheckId']}}


def check(tags=None, **config):
    own = {
        'Type': 'HTTPS',
        'FullyQualifiedDomainName': 'api.bank.example',
        'Port': 443,
        'ResourcePath': '/health',
        'RequestInterval': 30,
        'FailureThreshold': 3,
    }
    properties: dict[str, Any] = {'HealthCheckConfig': {**own, **config}}
    if tags:
        properties['HealthCheckTags'] = [{'Key': key, 'Value': value} for key, value in tags.items()]
    return {'Check': {'Type': 'AWS::Route53::HealthCheck', 'Properties': properties}}


class TestHealthCheck(Deployed):
    def read(self):
        return self.client('route53').list_health_checks()['HealthChecks']

    def tags(self, known):
        answer = self.client('route53').list_tags_for_resource(ResourceType='healthcheck', ResourceId=known)
        return {tag['Key']: tag['Value'] for tag in answer['ResourceTagSet']['Tags']}

    def test_it_is_created(self):
        made = self.deploy(check({'Name': 'bank'}), OUT)
        self.assertEqual(made['Id'], made['Same'])
        config = self.read()[0]['HealthCheckConfig']
        self.assertEqual(
            (
                config['Type'],
                config['FullyQualifiedDomainName'],
                config['Port'],
                config['ResourcePath'],
                config['FailureThreshold'],
            ),
            ('HTTPS', 'api.bank.example', 443, '/health', 3),
        )
        self.assertEqual(self.tags(made['Id']), {'Name': 'bank'})

    def test_it_changes_in_place(self):
        made = self.deploy(check({'Name': 'bank', 'Team': 'a'}), OUT)
        self.assertEqual(self.change(check({'Name': 'api'}, ResourcePath='/ready', FailureThreshold=5), OUT), made)
        config = self.read()[0]['HealthCheckConfig']
        self.assertEqual((config['ResourcePath'], config['FailureThreshold']), ('/ready', 5))
        self.assertEqual(self.tags(made['Id']), {'Name': 'api'})

    def test_another_interval_makes_a_new_one(self):
        made = self.deploy(check(), OUT)
        changed = self.change(check(RequestInterval=10), OUT)
        self.assertNotEqual(changed['Id'], made['Id'])
        self.assertEqual([read['Id'] for read in self.read()], [changed['Id']])

    def test_it_is_gone_with_its_stack(self):
        self.deploy(check(), OUT)
        self.destroy()
        self.assertEqual(self.read(), [])
