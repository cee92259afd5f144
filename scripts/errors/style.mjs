// The style of messages: `'prop' is VALUE, but <must …>: <imperative>`.
import { isPlaceholder } from './text-of.mjs';

/** What a cause begins with when it does not begin with must, cannot, only or a property: a service, or a thing of AWS. */
const SERVICES =
  /^(ACM|Auth0|AWS|Amazon|CDK|CloudFormation|CloudFront|CloudWatch|CodeDeploy|ECR|ECS|ElastiCache|EventBridge|Fargate|GitHub|IAM|KMS|Parameter Store|Route 53|S3|SNS|SQS|SSM|Secrets Manager|Slack|STS|VPC|WAF|YAML)\b/;
const THINGS =
  /^((an?|the|each|this|these|every) )?([a-z]+ )?(access logs?|accounts?|alarms?|apps?|buckets?|caches?|certificates?|clusters?|constructs?|containers?|dashboards?|databases?|deployments?|distributions?|domains?|endpoints?|functions?|gates?|health checks?|hosted zones?|images?|keys?|listeners?|load balancers?|log groups?|metrics?|networks?|parameters?|policies|policy|ports?|records?|regions?|repositor(y|ies)|roles?|rules?|secrets?|security groups?|services?|snapshots?|stacks?|stages?|Stages?|subnets?|tags?|tasks?|task definitions?|templates?|tokens?|topics?|web ACLs?|zones?)\b/;
const CAUSE = /^(must|cannot|only)\b|^['"`<]/;

/** What a fix may begin with. */
export const VERBS =
  'accept acknowledge adapt add adopt allow ask attach begin call change check choose close compare configure convert copy correct create define delegate delete deploy describe disable drop enable enter export fill fix generate give grant import increase keep leave let list look lower make measure merge move name open pass pick pin point provide publish put raise read reference register remove rename replace request restore return rotate run save select separate set shorten sort specify spell split start state subscribe take turn unset update upgrade use wait write'.split(
    ' ',
  );

/** What breaks the style in a message: `allowed`, `fix`, both or neither. */
export function faultsOf({ allowed, fix }) {
  return [...(allowed.every(isCause) ? [] : ['allowed']), ...(fix.every(isImperative) ? [] : ['fix'])];
}

export function isCause(text) {
  return CAUSE.test(text) || SERVICES.test(text) || THINGS.test(text);
}

export function isImperative(text) {
  return isPlaceholder(text) || VERBS.includes(text.split(/\W/)[0]);
}

/** Codes of the config under which many keys are gathered. */
const GATHERED = ['config/contradiction', 'config/not-allowed', 'config/wrong-kind'];

/** Whether messages of one code are about different things: another property, and another way to mend it. */
export function isAmbiguous(messages) {
  const [first, ...others] = messages;
  return (
    !GATHERED.includes(first.code) &&
    others.some((other) => !share(first.prop, other.prop) && !share(first.fix, other.fix))
  );
}

function share(some, others) {
  return some.some((text) => others.includes(text));
}
