"""A topic of a template loses its key."""

from ..wrapping import after

NEEDS = {'ministack.services.sns': ('_topics',)}


def install():
    from ministack.services import sns

    def patch(arn, properties, old):
        attributes = sns._topics[arn]['attributes']
        if 'KmsMasterKeyId' in properties:
            attributes['KmsMasterKeyId'] = properties['KmsMasterKeyId']
        else:
            attributes.pop('KmsMasterKeyId', None)

    after('AWS::SNS::Topic', patch)
