import { Conditions } from './permission';
import { ResourceArns } from './resource-arns';
import { TemplateResource } from './templates';

/**
 * A zone's records are changed by name: those of the template, and those that ACM asks for to validate a certificate.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html
 */
export function recordConditions(resource: TemplateResource, arns: ResourceArns): Conditions {
  const key = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
  const { stack, properties } = resource;
  if (resource.type === 'AWS::CertificateManager::Certificate') {
    const names = domainNames(resource, arns).map((name) => `_*.${name.replace(/^\*\./, '')}`);
    return { 'ForAllValues:StringLike': { [key]: names }, Null: { [key]: 'false' } };
  }
  const names = arns.texts(stack, properties.Name ?? '*', 'name').map(normalized);
  return { 'ForAllValues:StringLike': { [key]: names }, Null: { [key]: 'false' } };
}

/** Certificates are requested for the names of the template. */
export function certificateConditions(resource: TemplateResource, arns: ResourceArns): Conditions {
  const conditions: Conditions = {
    'ForAllValues:StringEquals': { 'acm:DomainNames': domainNames(resource, arns) },
    Null: { 'acm:DomainNames': 'false' },
  };
  const { ValidationMethod } = resource.properties;
  return ValidationMethod ? { ...conditions, StringEquals: { 'acm:ValidationMethod': ValidationMethod } } : conditions;
}

function domainNames({ stack, properties }: TemplateResource, arns: ResourceArns): string[] {
  const names = [properties.DomainName, ...(properties.SubjectAlternativeNames ?? [])];
  return [
    ...new Set(names.flatMap((name) => arns.texts(stack, name, 'name')).map((name) => name.toLowerCase())),
  ].sort();
}

/** As Route 53 compares names: small letters, no point at the end, `*` as its octal code. */
function normalized(name: string): string {
  const plain = name.toLowerCase().replace(/\.$/, '');
  return plain.startsWith('*.') ? `\\052${plain.slice(1)}` : plain;
}
