import json

from emulator.tests import test_distribution
from emulator.tests.support import Deployed

ALIAS = 'app.bank.example'
CODE = """
const http = require('http');
const https = require('https');
exports.handler = ({ url, headers }) => new Promise((done) => {
  const fail = (error) => done({ code: error.code || `${error}` });
  try {
    (url.startsWith('https') ? https : http).get(url, { headers, timeout: 5000 }, (answer) => {
      let body = '';
      answer.on('data', (part) => (body += part)).on('end', () => done({ status: answer.statusCode, body }));
    }).on('error', fail);
  } catch (error) { fail(error); }
});
"""


def function():
    trust = {'Effect': 'Allow', 'Principal': {'Service': 'lambda.amazonaws.com'}, 'Action': 'sts:AssumeRole'}
    return {
        'Role': {'Type': 'AWS::IAM::Role', 'Properties': {'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': [trust]}}},
        'Function': {
            'Type': 'AWS::Lambda::Function',
            'Properties': {
                'FunctionName': 'visitor',
                'Runtime': 'nodejs20.x',
                'Handler': 'index.handler',
                'Timeout': 20,
                'Code': {'ZipFile': CODE},
                'Role': {'Fn::GetAtt': ['Role', 'Arn']},
            },
        },
    }


def named_site(certified=ALIAS):
    """A site under a name of a zone, and a certificate with this name or another."""
    made = test_distribution.site(ALIAS)
    made['Site']['Properties']['DistributionConfig']['ViewerCertificate'] = {
        'AcmCertificateArn': {'Ref': 'Certificate'},
        'SslSupportMethod': 'sni-only',
    }
    target = {'DNSName': {'Fn::GetAtt': ['Site', 'DomainName']}, 'HostedZoneId': 'Z2FDTNDATAQYW2'}
    record = {'HostedZoneId': {'Ref': 'Zone'}, 'Name': f'{ALIAS}.', 'Type': 'A', 'AliasTarget': target}
    certificate = {'DomainName': certified, 'ValidationMethod': 'DNS'}
    return {
        **made,
        'Zone': {'Type': 'AWS::Route53::HostedZone', 'Properties': {'Name': 'bank.example.'}},
        'Record': {'Type': 'AWS::Route53::RecordSet', 'Properties': record},
        'Certificate': {'Type': 'AWS::CertificateManager::Certificate', 'Properties': certificate},
    }


class TestLambdaNetwork(Deployed):
    """mends/lambda_network.py: what a Lambda meets, under the names that it asks for."""

    arguments = ('--account', '982233224911')

    def ask(self, url, **headers):
        asked = json.dumps({'url': url, 'headers': headers})
        return json.load(self.client('lambda').invoke(FunctionName='visitor', Payload=asked)['Payload'])

    def publish(self, **props):
        domain = self.deploy({**function(), **named_site(**props)}, test_distribution.OUT)['Domain']
        page = test_distribution.PAGE
        self.client('s3').put_object(Bucket='bank-content', Key='index.html', Body=page, ContentType='text/html')
        return domain

    def test_it_meets_a_site_under_its_own_name_and_that_of_its_record(self):
        domain = self.publish()
        page = {'status': 200, 'body': test_distribution.PAGE.decode()}
        self.assertEqual(self.ask(f'https://{domain}/index.html'), page)
        self.assertEqual(self.ask(f'https://{ALIAS}/index.html'), page)

    def test_without_tls_it_is_without_tls(self):
        self.publish()
        self.assertEqual(self.ask(f'http://{ALIAS}/index.html')['status'], 403)  # of a bucket that wants TLS

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
        self.assertNotEqual(self.ask(f'https://{domain}/index.html', Host='nobody.bank.example')['status'], 200)

    def test_apis_of_aws_are_where_they_were(self):
        self.deploy(function())
        answer = self.ask('https://sts.ap-southeast-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15')
        self.assertEqual(answer['status'], 200)
