"""ECR signs nothing: adds its signing configuration, and the status of each pushed image that a rule matches."""

import fnmatch
from typing import Any

from ..own_actions import add_actions
from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.ecr': ('_image_digest', '_images', '_put_image', '_repositories', 'handle_request'),
    'ministack.core.responses': ('AccountRegionScopedDict', 'error_response_json', 'get_account_id', 'json_response'),
}


def install() -> None:
    from ministack.core import responses
    from ministack.services import ecr

    # One of each in an account and region, under this key.
    configuration = responses.AccountRegionScopedDict()
    only = 'rules'
    signed = responses.AccountRegionScopedDict()
    native = ecr._put_image

    def put_image(data: Properties) -> Any:
        name = data.get('repositoryName', '')
        digest = data.get('imageDigest') or ecr._image_digest(data.get('imageManifest', ''))
        is_there = any(one['imageDigest'] == digest for one in ecr._images.get(name, []))
        answer = native(data)
        if answer[0] == 200 and not is_there:
            profiles = [rule['signingProfileArn'] for rule in configuration.get(only, []) if _matches(rule, name)]
            signed[f'{name}@{digest}'] = profiles
        return answer

    def describe(asked: Properties) -> Response:
        name, given = asked.get('repositoryName', ''), asked.get('imageId') or {}
        if name not in ecr._repositories:
            message = f"The repository with name '{name}' does not exist"
            return responses.error_response_json('RepositoryNotFoundException', message, 400)
        found = [one['imageDigest'] for one in ecr._images[name] if _is(one, given)]
        if not found:
            return responses.error_response_json('ImageNotFoundException', 'The image does not exist', 400)
        profiles = signed.get(f'{name}@{found[0]}', [])
        statuses = [{'signingProfileArn': one, 'status': 'COMPLETE'} for one in profiles]
        about = {'repositoryName': name, 'imageId': given, 'registryId': responses.get_account_id()}
        return responses.json_response({**about, 'signingStatuses': statuses})

    def answer_with(rules: list[Properties]) -> Response:
        return responses.json_response({'signingConfiguration': {'rules': rules}})

    def put(asked: Properties) -> Response:
        configuration[only] = asked['signingConfiguration']['rules']
        return answer_with(configuration[only])

    def get(asked: Properties) -> Response:
        if only not in configuration:
            message = 'The registry has no signing configuration'
            return responses.error_response_json('SigningConfigurationNotFoundException', message, 400)
        return answer_with(configuration[only])

    def delete(asked: Properties) -> Response:
        answer = get(asked)
        configuration.pop(only, None)
        return answer

    ecr._put_image = put_image
    add_actions(
        ecr,
        {
            'DescribeImageSigningStatus': describe,
            'PutSigningConfiguration': put,
            'GetSigningConfiguration': get,
            'DeleteSigningConfiguration': delete,
        },
    )


def _matches(rule: Properties, name: str) -> bool:
    filters = rule.get('repositoryFilters')
    return not filters or any(fnmatch.fnmatchcase(name, one['filter']) for one in filters)


def _is(image: Properties, asked: Properties) -> bool:
    return image['imageDigest'] == asked.get('imageDigest') or asked.get('imageTag') in image.get('imageTags', [])
