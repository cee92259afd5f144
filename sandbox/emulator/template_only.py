"""Resource types that exist in their stack alone: the reason, and the reference that they return."""

_NO_SCALING = (
    'MiniStack has no Application Auto Scaling, and no service publishes the metrics that would scale: the sandbox '
    'could only repeat the template. A count that update-service sets shows what scaling would do.'
)
_NO_RESTORE_TEST = (
    'MiniStack has no restore testing and restores nothing: the sandbox could only repeat the template. What a test '
    'would restore is in the recovery points of AWS Backup, which MiniStack does not fill.'
)

_NO_ENDPOINT_SERVICE = (
    'MiniStack has no endpoint services, and no VPC of another account that could have an endpoint: a client of the '
    'sandbox connects to the load balancer itself.'
)
_NO_PAGES = 'MiniStack has no managed login: its sign-in pages are pages of its own, which no branding changes.'
_NO_FAILED_MAIL = (
    'MiniStack delivers every message of a user pool to its mailbox, so that none fails and there is nothing to log.'
)

TEMPLATE_ONLY = {
    'AWS::ApplicationAutoScaling::ScalableTarget': {
        'reason': _NO_SCALING,
        'reference': '{ResourceId}|{ScalableDimension}|{ServiceNamespace}',
    },
    'AWS::ApplicationAutoScaling::ScalingPolicy': {
        'reason': _NO_SCALING,
        'reference': 'arn:aws:autoscaling:{region}:{account}:scalingPolicy:{ScalingTargetId}:policyName/{PolicyName}',
    },
    'AWS::Backup::RestoreTestingPlan': {
        'reason': _NO_RESTORE_TEST,
        'reference': '{RestoreTestingPlanName}',
    },
    'AWS::Backup::RestoreTestingSelection': {
        'reason': _NO_RESTORE_TEST,
        'reference': '{RestoreTestingPlanName}|{RestoreTestingSelectionName}',
    },
    'AWS::Chatbot::SlackChannelConfiguration': {
        'reason': (
            'MiniStack has no Chatbot, and AWS creates a channel only after the Slack workspace is authorized in the '
            'console: the sandbox could neither send a message nor read the channel.'
        ),
        'reference': 'arn:aws:chatbot::{account}:chat-configuration/slack-channel/{ConfigurationName}',
    },
    'AWS::Cognito::LogDeliveryConfiguration': {
        'reason': _NO_FAILED_MAIL,
        'reference': '{UserPoolId}',
    },
    'AWS::Cognito::ManagedLoginBranding': {
        'reason': _NO_PAGES,
        'reference': '{UserPoolId}|{ClientId}',
    },
    'AWS::EC2::SubnetNetworkAclAssociation': {
        'reason': (
            'Subnets of MiniStack are associated with no network ACL, and a replaced association loses its subnet. No '
            'packet passes an ACL.'
        ),
        'reference': '{SubnetId}|{NetworkAclId}',
    },
    'AWS::EC2::VPCEndpointService': {
        'reason': _NO_ENDPOINT_SERVICE,
        'reference': 'vpce-svc-0123456789abcdef0',
    },
    'AWS::EC2::VPCEndpointServicePermissions': {
        'reason': _NO_ENDPOINT_SERVICE,
        'reference': '{ServiceId}',
    },
    'AWS::Logs::LogAnomalyDetector': {
        'reason': 'MiniStack has no anomaly detectors, and flow logs without packets have no records to learn from.',
        'reference': 'arn:aws:logs:{region}:{account}:anomaly-detector:{DetectorName}',
    },
}
