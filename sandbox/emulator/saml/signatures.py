"""Which element of a response its provider has signed.

What the app learns is read from that element alone, so that no other one can be wrapped around it or put beside it."""

import base64
import binascii
import hashlib
import secrets

from ..user_pools import signing
from .canonical import NAME as EXCLUSIVE
from .canonical import canonical
from .certificates import Certificate
from .documents import ASSERTION, PROTOCOL, SIGNATURE, Element
from .refusals import Refused

_METHOD = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
_DIGEST = 'http://www.w3.org/2001/04/xmlenc#sha256'
_TRANSFORMS = ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE]


def signed_assertion(response: Element, certificates: list[Certificate]) -> Element:
    """The one assertion of a response, which it or the response around it has a valid signature of."""
    if (response.namespace, response.local) != (PROTOCOL, 'Response'):
        raise Refused(f'the document is a {response.local}, but must be a Response')
    everything = list(response.every())
    assertion = response.only(ASSERTION, 'Assertion')
    _refuse_strangers(everything, response, assertion)
    signatures = [found for place in (response, assertion) for found in place.all(SIGNATURE, 'Signature')]
    if not signatures:
        raise Refused('neither the response nor its assertion is signed')
    for signature in signatures:
        _check(signature, certificates)
    return assertion


def _refuse_strangers(everything: list[Element], response: Element, assertion: Element) -> None:
    names = [element.get('ID') for element in everything if element.get('ID') is not None]
    if len(set(names)) != len(names):
        raise Refused('an ID is there twice')
    for element in everything:
        name = (element.namespace, element.local)
        is_second = name == (ASSERTION, 'Assertion') and element is not assertion
        is_misplaced = name == (SIGNATURE, 'Signature') and element.parent not in (response, assertion)
        if is_second or is_misplaced or (name == (PROTOCOL, 'Response') and element is not response):
            raise Refused(f'the response has another {element.local} than its own')


def _check(signature: Element, certificates: list[Certificate]) -> None:
    about = signature.only(SIGNATURE, 'SignedInfo')
    reference = about.only(SIGNATURE, 'Reference')
    transforms = reference.only(SIGNATURE, 'Transforms').all(SIGNATURE, 'Transform')
    used = [
        *(_algorithm(about, name) for name in ('CanonicalizationMethod', 'SignatureMethod')),
        _algorithm(reference, 'DigestMethod'),
        *(each.get('Algorithm') for each in transforms),
    ]
    if used != [EXCLUSIVE, _METHOD, _DIGEST, *_TRANSFORMS] or any(next(each.elements(), None) for each in transforms):
        raise Refused('the signature must be RSA with SHA-256 over exclusive canonical XML')
    covered = signature.parent
    if covered is None or not covered.get('ID') or reference.get('URI') != f'#{covered.get("ID")}':
        raise Refused('the signature is not of the element that it is in')
    if len(covered.all(SIGNATURE, 'Signature')) != 1:
        raise Refused(f'{covered.local} has more than one signature')
    digest = hashlib.sha256(canonical(covered, without=signature)).digest()
    if not secrets.compare_digest(digest, _bytes(reference.only(SIGNATURE, 'DigestValue'))):
        raise Refused(f'the {covered.local} is not as it was signed')
    value = _bytes(signature.only(SIGNATURE, 'SignatureValue'))
    data = canonical(about)
    if not any(signing.is_signature_of(data, value, each.modulus) for each in certificates):
        raise Refused('no certificate of the metadata fits the signature')


def _algorithm(element: Element, name: str) -> str | None:
    return element.only(SIGNATURE, name).get('Algorithm')


def _bytes(element: Element) -> bytes:
    try:
        return base64.b64decode(''.join(element.text.split()), validate=True)
    except binascii.Error:
        raise Refused(f'{element.local} is no base64') from None
