from emulator.tests.support import ACCOUNT, Deployed

OUT = {'Ref': {'Ref': 'Channel'}, 'Arn': {'Fn::GetAtt': ['Channel', 'Arn']}}


def channel(name='bank-page', **properties):
    own = {
        'ConfigurationName': name,
        'IamRoleArn': f'arn:aws:iam::{ACCOUNT}:role/r',
        'SlackChannelId': 'C1',
        'SlackWorkspaceId': 'T1',
    }
    return {'Channel': {'Type': 'AWS::Chatbot::SlackChannelConfiguration', 'Properties': {**own, **properties}}}


class TestSlackChannel(Deployed):
    """A template-only type: `template_only.py` has the reason."""

    def test_its_stack_lives_as_if_it_were_there(self):
        arn = f'arn:aws:chatbot::{ACCOUNT}:chat-configuration/slack-channel/bank-page'
        self.assertEqual(self.deploy(channel(), OUT), {'Ref': arn, 'Arn': arn})
        self.assertEqual(self.change(channel(LoggingLevel='ERROR'), OUT)['Ref'], arn)
        self.assertEqual(self.change(channel('other'), OUT)['Ref'], arn.replace('bank-page', 'other'))
        self.destroy()
