"""Fn::GetStackOutput ignores its Region and its RoleArn, and reads the outputs of deleted stacks.

It fails, or silently reads a stack of the same name in the region and account of the reader. Here it reads the account
of the role, which has to be there; what the role trusts and may do is not asked.
"""

import sys
from typing import Any

NEEDS = {
    'ministack.services.cloudformation.engine': ('_resolve_refs',),
    'ministack.services.iam': ('_roles',),
}


def install() -> None:
    from ministack.core.responses import get_account_id, get_region
    from ministack.services import cloudformation, iam
    from ministack.services.cloudformation import engine

    native = engine._resolve_refs

    def resolve(value: Any, *surroundings: Any, **named: Any) -> Any:
        asked = value.get('Fn::GetStackOutput') if isinstance(value, dict) else None
        if not isinstance(asked, dict):
            return native(value, *surroundings, **named)
        place = {key: resolve(part, *surroundings, **named) for key, part in asked.items()}
        place.setdefault('Region', get_region())
        account = get_account_id()
        if role := place.get('RoleArn'):
            account = role.split(':')[4]
            if iam._roles.get_scoped(account, None, role.rsplit('/', 1)[-1]) is None:
                raise ValueError(f"Role '{role}' of Fn::GetStackOutput cannot be assumed")
        stack = cloudformation._stacks.get_scoped(account, place['Region'], place['StackName']) or {}
        there = stack.get('StackStatus') != 'DELETE_COMPLETE'
        for output in stack.get('Outputs', []) if there else ():
            if output['OutputKey'] == place['OutputName']:
                return output['OutputValue']
        raise ValueError(
            f"Output '{place['OutputName']}' not found in stack '{place['StackName']}' in {place['Region']}"
        )

    # Modules import the function by name, and it is recursive.
    for name, module in list(sys.modules.items()):
        if name.startswith('ministack.services.cloudformation') and getattr(module, '_resolve_refs', None) is native:
            vars(module)['_resolve_refs'] = resolve
