from botocore.exceptions import ClientError

from emulator.tests.builders_edge import ALIAS, PAGE, health_check, named_site
from emulator.tests.support import Deployed


class TestHealthCheckStatus(Deployed):
    """patches/health_check_status.py: the status that GetHealthCheckStatus returns."""

    arguments = ('--account', '982233224911')

    def ask(self, certified=ALIAS, **config):
        made = {**named_site(certified=certified), **health_check(**config)}
        check = self.deploy(made, {'Up': {'Ref': 'Up'}})['Up']
        self.client('s3').put_object(Bucket='bank-content', Key='index.html', Body=PAGE, ContentType='text/html')
        [seen] = self.client('route53').get_health_check_status(HealthCheckId=check)['HealthCheckObservations']
        return seen['StatusReport']['Status']

    def test_what_answers_is_up(self):
        self.assertEqual(self.ask(), 'Success: HTTP Status Code 200, OK')

    def test_a_text_that_is_there(self):
        text = PAGE.decode()
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
