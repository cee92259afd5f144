"""DescribeVpcEndpoints leaves out policy, security groups and private DNS of an endpoint."""

import json
from xml.sax.saxutils import escape

from ..shapes import Properties

NEEDS = {'ministack.services.ec2': ('_vpce_fields_xml',)}

_FULL_ACCESS = {'Statement': [{'Action': '*', 'Effect': 'Allow', 'Principal': '*', 'Resource': '*'}]}


def install() -> None:
    from ministack.services import ec2

    native = ec2._vpce_fields_xml

    def fields(endpoint: Properties, tag: str = 'item') -> str:
        policy = endpoint.get('PolicyDocument') or _FULL_ACCESS
        text = policy if isinstance(policy, str) else json.dumps(policy)
        groups = ''.join(f'<item><groupId>{one}</groupId></item>' for one in endpoint.get('SecurityGroupIds', []))
        is_private = f'{endpoint.get("PrivateDnsEnabled", False)}'.lower()
        more = (
            f'<policyDocument>{escape(text)}</policyDocument><groupSet>{groups}</groupSet>'
            f'<privateDnsEnabled>{is_private}</privateDnsEnabled>'
        )
        return native(endpoint, tag).removesuffix(f'</{tag}>') + f'{more}</{tag}>'

    ec2._vpce_fields_xml = fields
