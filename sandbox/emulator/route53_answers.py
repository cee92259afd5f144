"""Answers of the Route 53 API that MiniStack lacks."""

from .shapes import Response


def answer(status: int, name: str, inner: str) -> Response:
    """A response of Route 53: an element around content that is XML already."""
    body = f'<{name} xmlns="https://route53.amazonaws.com/doc/2013-04-01/">{inner}</{name}>'
    return status, {'Content-Type': 'text/xml'}, body.encode()  # a new dict: the sender adds headers
