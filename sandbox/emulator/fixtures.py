"""What stands in the account before the bank comes: its VPC, its subnets and its hosted zone, by the ids of the config."""

import contextlib
import json

from . import messages


def read(file):
    try:
        with open(file, encoding='utf-8') as opened:
            fixtures = json.load(opened)
        return {
            'account': fixtures['account'],
            'region': fixtures['region'],
            'vpc': {'id': fixtures['vpc']['id'], 'cidr': fixtures['vpc']['cidr']},
            'subnets': [{'id': s['id'], 'cidr': s['cidr'], 'zone': s['zone']} for s in fixtures['subnets']],
            # Without one the bank makes its own.
            'hostedZone': {'id': zone['id'], 'name': zone['name']} if (zone := fixtures.get('hostedZone')) else None,
        }
    except (OSError, ValueError) as why:
        raise messages.unreadable_fixtures(file, why) from None
    except (KeyError, TypeError) as why:
        raise messages.unreadable_fixtures(file, f'it lacks {why}') from None


def make(fixtures):
    from ministack.core import responses
    from ministack.services import ec2, route53

    responses.set_request_account_id(fixtures['account'])
    responses.set_request_region(fixtures['region'])
    ec2._ensure_defaults_initialized()
    with _next_id(ec2, '_new_vpc_id', fixtures['vpc']['id']):
        _done(ec2._create_vpc({'CidrBlock': [fixtures['vpc']['cidr']]}))
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
    if (zone := fixtures['hostedZone']) is None:
        return
    body = (
        '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">'
        f'<Name>{zone["name"]}</Name><CallerReference>{zone["id"]}</CallerReference></CreateHostedZoneRequest>'
    )
    with _next_id(route53, '_zone_id', zone['id']):
        _done(route53._create_hosted_zone(body.encode(), {}))


@contextlib.contextmanager
def _next_id(module, generator, wanted):
    own = getattr(module, generator)
    setattr(module, generator, lambda: wanted)
    try:
        yield
    finally:
        setattr(module, generator, own)


def _done(answer):
    if answer[0] >= 300:
        raise RuntimeError(f'MiniStack refused what the config names: {answer[2]!r}')
