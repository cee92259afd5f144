"""Route 53 has no TestDNSAnswer."""

from typing import Any
from xml.sax.saxutils import escape

from ..route53_answers import answer
from ..shapes import Response

NEEDS = {'ministack.services.route53': ('_zones', '_records', 'handle_request')}

_PATH = '/2013-04-01/testdnsanswer'
_ADDRESS = {'A': '127.0.0.1', 'AAAA': '::1'}


def install() -> None:
    from ministack.services import route53

    native = route53.handle_request

    async def handle_request(
        method: str, path: str, headers: dict[str, str], body: bytes, query_params: dict[str, Any]
    ) -> Any:
        if path.rstrip('/') != _PATH:
            return await native(method, path, headers, body, query_params)
        return _answer(*(_one(query_params, name) for name in ('hostedzoneid', 'recordname', 'recordtype')))

    route53.handle_request = handle_request


def _answer(zone_id: str, name: str, kind: str) -> Response:
    from ministack.services import route53

    from .. import names

    zone = route53._zones.get(zone_id.removeprefix('/hostedzone/'))
    if zone is None:
        message = f'<Code>NoSuchHostedZone</Code><Message>No hosted zone found with ID: {escape(zone_id)}</Message>'
        return answer(404, 'ErrorResponse', f'<Error>{message}</Error>')
    records = route53._records.get(zone['id'], [])
    there = any(names.matching(records, name, each['Type']) for each in records)
    data = []
    for record in names.matching(records, name, kind):
        alias = (record.get('AliasTarget') or {}).get('DNSName')
        if alias:
            data += [_ADDRESS[kind]] if kind in _ADDRESS and names.leads_to(alias) else []
        else:
            data += record.get('ResourceRecords', [])
    entries = ''.join(f'<RecordDataEntry>{escape(entry)}</RecordDataEntry>' for entry in data)
    code = 'NOERROR' if there else 'NXDOMAIN'
    response = (
        f'<Nameserver>ns-1.awsdns-1.com</Nameserver><RecordName>{escape(name)}</RecordName>'
        f'<RecordType>{escape(kind)}</RecordType><RecordData>{entries}</RecordData>'
        f'<ResponseCode>{code}</ResponseCode><Protocol>UDP</Protocol>'
    )
    return answer(200, 'TestDNSAnswerResponse', response)


def _one(query_params: dict[str, Any], name: str) -> str:
    value = query_params.get(name, '')
    return value[0] if isinstance(value, list) else value
