"""Types that the sandbox records and does not act on: the reason, and the Arn that they answer with."""

TEMPLATE_ONLY = {
    'AWS::Chatbot::SlackChannelConfiguration': {
        'reason': (
            'MiniStack has no Chatbot, and AWS makes a channel only after somebody authorised the Slack workspace in '
            'the console: nothing here could send a message or read the channel back.'
        ),
        'reference': 'arn:aws:chatbot::{account}:chat-configuration/slack-channel/{ConfigurationName}',
    },
}
