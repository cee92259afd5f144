"""Resolves host names to distributions, load balancers and REST APIs, and looks up their certificates."""

from .patches.listener_certificates import FURTHER
from .rest_api import addresses
from .shapes import Properties

_DEPTH = 8  # aliases of aliases


def leads_to(name: str, depth: int = _DEPTH) -> tuple[str, Properties] | None:
    """`distribution`, `load balancer` or `API` and its record in MiniStack; None for a name that does not resolve."""
    from ministack.services import alb, cloudfront

    name = _plain(name)
    for distribution in cloudfront._distributions.values():
        if distribution['DomainName'].lower() == name:
            return 'distribution', distribution
    for balancer in alb._lbs.values():
        if name in (balancer['DNSName'].lower(), f'dualstack.{balancer["DNSName"].lower()}'):
            return 'load balancer', balancer
    if domain := addresses.behind(name):
        return 'API', domain
    zone, records = zone_of(name)
    if zone is None or depth == 0:
        return None
    for kind in ('A', 'CNAME'):
        for record in matching(records, name, kind):
            further = (record.get('AliasTarget') or {}).get('DNSName') or (record.get('ResourceRecords') or [''])[0]
            if further:
                return leads_to(further, depth - 1)
    return None


def zone_of(name: str) -> tuple[Properties | None, list[Properties]]:
    """The most specific public hosted zone of a name, and its records."""
    from ministack.services import route53

    around = [
        zone
        for zone in route53._zones.values()
        if not zone.get('private') and f'.{_plain(name)}'.endswith(f'.{_plain(zone["name"])}')
    ]
    zone = max(around, key=lambda zone: len(zone['name']), default=None)
    return zone, route53._records.get(zone['id'], []) if zone else []


def matching(records: list[Properties], name: str, kind: str) -> list[Properties]:
    """The records of a name; without any, those of the wildcard that covers it."""
    name = _plain(name)
    own = [record for record in records if _plain(record['Name']) == name]
    star = f'\\052.{name.partition(".")[2]}'
    found = own or [record for record in records if _plain(record['Name']).replace('*', '\\052') == star]
    return [record for record in found if record['Type'] == kind]


def is_certified(name: str, found: tuple[str, Properties]) -> bool:
    """Whether the target of a name has a certificate that covers the name."""
    from ministack.core.responses import get_account_id
    from ministack.services import acm, alb

    kind, target = found
    if kind == 'distribution':
        if target['DomainName'].lower() == _plain(name):
            return True  # *.cloudfront.net, by CloudFront
        arns = [_certificate_of(target)]
    elif kind == 'API':
        arns = [target.get('regionalCertificateArn')]
    else:
        listeners = alb._listeners.values()
        mine = [one for one in listeners if one['LoadBalancerArn'] == target['LoadBalancerArn']]
        arns = [arn for one in mine for arn in (*one.get('Certificates', []), *one.get(FURTHER, []))]
    for arn in filter(None, arns):
        certificate = acm._certificates.get_scoped(get_account_id(), arn.split(':')[3], arn)
        if certificate and any(_covers(one, _plain(name)) for one in _names_on(certificate)):
            return True
    return False


def _certificate_of(distribution: Properties) -> str | None:
    from ministack.services import cloudfront

    viewer = cloudfront._find(cloudfront._dist_config_el(distribution), 'ViewerCertificate')
    found = None if viewer is None else cloudfront._find(viewer, 'ACMCertificateArn')
    return None if found is None else found.text


def _names_on(certificate: Properties) -> list[str]:
    return [certificate['DomainName'], *certificate.get('SubjectAlternativeNames', [])]


def _covers(pattern: str, name: str) -> bool:
    return pattern == name or (pattern.startswith('*.') and name.partition('.')[2] == pattern[2:])


def _plain(name: str) -> str:
    return name.lower().rstrip('.')
