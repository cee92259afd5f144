"""A listener takes one certificate: adds the three calls for further ones.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html
"""

from xml.sax.saxutils import escape

from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.alb': ('_ACTION_MAP', '_empty', '_error', '_listeners', '_p', '_parse_certificate_arns', '_xml')
}

FURTHER = '_further_certificates'
"""In the record of a listener: the certificates beside its default one."""


def install() -> None:
    from ministack.services import alb

    def listener_of(params: Properties) -> Properties | None:
        found: Properties | None = alb._listeners.get(alb._p(params, 'ListenerArn'))
        return found

    def missing() -> Response:
        return alb._error('ListenerNotFound', 'One or more listeners not found')

    def add(params: Properties) -> Response:
        listener = listener_of(params)
        if listener is None:
            return missing()
        given = alb._parse_certificate_arns(params)
        listener[FURTHER] = list(dict.fromkeys([*listener.get(FURTHER, []), *given]))
        members = ''.join(_member(arn, is_default=False) for arn in given)
        return alb._xml(200, 'AddListenerCertificates', f'<Certificates>{members}</Certificates>')

    def remove(params: Properties) -> Response:
        listener = listener_of(params)
        if listener is None:
            return missing()
        gone = alb._parse_certificate_arns(params)
        listener[FURTHER] = [arn for arn in listener.get(FURTHER, []) if arn not in gone]
        return alb._empty('RemoveListenerCertificates')

    def describe(params: Properties) -> Response:
        listener = listener_of(params)
        if listener is None:
            return missing()
        members = [_member(arn, is_default=True) for arn in listener.get('Certificates', [])]
        members += [_member(arn, is_default=False) for arn in listener.get(FURTHER, [])]
        return alb._xml(200, 'DescribeListenerCertificates', f'<Certificates>{"".join(members)}</Certificates>')

    alb._ACTION_MAP['AddListenerCertificates'] = add
    alb._ACTION_MAP['RemoveListenerCertificates'] = remove
    alb._ACTION_MAP['DescribeListenerCertificates'] = describe


def _member(arn: str, *, is_default: bool) -> str:
    default = 'true' if is_default else 'false'
    return f'<member><CertificateArn>{escape(arn)}</CertificateArn><IsDefault>{default}</IsDefault></member>'
