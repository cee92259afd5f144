from emulator.tests.builders_edge import ALIAS, PAGE, invoke_visitor, named_site, publish_site, visitor
from emulator.tests.support import ACCOUNT, LAMBDA_HOOK, Deployed


class TestLambdaNetwork(Deployed):
    """patches/lambda_network.py: what a Lambda function gets from the host names of the account."""

    arguments = ('--account', ACCOUNT, '--lambda-hook', LAMBDA_HOOK)

    def ask(self, url, **headers):
        return invoke_visitor(self, url, **headers)

    def publish(self, **props):
        return publish_site(self, {**visitor(), **named_site(**props)})

    def test_it_meets_a_site_under_its_own_name_and_that_of_its_record(self):
        domain = self.publish()
        page = {'status': 200, 'body': PAGE.decode()}
        self.assertEqual(self.ask(f'https://{domain}/index.html'), page)
        self.assertEqual(self.ask(f'https://{ALIAS}/index.html'), page)

    def test_without_tls_it_is_without_tls(self):
        self.publish()
        self.assertEqual(self.ask(f'http://{ALIAS}/index.html')['status'], 403)  # by the bucket, which requires TLS

    def test_no_tls_for_a_name_that_the_certificate_does_not_have(self):
        self.publish(certified='other.bank.example')
        self.assertEqual(self.ask(f'https://{ALIAS}/index.html'), {'code': 'ERR_TLS_CERT_ALTNAME_INVALID'})

    def test_a_certificate_of_a_wildcard(self):
        self.publish(certified='*.bank.example')
        self.assertEqual(self.ask(f'https://{ALIAS}/index.html')['status'], 200)

    def test_a_name_without_a_record_does_not_resolve(self):
        self.publish()
        for name in ('merchant.bank.example', 'bank.example', 'deleted.cloudfront.net', 'elsewhere.test'):
            self.assertEqual(self.ask(f'https://{name}/'), {'code': 'ENOTFOUND'}, name)

    def test_a_host_header_is_what_it_says(self):
        domain = self.publish()
        self.assertNotEqual(self.ask(f'https://{domain}/index.html', Host='other.bank.example')['status'], 200)

    def test_apis_of_aws_are_where_they_were(self):
        self.deploy(visitor())
        answer = self.ask('https://sts.ap-southeast-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15')
        self.assertEqual(answer['status'], 200)
