from botocore.exceptions import ClientError

from emulator.tests import test_distribution
from emulator.tests.support import Deployed
from emulator.tests.test_lambda_network import ALIAS, named_site


def checks(**config):
    asked = {'Type': 'HTTPS', 'FullyQualifiedDomainName': ALIAS, 'Port': 443, 'ResourcePath': '/index.html', **config}
    return {'Up': {'Type': 'AWS::Route53::HealthCheck', 'Properties': {'HealthCheckConfig': asked}}}


class TestHealthCheckStatus(Deployed):
    """mends/health_check_status.py: how it is, for whoever asks."""

    arguments = ('--account', '982233224911')

    def ask(self, certified=ALIAS, **config):
        made = {**named_site(certified=certified), **checks(**config)}
        check = self.deploy(made, {'Up': {'Ref': 'Up'}})['Up']
        page = test_distribution.PAGE
        self.client('s3').put_object(Bucket='bank-content', Key='index.html', Body=page, ContentType='text/html')
        [seen] = self.client('route53').get_health_check_status(HealthCheckId=check)['HealthCheckObservations']
        return seen['StatusReport']['Status']

    def test_what_answers_is_up(self):
        self.assertEqual(self.ask(), 'Success: HTTP Status Code 200, OK')

    def test_a_text_that_is_there(self):
        text = test_distribution.PAGE.decode()
        self.assertEqual(self.ask(Type='HTTPS_STR_MATCH', SearchString=text), 'Success: HTTP Status Code 200, OK')

    def test_a_text_that_is_not(self):
        self.assertIn('not found', self.ask(Type='HTTPS_STR_MATCH', SearchString='elsewhere'))

    def test_an_error(self):
        self.assertRegex(self.ask(ResourcePath='/gone'), '^Failure: HTTP Status Code 40[34]')

    def test_a_name_that_does_not_resolve(self):
        self.assertRegex(self.ask(FullyQualifiedDomainName='gone.bank.example'), '^Failure: DNS')

    def test_a_certificate_without_the_name(self):
        self.assertRegex(self.ask(certified='other.bank.example'), '^Failure: SSL')

    def test_there_is_no_such_check(self):
        with self.assertRaises(ClientError):
            self.client('route53').get_health_check_status(HealthCheckId='00000000-0000-0000-0000-000000000000')
