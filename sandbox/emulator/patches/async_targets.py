"""A rule or a schedule with a Lambda function tries no failed invocation again, and gives none to its destination."""

import json

NEEDS = {
    'ministack.services.eventbridge': ('_dispatch_to_lambda',),
    'ministack.services.lambda_svc': (
        '_get_func_record_for_ref',
        '_execution_record_for_config',
        'invoke_async_with_retry',
    ),
}


def install() -> None:
    from ministack.services import eventbridge, lambda_svc

    native = eventbridge._dispatch_to_lambda

    def dispatch(arn: str, payload: str) -> None:
        func, config, _ = lambda_svc._get_func_record_for_ref(arn)
        if not func or not config:
            native(arn, payload)
            return
        record = {**func, **lambda_svc._execution_record_for_config(func, config)}
        lambda_svc.invoke_async_with_retry(record, json.loads(payload))

    eventbridge._dispatch_to_lambda = dispatch
