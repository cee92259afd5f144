"""What a provider says about a user, once its response is checked: signature, addressee, times, request, first use.

https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp-things-to-know.html"""

import base64
import binascii
import threading
import urllib.parse
from datetime import UTC, datetime
from typing import NamedTuple

from .documents import ASSERTION, PROTOCOL, Element, parsed
from .metadata import Metadata
from .refusals import Refused
from .signatures import signed_assertion

_SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success'
_BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
_seen: set[tuple[str, str]] = set()
_lock = threading.Lock()


class Expected(NamedTuple):
    audience: str
    recipient: str
    request: str
    """The ID of the request that it answers."""


class User(NamedTuple):
    name: str
    claims: dict[str, str]


def user(encoded: str, provider: Metadata, expected: Expected) -> User:
    response = parsed(_decoded(encoded))
    assertion = signed_assertion(response, provider.certificates)
    _check_response(response, provider, expected)
    now = datetime.now(UTC)
    if assertion.only(ASSERTION, 'Issuer').text != provider.entity:
        raise Refused('the assertion is by another issuer than that of the metadata')
    subject = assertion.only(ASSERTION, 'Subject')
    _check_subject(subject, expected, now)
    _check_conditions(assertion.only(ASSERTION, 'Conditions'), expected, now)
    name = subject.only(ASSERTION, 'NameID').text
    if not name:
        raise Refused('the NameID is empty')
    found = User(name, _claims(assertion))
    _refuse_replay(provider.entity, assertion)
    return found


def _check_response(response: Element, provider: Metadata, expected: Expected) -> None:
    status = response.only(PROTOCOL, 'Status').only(PROTOCOL, 'StatusCode').get('Value')
    if status != _SUCCESS:
        raise Refused(f'the provider answers {status}')
    if response.get('InResponseTo') != expected.request:
        raise Refused('the response answers another request')
    if response.get('Destination') not in (None, expected.recipient):
        raise Refused('the response has another destination')
    if any(issuer.text != provider.entity for issuer in response.all(ASSERTION, 'Issuer')):
        raise Refused('the response is by another issuer than that of the metadata')


def _check_subject(subject: Element, expected: Expected, now: datetime) -> None:
    confirmation = subject.only(ASSERTION, 'SubjectConfirmation')
    data = confirmation.only(ASSERTION, 'SubjectConfirmationData')
    if confirmation.get('Method') != _BEARER:
        raise Refused('the assertion is not for its bearer')
    if data.get('Recipient') != expected.recipient:
        raise Refused('the assertion has another recipient')
    if data.get('InResponseTo') != expected.request:
        raise Refused('the assertion answers another request')
    _check_times(None, data.get('NotOnOrAfter'), now)


def _check_conditions(conditions: Element, expected: Expected, now: datetime) -> None:
    _check_times(conditions.get('NotBefore'), conditions.get('NotOnOrAfter'), now)
    audiences = conditions.only(ASSERTION, 'AudienceRestriction').all(ASSERTION, 'Audience')
    if expected.audience not in [each.text for each in audiences]:
        raise Refused('the assertion has another audience')


def _check_times(earliest: str | None, latest: str | None, now: datetime) -> None:
    if latest is None or now >= _time(latest):
        raise Refused('the assertion has expired, or does not say when it does')
    if earliest is not None and now < _time(earliest):
        raise Refused('the assertion is not valid yet')


def _time(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f'{text} is no time') from None
    if found.tzinfo is None:
        raise Refused(f'{text} has no time zone')
    return found


def _claims(assertion: Element) -> dict[str, str]:
    """By name; of several values each is encoded as in a form, between brackets, as Cognito writes it."""
    claims: dict[str, str] = {}
    for statement in assertion.all(ASSERTION, 'AttributeStatement'):
        for attribute in statement.all(ASSERTION, 'Attribute'):
            name = attribute.get('Name') or ''
            if name in claims:
                raise Refused(f'the claim {name} is there twice')
            values = [value.text for value in attribute.all(ASSERTION, 'AttributeValue')]
            several = ','.join(urllib.parse.quote_plus(value, safe='*') for value in values)
            claims[name] = values[0] if len(values) == 1 else f'[{several}]'
    return claims


def _refuse_replay(entity: str, assertion: Element) -> None:
    known = (entity, assertion.get('ID') or '')
    with _lock:
        if known in _seen or not known[1]:
            raise Refused('the assertion was used before')
        _seen.add(known)


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(''.join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Refused('the response is no base64') from None
