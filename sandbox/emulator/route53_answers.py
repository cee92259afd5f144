"""Answers of Route 53's API that MiniStack has none for."""


def answer(status, name, inner):
    """What a handler of requests returns: an element of Route 53's, around what is XML already."""
    body = f'<{name} xmlns="https://route53.amazonaws.com/doc/2013-04-01/">{inner}</{name}>'
    return status, {'Content-Type': 'text/xml'}, body.encode()  # headers of its own, which whoever sends it adds to
