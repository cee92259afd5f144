"""RS256 without a package: MiniStack signs with `cryptography` where it is installed, which it is not here."""

import base64
import functools
import hashlib
import json
import secrets
from typing import NamedTuple

from ..shapes import Properties

_EXPONENT = 65537
_BITS = 2048  # what libraries of JSON Web Tokens ask for at least
_BYTES = _BITS // 8
_SHA256 = bytes.fromhex('3031300d060960864801650304020105000420')  # DigestInfo of RFC 8017
_SMALL = [number for number in range(3, 2000, 2) if all(number % one for one in range(3, int(number**0.5) + 1, 2))]


class Key(NamedTuple):
    modulus: int
    private: int


@functools.cache
def own_key() -> Key:
    """The key of this emulator, made when it is first needed: one for each pool would take half a second each."""
    while True:
        one, two = _prime(_BITS // 2), _prime(_BITS // 2)
        order = (one - 1) * (two - 1)
        if one != two and order % _EXPONENT:
            return Key(one * two, pow(_EXPONENT, -1, order))


def public_key(pool: str) -> Properties:
    """As a JSON Web Key."""
    modulus = encoded(own_key().modulus.to_bytes(_BYTES, 'big'))
    known = encoded(hashlib.sha256(f'{pool} {modulus}'.encode()).digest())
    return {'kty': 'RSA', 'alg': 'RS256', 'use': 'sig', 'kid': known, 'n': modulus, 'e': 'AQAB'}


def signed(claims: Properties, pool: str) -> str:
    head = {'alg': 'RS256', 'kid': public_key(pool)['kid']}
    text = '.'.join(encoded(json.dumps(part).encode()) for part in (head, claims))
    return f'{text}.{encoded(signature_of(text.encode()))}'


def signature_of(data: bytes) -> bytes:
    modulus, private = own_key()
    return pow(_padded(data, _BYTES), private, modulus).to_bytes(_BYTES, 'big')


def is_signed_by(modulus: int, token: str) -> bool:
    text, _, signature = token.rpartition('.')
    return is_signature_of(text.encode(), decoded(signature), modulus)


def is_signature_of(data: bytes, signature: bytes, modulus: int) -> bool:
    size = (modulus.bit_length() + 7) // 8
    return pow(int.from_bytes(signature, 'big'), _EXPONENT, modulus) == _padded(data, size)


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


def _padded(data: bytes, size: int) -> int:
    digest = _SHA256 + hashlib.sha256(data).digest()
    filled = b'\x00\x01' + b'\xff' * (size - len(digest) - 3) + b'\x00' + digest
    return int.from_bytes(filled, 'big')


def _prime(bits: int) -> int:
    while True:
        candidate = secrets.randbits(bits) | (0b11 << (bits - 2)) | 1
        if all(candidate % small for small in _SMALL) and _is_prime(candidate):
            return candidate


def _is_prime(number: int) -> bool:
    """Miller and Rabin; 20 rounds."""
    odd, halvings = number - 1, 0
    while odd % 2 == 0:
        odd, halvings = odd // 2, halvings + 1
    for _ in range(20):
        found = pow(secrets.randbelow(number - 3) + 2, odd, number)
        if found in (1, number - 1):
            continue
        for _ in range(halvings - 1):
            found = pow(found, 2, number)
            if found == number - 1:
                break
        else:
            return False
    return True
