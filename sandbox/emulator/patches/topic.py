"""A topic of a template loses KmsMasterKeyId."""

from ..shapes import Properties
from ..wrapping import after

NEEDS = {'ministack.services.sns': ('_topics',)}


def install() -> None:
    from ministack.services import sns

    def patch(arn: str, properties: Properties, old: Properties | None) -> None:
        attributes = sns._topics[arn]['attributes']
        if 'KmsMasterKeyId' in properties:
            attributes['KmsMasterKeyId'] = properties['KmsMasterKeyId']
        else:
            attributes.pop('KmsMasterKeyId', None)

    after('AWS::SNS::Topic', patch)
