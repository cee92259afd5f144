import { PendingInput } from '../../../core';

/**
 * The role by which OpenSearch Service places network interfaces into a VPC. An account has it once: as a resource of a stack it
 * would collide with that of the next domain.
 */
export const SERVICE_LINKED_ROLE: PendingInput = {
  key: 'ServiceLinkedRole',
  target: 'AWSServiceRoleForAmazonOpenSearchService',
  owner: 'an operator, once for each account, before the domain is deployed',
  command: 'aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com',
};
