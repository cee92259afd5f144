/** A rule group of AWS Managed Rules, in its default version. */
export interface ManagedRuleGroup {
  /** Name of the rule in the web ACL, and of its metrics. */
  readonly rule: string;
  /** Name of the rule group. */
  readonly group: string;
  /** Web ACL capacity units. */
  readonly capacity: number;
}

/** Cross-site scripting, file inclusion, sizes and more: the core rule set. */
export const COMMON: ManagedRuleGroup = {
  rule: 'CommonRules',
  group: 'AWSManagedRulesCommonRuleSet',
  capacity: 700,
};

/** Requests that belong to known exploits, such as Log4j. */
export const KNOWN_BAD_INPUTS: ManagedRuleGroup = {
  rule: 'KnownBadInputs',
  group: 'AWSManagedRulesKnownBadInputsRuleSet',
  capacity: 200,
};

/** SQL injection. */
export const SQL_INJECTION: ManagedRuleGroup = {
  rule: 'SqlInjection',
  group: 'AWSManagedRulesSQLiRuleSet',
  capacity: 200,
};

/**
 * Addresses of bots and scanners that Amazon knows.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-ip-rep.html
 */
export const IP_REPUTATION: ManagedRuleGroup = {
  rule: 'IpReputation',
  group: 'AWSManagedRulesAmazonIpReputationList',
  capacity: 25,
};

/**
 * Bots by their signature.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-bot.html
 */
export const BOT_CONTROL: ManagedRuleGroup = {
  rule: 'BotControl',
  group: 'AWSManagedRulesBotControlRuleSet',
  capacity: 50,
};

/** A rule inside of a rule group, and the label that it adds to the requests that it matches. */
export interface ManagedRule {
  readonly group: ManagedRuleGroup;
  readonly label: string;
}

/** The rules that can have exceptions, by the name that AWS WAF logs. */
export function managedRule(name: string): ManagedRule | undefined {
  const found = LABELS.find(({ labels }) => Object.hasOwn(labels, name));
  return found && { group: found.group, label: `awswaf:managed:aws:${found.namespace}:${found.labels[name]}` };
}

// Labels do not follow from the names of the rules, so that each is written out. Of every group the rules of its default
// version that AWS documents: AWS WAF refuses an override of a rule that the version does not have.
const LABELS: Array<{ group: ManagedRuleGroup; namespace: string; labels: Record<string, string> }> = [
  {
    // https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
    group: COMMON,
    namespace: 'core-rule-set',
    labels: {
      CrossSiteScripting_BODY: 'CrossSiteScripting_Body',
      CrossSiteScripting_COOKIE: 'CrossSiteScripting_Cookie',
      CrossSiteScripting_QUERYARGUMENTS: 'CrossSiteScripting_QueryArguments',
      CrossSiteScripting_URIPATH: 'CrossSiteScripting_URIPath',
      EC2MetaDataSSRF_BODY: 'EC2MetaDataSSRF_Body',
      EC2MetaDataSSRF_COOKIE: 'EC2MetaDataSSRF_Cookie',
      EC2MetaDataSSRF_QUERYARGUMENTS: 'EC2MetaDataSSRF_QueryArguments',
      EC2MetaDataSSRF_URIPATH: 'EC2MetaDataSSRF_URIPath',
      GenericLFI_BODY: 'GenericLFI_Body',
      GenericLFI_QUERYARGUMENTS: 'GenericLFI_QueryArguments',
      GenericLFI_URIPATH: 'GenericLFI_URIPath',
      GenericRFI_BODY: 'GenericRFI_Body',
      GenericRFI_QUERYARGUMENTS: 'GenericRFI_QueryArguments',
      GenericRFI_URIPATH: 'GenericRFI_URIPath',
      NoUserAgent_HEADER: 'NoUserAgent_Header',
      RestrictedExtensions_QUERYARGUMENTS: 'RestrictedExtensions_QueryArguments',
      RestrictedExtensions_URIPATH: 'RestrictedExtensions_URIPath',
      SizeRestrictions_BODY: 'SizeRestrictions_Body',
      SizeRestrictions_Cookie_HEADER: 'SizeRestrictions_Cookie_Header',
      SizeRestrictions_QUERYSTRING: 'SizeRestrictions_QueryString',
      SizeRestrictions_URIPATH: 'SizeRestrictions_URIPath',
      UserAgent_BadBots_HEADER: 'BadBots_Header',
    },
  },
  {
    group: KNOWN_BAD_INPUTS, // of the same page
    namespace: 'known-bad-inputs',
    labels: {
      ExploitablePaths_URIPATH: 'ExploitablePaths_URIPath',
      Host_localhost_HEADER: 'Host_Localhost_Header',
      JavaDeserializationRCE_BODY: 'JavaDeserializationRCE_Body',
      JavaDeserializationRCE_HEADER: 'JavaDeserializationRCE_Header',
      JavaDeserializationRCE_QUERYSTRING: 'JavaDeserializationRCE_QueryString',
      JavaDeserializationRCE_URIPATH: 'JavaDeserializationRCE_URIPath',
      Log4JRCE_BODY: 'Log4JRCE_Body',
      Log4JRCE_HEADER: 'Log4JRCE_Header',
      Log4JRCE_QUERYSTRING: 'Log4JRCE_QueryString',
      Log4JRCE_URIPATH: 'Log4JRCE_URIPath',
      PROPFIND_METHOD: 'Propfind_Method',
      ReactJSRCE_BODY: 'ReactJSRCE_Body',
    },
  },
  {
    // https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-use-case.html
    group: SQL_INJECTION,
    namespace: 'sql-database',
    labels: {
      SQLi_BODY: 'SQLi_Body',
      SQLi_COOKIE: 'SQLi_Cookie',
      SQLi_QUERYARGUMENTS: 'SQLi_QueryArguments',
      SQLiExtendedPatterns_BODY: 'SQLiExtendedPatterns_Body',
      SQLiExtendedPatterns_QUERYARGUMENTS: 'SQLiExtendedPatterns_QueryArguments',
    },
  },
];
