"""A function of a template loses its VPC, reserved concurrency, dead-letter queue, key and file systems."""

from ..shapes import Properties
from ..wrapping import after

NEEDS = {'ministack.services.lambda_svc': ('_functions', '_vpc_config_with_id')}

_FIELDS = ('DeadLetterConfig', 'FileSystemConfigs', 'KMSKeyArn')


def install() -> None:
    from ministack.services import lambda_svc

    def patch(name: str, properties: Properties, old: Properties | None) -> None:
        function = lambda_svc._functions[name]
        config = function['config']
        config['VpcConfig'] = lambda_svc._vpc_config_with_id(properties.get('VpcConfig') or {})
        for field in _FIELDS:
            if field in properties:
                config[field] = properties[field]
            else:
                config.pop(field, None)
        reserved = properties.get('ReservedConcurrentExecutions')
        function['concurrency'] = None if reserved is None else int(reserved)

    after('AWS::Lambda::Function', patch)
