"""A distribution with s3:ListBucket gets AccessDenied for a missing object, where S3 answers NoSuchKey."""

from ..shapes import Response

NEEDS = {
    'ministack.core.iam_evaluator': ('EvalContext', 'evaluate_resource_policy'),
    'ministack.core.responses': ('get_account_id', 'get_region'),
    'ministack.services.s3': (
        '_bucket_owner_account',
        '_bucket_policies',
        '_ensure_bucket',
        '_error',
        'serve_cloudfront_origin_fetch',
    ),
}


def install() -> None:
    from ministack.core import iam_evaluator, responses
    from ministack.services import s3

    native = s3.serve_cloudfront_origin_fetch

    def may_list(name: str, distribution: str) -> bool:
        owner = s3._bucket_owner_account(name) or responses.get_account_id()
        policy = s3._bucket_policies.get_scoped(owner, None, name)
        if not policy or not distribution:
            return False
        asked = iam_evaluator.EvalContext(
            principal_arn='*',
            principal_type='Service',
            principal_account='',
            action='s3:ListBucket',
            resource_arn=f'arn:aws:s3:::{name}',
            region=responses.get_region(),
            service_context={'aws:sourcearn': distribution},
        )
        return (
            iam_evaluator.evaluate_resource_policy(policy, asked, service='cloudfront.amazonaws.com').decision
            == 'Allow'
        )

    def fetch(
        name: str, key: str, method: str, headers: dict[str, str], source_arn: str = '', oai_id: str = ''
    ) -> Response:
        answer = native(name, key, method, headers, source_arn, oai_id)
        bucket = s3._ensure_bucket(name) if answer[0] == 403 else None
        if bucket is None or key in bucket['objects'] or not may_list(name, source_arn):
            return answer
        status, fields, body = s3._error('NoSuchKey', 'The specified key does not exist.', 404, f'/{name}/{key}')
        return status, fields, b'' if method == 'HEAD' else body

    s3.serve_cloudfront_origin_fetch = fetch
