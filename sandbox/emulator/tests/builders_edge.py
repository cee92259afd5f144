"""Templates with host names: distributions, load balancers, zones, and a Lambda function that visits them."""

import json

PAGE = b'<h1>The bank</h1>'
ALIAS = 'app.bank.example'
SITE_OUTPUTS = {'Domain': {'Fn::GetAtt': ['Site', 'DomainName']}}
VISITOR_CODE = """
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
API_NAME = 'api.bank.example'
DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6'
BY_ORIGIN = '83da9c7e-98b4-4e11-a168-04f0df8e2c65'
ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3'
LIST_BUCKET = {'Effect': 'Allow', 'Principal': {'Service': 'cloudfront.amazonaws.com'}, 'Action': 's3:ListBucket'}


def site(*aliases):
    arn = {'Fn::GetAtt': ['Content', 'Arn']}
    every = {'Fn::Join': ['', [arn, '/*']]}
    distribution = {
        'Fn::Join': ['', ['arn:aws:cloudfront::', {'Ref': 'AWS::AccountId'}, ':distribution/', {'Ref': 'Site'}]]
    }
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
            'CachePolicyId': OPTIMIZED,
        },
    }
    access = {
        'Name': 'bank',
        'OriginAccessControlOriginType': 's3',
        'SigningBehavior': 'always',
        'SigningProtocol': 'sigv4',
    }
    return {
        'Content': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'bank-content'}},
        'Access': {'Type': 'AWS::CloudFront::OriginAccessControl', 'Properties': {'OriginAccessControlConfig': access}},
        'Site': {'Type': 'AWS::CloudFront::Distribution', 'Properties': {'DistributionConfig': config}},
        'Policy': {
            'Type': 'AWS::S3::BucketPolicy',
            'Properties': {
                'Bucket': {'Ref': 'Content'},
                'PolicyDocument': {'Version': '2012-10-17', 'Statement': policy},
            },
        },
    }


def health_check(**config):
    asked = {'Type': 'HTTPS', 'FullyQualifiedDomainName': ALIAS, 'Port': 443, 'ResourcePath': '/index.html', **config}
    return {'Up': {'Type': 'AWS::Route53::HealthCheck', 'Properties': {'HealthCheckConfig': asked}}}


def visitor():
    trust = {'Effect': 'Allow', 'Principal': {'Service': 'lambda.amazonaws.com'}, 'Action': 'sts:AssumeRole'}
    return {
        'Role': {
            'Type': 'AWS::IAM::Role',
            'Properties': {'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': [trust]}},
        },
        'Function': {
            'Type': 'AWS::Lambda::Function',
            'Properties': {
                'FunctionName': 'visitor',
                'Runtime': 'nodejs20.x',
                'Handler': 'index.handler',
                'Timeout': 20,
                'Code': {'ZipFile': VISITOR_CODE},
                'Role': {'Fn::GetAtt': ['Role', 'Arn']},
            },
        },
    }


def named_site(certified=ALIAS):
    """A site under a name of a zone, and a certificate with this name or another."""
    made = site(ALIAS)
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


def load_balancer():
    """404 by http and 503 by https, under a name of a zone."""
    subnets = {
        f'Subnet{letter}': {
            'Type': 'AWS::EC2::Subnet',
            'Properties': {
                'VpcId': {'Ref': 'Vpc'},
                'CidrBlock': f'10.0.{index}.0/24',
                'AvailabilityZone': f'ap-southeast-1{letter}',
            },
        }
        for index, letter in enumerate('ab')
    }
    listeners = {
        f'Listener{port}': {
            'Type': 'AWS::ElasticLoadBalancingV2::Listener',
            'Properties': {
                'LoadBalancerArn': {'Ref': 'Balancer'},
                'Port': port,
                'Protocol': protocol,
                'DefaultActions': [
                    {'Type': 'fixed-response', 'FixedResponseConfig': {'StatusCode': code, 'MessageBody': 'balancer'}}
                ],
            },
        }
        for port, protocol, code in ((80, 'HTTP', '404'), (443, 'HTTPS', '503'))
    }
    dns = {'Fn::Join': ['', ['dualstack.', {'Fn::GetAtt': ['Balancer', 'DNSName']}]]}
    record = {'HostedZoneId': {'Ref': 'Zone'}, 'Name': f'{API_NAME}.', 'Type': 'A'}
    target = {'DNSName': dns, 'HostedZoneId': {'Fn::GetAtt': ['Balancer', 'CanonicalHostedZoneID']}}
    return {
        'Vpc': {'Type': 'AWS::EC2::VPC', 'Properties': {'CidrBlock': '10.0.0.0/16'}},
        **subnets,
        'Balancer': {
            'Type': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
            'Properties': {'Subnets': [{'Ref': name} for name in subnets], 'Type': 'application'},
        },
        **listeners,
        'Zone': {'Type': 'AWS::Route53::HostedZone', 'Properties': {'Name': 'bank.example.'}},
        'Record': {'Type': 'AWS::Route53::RecordSet', 'Properties': {**record, 'AliasTarget': target}},
    }


def forward_to(test, port, protocol='HTTP'):
    """Deploys `load_balancer()` with an HTTPS listener that forwards to a port of this machine; its ARN."""
    made = load_balancer()
    group = {'Protocol': protocol, 'Port': 80, 'VpcId': {'Ref': 'Vpc'}, 'TargetType': 'ip'}
    made['Group'] = {'Type': 'AWS::ElasticLoadBalancingV2::TargetGroup', 'Properties': group}
    forward = {'Type': 'forward', 'TargetGroupArn': {'Ref': 'Group'}}
    made['Listener443']['Properties']['DefaultActions'] = [forward]
    found = test.deploy(made, {'Arn': {'Ref': 'Balancer'}, 'Group': {'Ref': 'Group'}}, name='Door')
    targets = [{'Id': '127.0.0.1', 'Port': port}]
    test.client('elbv2').register_targets(TargetGroupArn=found['Group'], Targets=targets)
    return found['Arn']


def cache_policy(minimum=0, default=60, maximum=600, **parameters):
    """A cache policy; `Headers`, `Cookies` and `QueryStrings` are what is in its key."""

    def part(kind, key):
        names = parameters.get(kind)
        return {key: 'whitelist', kind: names} if names else {key: 'none'}

    key = {
        'EnableAcceptEncodingGzip': False,
        'HeadersConfig': part('Headers', 'HeaderBehavior'),
        'CookiesConfig': part('Cookies', 'CookieBehavior'),
        'QueryStringsConfig': part('QueryStrings', 'QueryStringBehavior'),
    }
    config = {'Name': 'own', 'MinTTL': minimum, 'DefaultTTL': default, 'MaxTTL': maximum}
    config['ParametersInCacheKeyAndForwardedToOrigin'] = key
    return {'Type': 'AWS::CloudFront::CachePolicy', 'Properties': {'CachePolicyConfig': config}}


def behind_vpc_origin(origin, *aliases):
    """A distribution that passes every request on to a VPC origin, with the Host of the viewer."""
    config = {
        'Enabled': True,
        'Aliases': list(aliases),
        'Origins': [{'Id': 'api', 'DomainName': 'origin.invalid', 'VpcOriginConfig': {'VpcOriginId': origin}}],
        'DefaultCacheBehavior': {
            'TargetOriginId': 'api',
            'ViewerProtocolPolicy': 'https-only',
            'CachePolicyId': DISABLED,
            'OriginRequestPolicyId': ALL_VIEWER,
        },
    }
    return {'Site': {'Type': 'AWS::CloudFront::Distribution', 'Properties': {'DistributionConfig': config}}}


def vpc_origin(balancer, name='api'):
    config = {'Name': name, 'Arn': balancer, 'OriginProtocolPolicy': 'https-only', 'OriginSSLProtocols': ['TLSv1.2']}
    return {'Type': 'AWS::CloudFront::VpcOrigin', 'Properties': {'VpcOriginEndpointConfig': config}}


def endpoint(**properties):
    """A VPC endpoint for CloudWatch Logs."""
    group = {'GroupDescription': 'Endpoint', 'VpcId': {'Ref': 'Vpc'}}
    own = {
        'VpcId': {'Ref': 'Vpc'},
        'ServiceName': 'com.amazonaws.ap-southeast-1.logs',
        'VpcEndpointType': 'Interface',
        'SecurityGroupIds': [{'Ref': 'Group'}],
    }
    return {
        'Vpc': {'Type': 'AWS::EC2::VPC', 'Properties': {'CidrBlock': '10.0.0.0/16'}},
        'Group': {'Type': 'AWS::EC2::SecurityGroup', 'Properties': group},
        'Endpoint': {'Type': 'AWS::EC2::VPCEndpoint', 'Properties': {**own, **properties}},
    }


def listable_site(may_list):
    made = site(ALIAS)
    statements = made['Policy']['Properties']['PolicyDocument']['Statement']
    if may_list:
        statements.append(
            {**LIST_BUCKET, 'Resource': {'Fn::GetAtt': ['Content', 'Arn']}, 'Condition': statements[1]['Condition']}
        )
    return made


def publish_site(test, resources):
    """Deploys a site and uploads its page; the domain name of the distribution."""
    domain = test.deploy(resources, SITE_OUTPUTS)['Domain']
    test.client('s3').put_object(Bucket='bank-content', Key='index.html', Body=PAGE, ContentType='text/html')
    return domain


def invoke_visitor(test, url, **headers):
    """What the Lambda function of `visitor()` gets from a URL: a status and a body, or the code of an error."""
    payload = json.dumps({'url': url, 'headers': headers})
    return json.load(test.client('lambda').invoke(FunctionName='visitor', Payload=payload)['Payload'])


def managed_database(kind='DBInstance', **properties):
    """A database whose password RDS manages."""
    own = {'Engine': 'postgres', 'MasterUsername': 'tracker', 'ManageMasterUserPassword': True}
    size = {'DBInstanceClass': 'db.t4g.micro', 'AllocatedStorage': '20'} if kind == 'DBInstance' else {}
    if kind == 'DBCluster':
        own['Engine'] = 'aurora-postgresql'
    return {'Database': {'Type': f'AWS::RDS::{kind}', 'Properties': {**own, **size, **properties}}}
