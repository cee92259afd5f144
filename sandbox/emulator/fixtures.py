"""The VPC, subnets, hosted zone, certificates and web ACLs that exist before the first deployment, with their ids."""

import contextlib
import json
from collections.abc import Iterator
from types import ModuleType

from . import messages
from .shapes import Properties, Response


def read(file: str) -> Properties:
    try:
        with open(file, encoding='utf-8') as opened:
            fixtures = json.load(opened)
        return {
            'account': fixtures['account'],
            'region': fixtures['region'],
            # Without a network, the stacks create one.
            'vpc': {'id': vpc['id'], 'cidr': vpc['cidr']} if (vpc := fixtures.get('vpc')) else None,
            'subnets': [{'id': s['id'], 'cidr': s['cidr'], 'zone': s['zone']} for s in fixtures['subnets']],
            # Without a zone, the stacks create one.
            'hostedZone': {'id': zone['id'], 'name': zone['name']} if (zone := fixtures.get('hostedZone')) else None,
            # Of names at a DNS provider outside of the account.
            'certificates': [{'arn': one['arn'], 'names': one['names']} for one in fixtures.get('certificates', [])],
            'webAcls': [{'name': acl['name'], 'id': acl['id'], 'scope': acl['scope']} for acl in fixtures['webAcls']],
        }
    except (OSError, ValueError) as why:
        raise messages.unreadable_fixtures(file, why) from None
    except (KeyError, TypeError) as why:
        raise messages.unreadable_fixtures(file, f'it lacks {why}') from None


def make(fixtures: Properties) -> None:
    from ministack.core import responses
    from ministack.services import acm, ec2, route53, waf

    responses.set_request_account_id(fixtures['account'])
    responses.set_request_region(fixtures['region'])
    ec2._ensure_defaults_initialized()
    if vpc := fixtures['vpc']:
        with _next_id(ec2, '_new_vpc_id', vpc['id']):
            _done(ec2._create_vpc({'CidrBlock': [vpc['cidr']]}))
    for subnet in fixtures['subnets']:
        with _next_id(ec2, '_new_subnet_id', subnet['id']):
            _done(
                ec2._create_subnet(
                    {
                        'VpcId': [fixtures['vpc']['id']],
                        'CidrBlock': [subnet['cidr']],
                        'AvailabilityZone': [subnet['zone']],
                    }
                )
            )
    for acl in fixtures['webAcls']:
        with _next_id(waf, 'new_uuid', acl['id']):
            waf.create_web_acl_record(acl['name'], acl['scope'], {})
    for certificate in fixtures['certificates']:
        first, *others = certificate['names']
        with _next_id(acm, '_cert_arn', certificate['arn']):
            _done(acm._request_certificate({'DomainName': first, 'SubjectAlternativeNames': others}))
    if (zone := fixtures['hostedZone']) is None:
        return
    body = (
        '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">'
        f'<Name>{zone["name"]}</Name><CallerReference>{zone["id"]}</CallerReference></CreateHostedZoneRequest>'
    )
    with _next_id(route53, '_zone_id', zone['id']):
        _done(route53._create_hosted_zone(body.encode(), {}))


@contextlib.contextmanager
def _next_id(module: ModuleType, generator: str, wanted: str) -> Iterator[None]:
    own = getattr(module, generator)
    setattr(module, generator, lambda: wanted)
    try:
        yield
    finally:
        setattr(module, generator, own)


def _done(answer: Response) -> None:
    if answer[0] >= 300:
        raise RuntimeError(f'MiniStack refused what the config names: {answer[2]!r}')
