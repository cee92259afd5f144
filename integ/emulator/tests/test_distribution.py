from emulator.tests.support import Deployed

PAGE = b'<h1>The bank</h1>'
ALIAS = 'app.bank.example'
OUT = {'Domain': {'Fn::GetAtt': ['Site', 'DomainName']}}


def site(*aliases):
    arn = {'Fn::GetAtt': ['Content', 'Arn']}
    every = {'Fn::Join': ['', [arn, '/*']]}
    distribution = {'Fn::Join': ['', ['arn:aws:cloudfront::', {'Ref': 'AWS::AccountId'}, ':distribution/', {'Ref': 'Site'}]]}
    policy = [
        {
            'Effect': 'Deny',
            'Principal': {'AWS': '*'},
            'Action': 's3:*',
            'Resource': [arn, every],
            'Condition': {'Bool': {'aws:SecureTransport': 'false'}},
        },
        {
            'Effect': 'Allow',
            'Principal': {'Service': 'cloudfront.amazonaws.com'},
            'Action': 's3:GetObject',
            'Resource': every,
            'Condition': {'StringEquals': {'AWS:SourceArn': distribution}},
        },
    ]
    origin = {
        'Id': 'content',
        'DomainName': {'Fn::GetAtt': ['Content', 'RegionalDomainName']},
        'OriginAccessControlId': {'Fn::GetAtt': ['Access', 'Id']},
        'S3OriginConfig': {'OriginAccessIdentity': ''},
    }
    config = {
        'Enabled': True,
        'Aliases': list(aliases),
        'DefaultRootObject': 'index.html',
        'Origins': [origin],
        'DefaultCacheBehavior': {
            'TargetOriginId': 'content',
            'ViewerProtocolPolicy': 'allow-all',
            'CachePolicyId': '658327ea-f89d-4fab-a63d-7e88639e58f6',
        },
    }
    access = {'Name': 'bank', 'OriginAccessControlOriginType': 's3', 'SigningBehavior': 'always', 'SigningProtocol': 'sigv4'}
    return {
        'Content': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'bank-content'}},
        'Access': {'Type': 'AWS::CloudFront::OriginAccessControl', 'Properties': {'OriginAccessControlConfig': access}},
        'Site': {'Type': 'AWS::CloudFront::Distribution', 'Properties': {'DistributionConfig': config}},
        'Policy': {
            'Type': 'AWS::S3::BucketPolicy',
            'Properties': {'Bucket': {'Ref': 'Content'}, 'PolicyDocument': {'Version': '2012-10-17', 'Statement': policy}},
        },
    }


class TestDistribution(Deployed):
    """mends/distribution_alias.py and mends/tls_only_bucket.py: what a viewer meets."""

    arguments = ('--account', '982233224911')

    def publish(self, *aliases):
        domain = self.deploy(site(*aliases), OUT)['Domain']
        self.client('s3').put_object(Bucket='bank-content', Key='index.html', Body=PAGE, ContentType='text/html')
        return domain

    def view(self, host, protocol='https', path='/index.html'):
        return self.see(host, protocol, path)

    def test_a_tls_only_bucket_is_served_to_a_viewer_with_tls(self):
        domain = self.publish(ALIAS)
        self.assertEqual(self.view(domain), (200, PAGE))

    def test_it_is_not_served_to_a_viewer_without(self):
        domain = self.publish(ALIAS)
        self.assertEqual(self.view(domain, 'http')[0], 403)

    def test_a_viewer_comes_by_the_alias(self):
        self.publish(ALIAS)
        self.assertEqual(self.view(ALIAS), (200, PAGE))
        self.assertEqual(self.view(f'{ALIAS}:8443'), (200, PAGE))

    def test_a_viewer_comes_by_a_wildcard(self):
        self.publish('*.bank.example')
        self.assertEqual(self.view('any.bank.example'), (200, PAGE))
        self.assertNotEqual(self.view('an.other.bank.example'), (200, PAGE))

    def test_another_name_is_no_distribution(self):
        self.publish(ALIAS)
        self.assertNotEqual(self.view('merchant.bank.example'), (200, PAGE))

    def test_an_alias_is_gone_with_its_stack(self):
        self.publish(ALIAS)
        self.client('s3').delete_object(Bucket='bank-content', Key='index.html')
        self.destroy()
        self.assertNotEqual(self.view(ALIAS), (200, PAGE))
