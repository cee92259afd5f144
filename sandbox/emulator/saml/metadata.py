"""What the metadata of a provider say: who it is, where it signs in, and with which keys it signs.

A URL is read from what stands for its host, as `--saml-metadata` names it: the sandbox sends no request outside."""

import json
import os
import urllib.error
import urllib.request
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from .. import limits
from ..shapes import Properties
from .certificates import Certificate, certificate
from .documents import METADATA, SIGNATURE, Element, parsed
from .refusals import Refused

_REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'
_stand_ins = ''


class Metadata(NamedTuple):
    entity: str
    sign_on: str
    certificates: list[Certificate]


def use(file: str) -> None:
    """Sets the file with a URL of this machine for each origin, such as `https://login.microsoftonline.com`."""
    global _stand_ins
    _stand_ins = os.path.abspath(file)


def is_known(details: Properties) -> bool:
    """Whether there are metadata to read: without what stands for its host a provider is a record."""
    return bool(details.get('MetadataFile') or _address(details.get('MetadataURL', '')))


def metadata(details: Properties) -> Metadata:
    """Of `ProviderDetails`: read anew each time, where Cognito asks a URL again every six hours."""
    root = parsed((details.get('MetadataFile') or _fetched(details.get('MetadataURL', ''))).encode())
    if (root.namespace, root.local) != (METADATA, 'EntityDescriptor') or not root.get('entityID'):
        raise Refused('the metadata are no EntityDescriptor with an entityID')
    role = root.only(METADATA, 'IDPSSODescriptor')
    services = role.all(METADATA, 'SingleSignOnService')
    places = [each.get('Location') for each in services if each.get('Binding') == _REDIRECT]
    certificates = [
        certificate(found.text) for key in role.all(METADATA, 'KeyDescriptor') for found in _certificates(key)
    ]
    if not places or not places[0] or not certificates:
        raise Refused('the metadata have no sign-on by HTTP-Redirect, or no certificate')
    valid = [each for each in certificates if each.until > datetime.now(UTC)]
    if not valid:
        raise Refused('each certificate of the metadata has expired')
    return Metadata(str(root.get('entityID')), places[0], valid)


def _certificates(key: Element) -> list[Element]:
    if key.get('use') not in (None, 'signing'):
        return []
    about = key.only(SIGNATURE, 'KeyInfo')
    return [found for data in about.all(SIGNATURE, 'X509Data') for found in data.all(SIGNATURE, 'X509Certificate')]


def _address(url: str) -> str | None:
    """Where a URL of metadata is served on this machine."""
    parts = urlsplit(url)
    try:
        with open(_stand_ins, encoding='utf-8') as file:
            origin = json.load(file).get(f'{parts.scheme}://{parts.netloc}')
    except (OSError, ValueError):
        return None
    return origin and f'{origin}{parts.path}?{parts.query}'


def _fetched(url: str) -> str:
    address = _address(url)
    if address is None:
        raise Refused(f'nothing in the sandbox stands for {url}')
    try:
        with urllib.request.urlopen(address, timeout=limits.CALL) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, OSError, ValueError) as failed:
        raise Refused(f'{url} cannot be read: {failed}') from None
