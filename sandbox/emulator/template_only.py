"""Resource types that exist in their stack alone: the reason, and the ARN that they return."""

TEMPLATE_ONLY = {
    'AWS::Chatbot::SlackChannelConfiguration': {
        'reason': (
            'MiniStack has no Chatbot, and AWS creates a channel only after the Slack workspace is authorized in the '
            'console: the sandbox could neither send a message nor read the channel.'
        ),
        'reference': 'arn:aws:chatbot::{account}:chat-configuration/slack-channel/{ConfigurationName}',
    },
}
