"""Roles, their sessions and tokens of GitHub."""

import base64
import json
import time

from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import Session

from emulator.tests.support import ACCOUNT, EDGE, REGION

ISSUER = 'token.actions.githubusercontent.com'
PROVIDER = f'arn:aws:iam::{ACCOUNT}:oidc-provider/{ISSUER}'


def allow(action, resource='*', **condition):
    return {'Effect': 'Allow', 'Action': action, 'Resource': resource, 'Condition': condition}


def make_role(test, name, *statements, trust=None):
    """A role with a policy, which the account trusts."""
    iam = test.client('iam')
    trust = trust or {'Principal': {'AWS': ACCOUNT}, 'Action': 'sts:AssumeRole'}
    document = {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', **trust}]}
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(document))
    policy = {'Version': '2012-10-17', 'Statement': list(statements)}
    if statements:
        iam.put_role_policy(RoleName=name, PolicyName='own', PolicyDocument=json.dumps(policy))
    return f'arn:aws:iam::{ACCOUNT}:role/{name}'


def client_of(test, service, credentials, region=REGION):
    return Session().create_client(
        service,
        region_name=region,
        endpoint_url=test.url,
        aws_access_key_id=credentials['AccessKeyId'],
        aws_secret_access_key=credentials['SecretAccessKey'],
        aws_session_token=credentials['SessionToken'],
        config=Config(retries={'max_attempts': 0}, s3={'addressing_style': 'path'}),
    )


def session(test, service, name, *statements, region=REGION):
    """A client of a session of a new role."""
    role = make_role(test, name, *statements)
    assumed = test.client('sts').assume_role(RoleArn=role, RoleSessionName='test')
    return client_of(test, service, assumed['Credentials'], region)


def make_tls_bucket(test, name):
    """A bucket whose policy denies requests without TLS."""
    test.client('s3', EDGE).create_bucket(Bucket=name)
    condition = {'Bool': {'aws:SecureTransport': 'false'}}
    deny = {'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*', 'Resource': f'arn:aws:s3:::{name}/*'}
    policy = {'Version': '2012-10-17', 'Statement': [{**deny, 'Condition': condition}]}
    test.client('s3', EDGE).put_bucket_policy(Bucket=name, Policy=json.dumps(policy))


def code(call, **arguments):
    """'allowed', or the code of the error."""
    try:
        call(**arguments)
    except ClientError as refused:
        return refused.response['Error']['Code']
    return 'allowed'


def token(**claims):
    known = {'iss': f'https://{ISSUER}', 'aud': 'sts.amazonaws.com', 'sub': 'repo:a/b', 'exp': time.time() + 60}
    parts = [{'alg': 'RS256'}, {name: value for name, value in {**known, **claims}.items() if value is not None}]
    return '.'.join(base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b'=').decode() for one in parts) + '.x'
