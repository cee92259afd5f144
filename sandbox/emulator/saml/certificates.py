"""The RSA key of an X.509 certificate, and until when it is valid."""

import base64
import binascii
from datetime import UTC, datetime
from typing import NamedTuple

from .refusals import Refused

_VERSION, _SHORT_TIME = 0xA0, 0x17
_EXPONENT = 65537
_LEAST_BITS = 2048


class Certificate(NamedTuple):
    modulus: int
    until: datetime


def certificate(text: str) -> Certificate:
    """Of base64 of DER, as metadata have it."""
    try:
        (_, whole), *_ = _parts(base64.b64decode(text))
        (_, about), *_ = _parts(whole)
        fields = [field for field in _parts(about) if field[0] != _VERSION]
        _, _, _, (_, validity), _, (_, public), *_ = fields
        _, (kind, until) = _parts(validity)
        _, (_, bits) = _parts(public)
        (_, numbers), *_ = _parts(bits[1:])
        modulus, exponent = (int.from_bytes(number, 'big') for _, number in _parts(numbers))
        valid_until = datetime.strptime(until.decode(), '%y%m%d%H%M%SZ' if kind == _SHORT_TIME else '%Y%m%d%H%M%SZ')
    except (ValueError, IndexError, binascii.Error):
        raise Refused('a certificate of the metadata is none for RSA') from None
    if exponent != _EXPONENT or modulus.bit_length() < _LEAST_BITS:
        raise Refused(f'the key of a certificate must have {_LEAST_BITS} bits and the exponent {_EXPONENT}')
    return Certificate(modulus, valid_until.replace(tzinfo=UTC))


def _parts(data: bytes) -> list[tuple[int, bytes]]:
    """Tag and content of each value of DER, one after the other."""
    found, at = [], 0
    while at < len(data):
        tag, size, at = data[at], data[at + 1], at + 2
        if size & 0x80:
            further = size & 0x7F
            size, at = int.from_bytes(data[at : at + further], 'big'), at + further
        if at + size > len(data):
            raise ValueError('cut off')
        found.append((tag, data[at : at + size]))
        at += size
    return found
