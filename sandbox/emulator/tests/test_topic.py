from emulator.tests.support import Deployed


def topic(**properties):
    return {'Topic': {'Type': 'AWS::SNS::Topic', 'Properties': {'TopicName': 'page', **properties}}}


class TestTopic(Deployed):
    def key(self, arn):
        return self.client('sns').get_topic_attributes(TopicArn=arn)['Attributes'].get('KmsMasterKeyId')

    def test_its_key_comes_changes_and_goes(self):
        out = {'Arn': {'Ref': 'Topic'}}
        arn = self.deploy(topic(KmsMasterKeyId='one'), out)['Arn']
        self.assertEqual(self.key(arn), 'one')
        self.change(topic(KmsMasterKeyId='two'), out)
        self.assertEqual(self.key(arn), 'two')
        self.change(topic(DisplayName='Page'), out)
        self.assertIsNone(self.key(arn))
