"""A SAML provider for tests, which signs what it is given: its metadata, responses, and a user pool that trusts it."""

import base64
import contextlib
import hashlib
import http.client
import re
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from emulator.saml.documents import ASSERTION, METADATA, PROTOCOL, SIGNATURE
from emulator.tests.builders_users import users
from emulator.user_pools import signing

ENTITY = 'https://sts.windows.net/t/'
SIGN_ON = 'https://login.microsoftonline.com/t/saml2'
CALLBACK = 'https://app.platform.example/callback'
CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
GROUPS = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'
SAID = {f'{CLAIMS}/emailaddress': ['mia@builder.example'], 'company': ['builder'], GROUPS: ['g-1', 'site a/b']}
MAPPING = {
    'email': f'{CLAIMS}/emailaddress',
    'name': f'{CLAIMS}/givenname',
    'custom:tenant': 'company',
    'custom:groups': GROUPS,
}
_ALGORITHMS = 'http://www.w3.org/2001/04/xml'


def _der(tag, *parts):
    content = b''.join(parts)
    size = len(content).to_bytes((len(content).bit_length() + 7) // 8 or 1, 'big')
    return bytes([tag, *([len(content)] if len(content) < 128 else [0x80 | len(size), *size])]) + content


def _number(value):
    return _der(0x02, value.to_bytes(value.bit_length() // 8 + 1, 'big'))


def certificate(modulus, until='491231235959Z'):
    """What Amazon Cognito reads of a certificate; its own signature is none."""
    public = _der(0x30, _number(modulus), _number(65537))
    validity = _der(0x30, *(_der(0x17, at.encode()) for at in ('200101000000Z', until)))
    key = _der(0x30, _der(0x30), _der(0x03, b'\0' + public))
    about = _der(0x30, _der(0xA0, _number(2)), _number(1), _der(0x30), _der(0x30), validity, _der(0x30), key)
    return base64.b64encode(_der(0x30, about, _der(0x30), _der(0x03, b'\0'))).decode()


def metadata(certified):
    key = f'<X509Data><X509Certificate>{certified}</X509Certificate></X509Data>'
    return (
        f'<EntityDescriptor entityID="{ENTITY}" xmlns="{METADATA}">'
        f'<IDPSSODescriptor protocolSupportEnumeration="{PROTOCOL}"><KeyDescriptor use="signing">'
        f'<KeyInfo xmlns="{SIGNATURE}">{key}</KeyInfo></KeyDescriptor><SingleSignOnService'
        f' Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{SIGN_ON}"/>'
        '</IDPSSODescriptor></EntityDescriptor>'
    )


def federated(certified, client=None, **provider):
    """A user pool that trusts a provider, with the app client that signs in by it."""
    names = ['email', 'name', 'custom:tenant', 'custom:groups']
    app = {
        'ExplicitAuthFlows': ['ALLOW_CUSTOM_AUTH'],
        'AllowedOAuthFlowsUserPoolClient': True,
        'AllowedOAuthFlows': ['code'],
        'AllowedOAuthScopes': ['openid', 'email', 'profile'],
        'CallbackURLs': [CALLBACK],
        'SupportedIdentityProviders': [{'Ref': 'Entra'}],
        'WriteAttributes': names,
        **(client or {}),
    }
    custom = [{'Name': name, 'AttributeDataType': 'String', 'Mutable': True} for name in ('tenant', 'groups')]
    schema = [{'Name': 'email', 'Required': True, 'Mutable': True}, *custom]
    details = {'MetadataFile': metadata(certified), 'IDPSignout': False}
    return {
        **users(app, Schema=schema),
        'Entra': {
            'Type': 'AWS::Cognito::UserPoolIdentityProvider',
            'Properties': {
                'UserPoolId': {'Ref': 'Users'},
                'ProviderName': 'Entra',
                'ProviderType': 'SAML',
                'ProviderDetails': details,
                'AttributeMapping': MAPPING,
                **provider,
            },
        },
        'Domain': {
            'Type': 'AWS::Cognito::UserPoolDomain',
            'Properties': {'UserPoolId': {'Ref': 'Users'}, 'Domain': 'platform'},
        },
    }


def redirected(url, path, form=None, host='localhost'):
    """The answer to a browser that follows nothing: status, the address it is led to, and the body."""
    connection = http.client.HTTPConnection(url.removeprefix('http://'), timeout=10)
    headers = {'Host': host, 'X-Forwarded-Proto': 'https'}
    if form:
        headers['Content-Type'] = 'application/x-www-form-urlencoded'
    connection.request('POST' if form else 'GET', path, urlencode(form) if form else None, headers)
    with contextlib.closing(connection):
        answer = connection.getresponse()
        return answer.status, answer.getheader('Location') or '', answer.read()


def request_of(location):
    """The request that a redirect to the provider carries, and its RelayState."""
    query = parse_qs(urlsplit(location).query)
    xml = zlib.decompress(base64.b64decode(query['SAMLRequest'][0]), wbits=-15)
    return ElementTree.fromstring(xml), query['RelayState'][0]


def at(seconds):
    return f'{datetime.now(UTC) + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%S.000Z}'


def assertion(expected, name='oid-1', said=SAID, issuer=ENTITY, of='_a', begins=-60, ends=60, method='bearer'):
    """As its signature covers it, which is canonical; `expected` says for whom and what it is."""
    claims = ''.join(
        f'<Attribute Name="{claim}">'
        f'{"".join(f"<AttributeValue>{escape(value)}</AttributeValue>" for value in values)}</Attribute>'
        for claim, values in said.items()
    )
    return (
        f'<Assertion xmlns="{ASSERTION}" ID="{of}" IssueInstant="{at(0)}" Version="2.0"><Issuer>{issuer}</Issuer>'
        f'<Subject><NameID>{name}</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:{method}">'
        f'<SubjectConfirmationData InResponseTo="{expected.request}" NotOnOrAfter="{at(ends)}"'
        f' Recipient="{expected.recipient}"></SubjectConfirmationData></SubjectConfirmation></Subject>'
        f'<Conditions NotBefore="{at(begins)}" NotOnOrAfter="{at(ends)}"><AudienceRestriction>'
        f'<Audience>{expected.audience}</Audience></AudienceRestriction></Conditions>'
        f'<AttributeStatement>{claims}</AttributeStatement></Assertion>'
    )


def signature(covered, of='_a'):
    """Of an element in canonical form, by the key of this process."""
    digest = base64.b64encode(hashlib.sha256(covered.encode()).digest()).decode()
    exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
    about = (
        f'<SignedInfo xmlns="{SIGNATURE}"><CanonicalizationMethod Algorithm="{exclusive}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{_ALGORITHMS}dsig-more#rsa-sha256"></SignatureMethod>'
        f'<Reference URI="#{of}"><Transforms><Transform Algorithm="{SIGNATURE}enveloped-signature"></Transform>'
        f'<Transform Algorithm="{exclusive}"></Transform></Transforms>'
        f'<DigestMethod Algorithm="{_ALGORITHMS}enc#sha256"></DigestMethod><DigestValue>{digest}</DigestValue>'
        '</Reference></SignedInfo>'
    )
    value = base64.b64encode(signing.signature_of(about.encode())).decode()
    inner = about.replace(f' xmlns="{SIGNATURE}"', '', 1)
    return f'<Signature xmlns="{SIGNATURE}">{inner}<SignatureValue>{value}</SignatureValue></Signature>'


def signed(covered, of='_a'):
    """An assertion with its signature, after its issuer as SAML has it."""
    return re.sub('</Issuer>', lambda found: found[0] + signature(covered, of), covered, count=1)


def response(inside, expected, status='Success', issuer=ENTITY):
    text = (
        f'<samlp:Response xmlns:samlp="{PROTOCOL}" ID="_r" Version="2.0" IssueInstant="{at(0)}"'
        f' Destination="{expected.recipient}" InResponseTo="{expected.request}">'
        f'<Issuer xmlns="{ASSERTION}">{issuer}</Issuer><samlp:Status>'
        f'<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:{status}"/></samlp:Status>'
        f'{inside}</samlp:Response>'
    )
    return base64.b64encode(text.encode()).decode()
