"""What an HTTP proxy integration sends, as its mappings of parameters say.

https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html"""

from typing import Any
from urllib.parse import quote, urlencode

from ..shapes import Properties
from .current import Request
from .variables import value_of

_OF_THE_CONNECTION = ('connection', 'content-length', 'host', 'keep-alive', 'te', 'transfer-encoding', 'upgrade')
_INTO = 'integration.request.'


class Outgoing:
    """Method, URL and headers of a request to the backend."""

    def __init__(self, request: Request, integration: Properties, query: Properties, parameters: Properties) -> None:
        def mapped(kind: str) -> dict[str, str]:
            start = f'{_INTO}{kind}.'
            found = {
                into.removeprefix(start): _value(source, request, query, parameters)
                for into, source in (integration.get('requestParameters') or {}).items()
                if into.startswith(start)
            }
            return {name: value for name, value in found.items() if value is not None}

        asked = integration.get('httpMethod') or 'ANY'
        self.method = request.method if asked == 'ANY' else asked
        self.url = _url(integration['uri'], {**parameters, **mapped('path')}, {**query, **mapped('querystring')})
        own = {name: value for name, value in request.headers.items() if name.lower() not in _OF_THE_CONNECTION}
        dropped = {
            into.removeprefix(f'{_INTO}header.').lower()
            for into in (integration.get('requestParameters') or {})
            if into.startswith(f'{_INTO}header.')
        }
        self.headers = {
            **{name: value for name, value in own.items() if name.lower() not in dropped},
            **{name.lower(): value for name, value in mapped('header').items()},
            'x-amzn-apigateway-api-id': request.route.get('api_id', ''),
        }
        self.headers.setdefault('x-forwarded-for', request.caller)


def _url(uri: str, path: Properties, query: Properties) -> str:
    for name, value in path.items():
        uri = uri.replace(f'{{{name}}}', quote(str(value), safe="/~!$&'()*+,;=:@"))
    pairs = [(name, one) for name, of in query.items() for one in (of if isinstance(of, list) else [of])]
    return f'{uri}{"&" if "?" in uri else "?"}{urlencode(pairs)}' if pairs else uri


def _value(source: str, request: Request, query: Properties, parameters: Properties) -> Any:
    """The value that a mapping takes from the request; None where there is none."""
    if source.startswith("'"):
        return source[1:-1]
    kind, _, name = source.removeprefix('method.request.').partition('.')
    if source.startswith('context.'):
        return value_of(source.removeprefix('context.'), request) or None
    if source.startswith('stageVariables.'):
        return (request.route['stage'].get('variables') or {}).get(name)
    if kind == 'header':
        return next((value for one, value in request.headers.items() if one.lower() == name.lower()), None)
    if kind == 'querystring':
        return next(iter(query.get(name) or []), None)
    return parameters.get(name) if kind == 'path' else None
