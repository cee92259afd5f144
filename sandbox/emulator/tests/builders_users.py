"""A user pool with codes by e-mail, an app client, and its mailbox."""

import functools
import json
import re
import urllib.request

from botocore import UNSIGNED
from botocore.config import Config
from botocore.session import Session

from emulator.tests.support import ACCOUNT, REGION

EMAIL = 'mia@tracker.example'
OUTPUTS = {'Pool': {'Ref': 'Users'}, 'Client': {'Ref': 'Client'}}
ROTATION = {'Feature': 'ENABLED', 'RetryGracePeriodSeconds': 0}


def users(client=None, **properties):
    own = {
        'AutoVerifiedAttributes': ['email'],
        'UsernameAttributes': ['email'],
        'UserPoolTier': 'ESSENTIALS',
        'Policies': {'SignInPolicy': {'AllowedFirstAuthFactors': ['PASSWORD', 'EMAIL_OTP']}},
        'EmailConfiguration': {
            'EmailSendingAccount': 'DEVELOPER',
            'From': 'Tracker <login@tracker.example>',
            'SourceArn': f'arn:aws:ses:{REGION}:{ACCOUNT}:identity/tracker.example',
        },
    }
    flows = {
        'ExplicitAuthFlows': ['ALLOW_USER_AUTH'],
        'PreventUserExistenceErrors': 'ENABLED',
        'AuthSessionValidity': 15,
        'RefreshTokenRotation': ROTATION,
    }
    return {
        'Users': {'Type': 'AWS::Cognito::UserPool', 'Properties': {**own, **properties}},
        'Client': {
            'Type': 'AWS::Cognito::UserPoolClient',
            'Properties': {'UserPoolId': {'Ref': 'Users'}, **flows, **(client or {})},
        },
    }


def public_client(test):
    """A client without credentials, as browsers and login services are."""
    return _public_client(test.url)


@functools.cache
def _public_client(url):
    config = Config(signature_version=UNSIGNED, retries={'max_attempts': 0}, read_timeout=10)
    return Session().create_client('cognito-idp', region_name=REGION, endpoint_url=url, config=config)


def mails(test):
    with urllib.request.urlopen(f'{test.url}/_ministack/ses/messages?account={ACCOUNT}', timeout=5) as answer:
        return json.load(answer)['messages'].get(ACCOUNT, [])


def code_of(mail):
    (code,) = re.findall(r'\b\d{6,8}\b', mail['BodyText'] or mail['BodyHtml'])
    return code
