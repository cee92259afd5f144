"""A schedule with a task of ECS starts nothing."""

from typing import Any

NEEDS = {
    'ministack.services.ecs': ('_run_task',),
    'ministack.services.eventbridge': ('_invoke_target',),
}


def install() -> None:
    from ministack.services import ecs, eventbridge

    native = eventbridge._invoke_target

    def invoke(target: dict[str, Any], event: dict[str, Any], rule: dict[str, Any], view: Any = None) -> None:
        parameters = target.get('EcsParameters')
        if parameters is None:
            native(target, event, rule, view)
            return
        network = parameters.get('NetworkConfiguration', {}).get('AwsvpcConfiguration', {})
        ecs._run_task(
            {
                'cluster': target['Arn'],
                'taskDefinition': parameters['TaskDefinitionArn'],
                'launchType': parameters.get('LaunchType', 'FARGATE'),
                'count': int(parameters.get('TaskCount', 1)),
                'networkConfiguration': {
                    'awsvpcConfiguration': {
                        'subnets': network.get('Subnets', []),
                        'securityGroups': network.get('SecurityGroups', []),
                        'assignPublicIp': network.get('AssignPublicIp', 'DISABLED'),
                    }
                },
            }
        )

    eventbridge._invoke_target = invoke
