"""Where names lead, and for whom there is a certificate: what the world sees of distributions and load balancers."""

_DEPTH = 8  # of aliases that lead to aliases


def leads_to(name, depth=_DEPTH):
    """('distribution' or 'load balancer', what it is), or None where no such name is."""
    from ministack.services import alb, cloudfront

    name = _plain(name)
    for distribution in cloudfront._distributions.values():
        if distribution['DomainName'].lower() == name:
            return 'distribution', distribution
    for balancer in alb._lbs.values():
        if name in (balancer['DNSName'].lower(), f'dualstack.{balancer["DNSName"].lower()}'):
            return 'load balancer', balancer
    zone, records = zone_of(name)
    if zone is None or depth == 0:
        return None
    for kind in ('A', 'CNAME'):
        for record in matching(records, name, kind):
            further = (record.get('AliasTarget') or {}).get('DNSName') or (record.get('ResourceRecords') or [''])[0]
            if further:
                return leads_to(further, depth - 1)
    return None


def zone_of(name):
    """The public zone nearest to a name, and its records."""
    from ministack.services import route53

    around = [
        zone
        for zone in route53._zones.values()
        if not zone.get('private') and f'.{_plain(name)}'.endswith(f'.{_plain(zone["name"])}')
    ]
    zone = max(around, key=lambda zone: len(zone['name']), default=None)
    return zone, route53._records.get(zone['id'], []) if zone else []


def matching(records, name, kind):
    """The records of a name, or where there are none, of a wildcard beside it."""
    name = _plain(name)
    own = [record for record in records if _plain(record['Name']) == name]
    star = f'\\052.{name.partition(".")[2]}'
    found = own or [record for record in records if _plain(record['Name']).replace('*', '\\052') == star]
    return [record for record in found if record['Type'] == kind]


def is_certified(name, found):
    """Whether whom a name leads to has a certificate with the name."""
    from ministack.core.responses import get_account_id
    from ministack.services import acm, alb

    kind, target = found
    if kind == 'distribution':
        if target['DomainName'].lower() == _plain(name):
            return True  # CloudFront's own
        arns = [_certificate_of(target)]
    else:
        listeners = alb._listeners.values()
        mine = [one for one in listeners if one['LoadBalancerArn'] == target['LoadBalancerArn']]
        arns = [arn for listener in mine for arn in listener.get('Certificates', [])]
    for arn in filter(None, arns):
        certificate = acm._certificates.get_scoped(get_account_id(), arn.split(':')[3], arn)
        if certificate and any(_covers(one, _plain(name)) for one in _names_on(certificate)):
            return True
    return False


def _certificate_of(distribution):
    from ministack.services import cloudfront

    viewer = cloudfront._find(cloudfront._dist_config_el(distribution), 'ViewerCertificate')
    found = None if viewer is None else cloudfront._find(viewer, 'ACMCertificateArn')
    return None if found is None else found.text


def _names_on(certificate):
    return [certificate['DomainName'], *certificate.get('SubjectAlternativeNames', [])]


def _covers(pattern, name):
    return pattern == name or (pattern.startswith('*.') and name.partition('.')[2] == pattern[2:])


def _plain(name):
    return name.lower().rstrip('.')
