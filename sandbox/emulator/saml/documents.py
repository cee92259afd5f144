"""XML as a signature sees it: prefixes and the scope of namespaces are kept, which ElementTree loses.

A document with a type declaration, a processing instruction or an entity of its own is refused: no message has one."""

from collections.abc import Iterator
from xml.parsers import expat

from .refusals import Refused

PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol'
ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion'
METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata'
SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#'

_MOST_BYTES = 256 * 1024
_DEEPEST = 50
_XML = 'http://www.w3.org/XML/1998/namespace'


class Element:
    def __init__(self, name: str, written: dict[str, str], parent: 'Element | None') -> None:
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.scope: dict[str, str] = {**(parent.scope if parent else {'xml': _XML}), **_declared(written)}
        self.prefix, self.local = _split(name)
        self.namespace = self._namespace(self.prefix, '')
        self.attributes: dict[tuple[str, str], tuple[str, str]] = {}
        """By namespace and local name: the name as written, and the value."""
        for key, value in written.items():
            if key != 'xmlns' and not key.startswith('xmlns:'):
                prefix, local = _split(key)
                place = (self._namespace(prefix, None) if prefix else '', local)
                if place in self.attributes:
                    raise Refused(f'the attribute {local} is there twice')
                self.attributes[place] = (key, value)
        self.children: list[Element | str] = []

    def _namespace(self, prefix: str, default: str | None) -> str:
        found = self.scope.get(prefix, default)
        if found is None or (prefix and not found):
            raise Refused(f'the prefix {prefix} has no namespace')
        return found

    def get(self, local: str) -> str | None:
        """The value of an attribute without a namespace."""
        return self.attributes.get(('', local), ('', None))[1]

    def elements(self) -> Iterator['Element']:
        """Its direct children."""
        return (child for child in self.children if isinstance(child, Element))

    def all(self, namespace: str, local: str) -> list['Element']:
        """Its direct children with a name."""
        return [child for child in self.elements() if (child.namespace, child.local) == (namespace, local)]

    def only(self, namespace: str, local: str) -> 'Element':
        """Its one direct child with a name."""
        found = self.all(namespace, local)
        if len(found) != 1:
            raise Refused(f'{self.local} has {len(found)} elements {local}, but must have one')
        return found[0]

    def every(self) -> Iterator['Element']:
        """Itself and all that is below it."""
        yield self
        for child in self.elements():
            yield from child.every()

    @property
    def text(self) -> str:
        """All of its text: a comment within it ends nothing."""
        if next(self.elements(), None):
            raise Refused(f'{self.local} must have text alone')
        return ''.join(part for part in self.children if isinstance(part, str))


def parsed(data: bytes) -> Element:
    if len(data) > _MOST_BYTES:
        raise Refused(f'the document has more than {_MOST_BYTES} bytes')
    roots: list[Element] = []
    opened: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes, opened[-1] if opened else None)
        if element.depth > _DEEPEST:
            raise Refused('the document is nested too deeply')
        (opened[-1].children if opened else roots).append(element)
        opened.append(element)

    def refuse(*_: object) -> None:
        raise Refused('the document has a type declaration or a processing instruction')

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: opened.pop()
    parser.CharacterDataHandler = lambda text: opened[-1].children.append(text)
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as wrong:
        raise Refused(f'the document is no XML: {wrong}') from None
    return roots[0]


def _declared(written: dict[str, str]) -> dict[str, str]:
    declared = {key.partition(':')[2]: value for key, value in written.items() if key.split(':')[0] == 'xmlns'}
    if {'xml', 'xmlns'} & declared.keys() or _XML in declared.values():
        raise Refused('the prefix xml is declared anew')
    return declared


def _split(name: str) -> tuple[str, str]:
    prefix, colon, local = name.rpartition(':')
    if ':' in prefix or (colon and not (prefix and local)):
        raise Refused(f'{name} is no name')
    return prefix, local
