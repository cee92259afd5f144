"""A change set of a stack whose outputs alone change says that there are no changes, and cannot be executed.

CloudFormation makes one with no changes of resources, that can be: https://github.com/aws/aws-cdk/pull/2029."""

from typing import Any

NEEDS = {
    'ministack.services.cloudformation': ('_change_sets', '_stacks'),
    'ministack.services.cloudformation.handlers': ('_ACTION_HANDLERS',),
}


def install() -> None:
    from ministack.services.cloudformation import _change_sets, _stacks, handlers

    native = handlers._ACTION_HANDLERS['CreateChangeSet']

    def create(params: Any) -> Any:
        before = set(_change_sets.keys())
        answer = native(params)
        for made in set(_change_sets.keys()) - before:
            change_set = _change_sets[made]
            stack = _stacks.get(change_set['StackName'], {})
            is_empty = change_set['Status'] == 'FAILED' and change_set['StatusReason'].startswith('The submitted')
            if is_empty and _outputs(change_set) != _outputs(stack):
                change_set.update(Status='CREATE_COMPLETE', ExecutionStatus='AVAILABLE', StatusReason='')
        return answer

    handlers._ACTION_HANDLERS['CreateChangeSet'] = create


def _outputs(of: dict[str, Any]) -> Any:
    return of.get('_template', {}).get('Outputs', {})
