from emulator.tests.builders_api import HOST, OUTPUTS, ask, default_host, machine_api, own_name
from emulator.tests.builders_edge import invoke_visitor, visitor
from emulator.tests.support import ACCOUNT, LAMBDA_HOOK, REGION, Deployed

FORBIDDEN = (403, {'message': 'Forbidden'})


def record(name=HOST):
    target = {
        'DNSName': {'Fn::GetAtt': ['Name', 'RegionalDomainName']},
        'HostedZoneId': {'Fn::GetAtt': ['Name', 'RegionalHostedZoneId']},
    }
    properties = {'HostedZoneId': {'Ref': 'Zone'}, 'Name': f'{name}.', 'Type': 'A', 'AliasTarget': target}
    return {
        'Zone': {'Type': 'AWS::Route53::HostedZone', 'Properties': {'Name': 'tracker.example.'}},
        'Record': {'Type': 'AWS::Route53::RecordSet', 'Properties': properties},
    }


class TestRestApiEndpoint(Deployed):
    """patches/rest_api_endpoint.py"""

    arguments = ('--account', ACCOUNT, '--lambda-hook', LAMBDA_HOOK)

    def test_an_api_answers_by_its_own_name(self):
        made = self.deploy(machine_api(more=own_name()), OUTPUTS)['Api']
        self.assertEqual(ask(self, HOST, '/open')[0], 200)
        self.assertEqual(ask(self, f'{HOST}:8443', '/open')[0], 200)
        self.assertEqual(ask(self, default_host(made), '/v/open')[0], 200)
        self.assertEqual(ask(self, default_host(made), '/other/open')[:2], FORBIDDEN)

    def test_a_disabled_default_endpoint_is_403(self):
        made = self.deploy(machine_api({'DisableExecuteApiEndpoint': True}, more=own_name()), OUTPUTS)['Api']
        self.assertEqual(ask(self, HOST, '/open')[0], 200)
        for host in (default_host(made), f'{made}.execute-api.localhost'):
            self.assertEqual(ask(self, host, '/v/open')[:2], FORBIDDEN)
        self.assertEqual(ask(self, 'localhost', f'/_aws/execute-api/{made}/v/open')[:2], FORBIDDEN)

    def test_a_path_without_a_mapping_is_403(self):
        resources = machine_api(more=own_name())
        resources['Mapping']['Properties']['BasePath'] = 'v1'
        self.deploy(resources)
        self.assertEqual(ask(self, HOST, '/v1/open')[0], 200)
        for path in ('/open', '/health'):
            self.assertEqual(ask(self, HOST, path)[:2], FORBIDDEN)

    def test_a_path_of_the_emulator_belongs_to_the_api(self):
        self.deploy(machine_api(more=own_name()))
        self.assertEqual(ask(self, HOST, '/health')[:2], (403, {'message': 'Missing Authentication Token'}))

    def test_a_lambda_function_resolves_the_name_of_a_record(self):
        self.deploy({**machine_api(more={**own_name(), **record()}), **visitor()})
        self.assertEqual(invoke_visitor(self, f'https://{HOST}/open')['status'], 200)

    def test_a_name_without_a_certificate_has_no_tls(self):
        more = {**own_name(), **record('other.tracker.example')}
        self.deploy({**machine_api(more=more), **visitor()})
        uncertified = {'code': 'ERR_TLS_CERT_ALTNAME_INVALID'}
        self.assertEqual(invoke_visitor(self, 'https://other.tracker.example/open'), uncertified)
        self.assertEqual(invoke_visitor(self, f'https://{HOST}/open'), {'code': 'ENOTFOUND'})

    def test_a_name_with_mutual_tls_needs_its_trust_store(self):
        s3, store = self.client('s3'), {'TruststoreUri': 's3://tracker-trust/ca.pem'}
        s3.create_bucket(Bucket='tracker-trust', CreateBucketConfiguration={'LocationConstraint': REGION})
        resources = machine_api(more=own_name())
        resources['Name']['Properties']['MutualTlsAuthentication'] = store
        with self.assertRaisesRegex(AssertionError, 'trust store s3://tracker-trust/ca.pem could not be read'):
            self.deploy(resources)
        self.destroy()
        s3.put_object(Bucket='tracker-trust', Key='ca.pem', Body=b'x')
        self.deploy(resources)
        read = self.client('apigateway').get_domain_name(domainName=HOST)['mutualTlsAuthentication']
        self.assertEqual(read['truststoreUri'], store['TruststoreUri'])
