import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { parseImageUri } from '../../../core/private/formats/image-uri';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { ImageRepositoryProps } from '../../image-repository';

const LONGEST_ROLLBACK = Duration.days(14);

/** What ECR would refuse, or ECS fail to pull. */
export function imageRepositoryProblems(stack: Stack, props: ImageRepositoryProps): Array<Problem | undefined> {
  const image = parseImageUri(props.image);
  if (Token.isUnresolved(props.image)) {
    const value = 'a value that only CloudFormation knows';
    const allowed = 'account, region, repository and tag are read from it here';
    return [{ code: 'image/late-image', prop: 'image', value, allowed, fix: 'write the address out' }];
  }
  if (image === undefined) {
    return [
      {
        code: 'image/not-an-image',
        prop: 'image',
        value: props.image,
        allowed: 'it has to be the full address of an image in ECR, with a tag or a digest',
        fix: 'write it like "111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live"',
      },
    ];
  }
  const { account, region, repositoryName } = image;
  const elsewhere = areDifferent(stack.account, account) || areDifferent(stack.region, region);
  return [
    problemIf(elsewhere && !props.imageIsElsewhere, {
      code: 'image/elsewhere',
      prop: 'image',
      value: props.image,
      allowed: `it is in account ${account} and region ${region}, and ${stack.node.path} in ${stack.account} and ${stack.region}`,
      fix: "take an image of the stack's own account and region, or state it by 'imageIsElsewhere'",
    }),
    problemIf(image.tag !== undefined && image.tag.startsWith('sha-'), {
      code: 'image/channel-of-a-commit',
      prop: 'image',
      value: props.image,
      allowed: 'tags that begin with "sha-" name one commit for ever, and this one would move',
      fix: 'name a channel, such as "live"',
    }),
    problemIf(repositoryName.length < 2 || repositoryName.length > 256, {
      code: 'image/repository-name',
      prop: 'image',
      value: repositoryName,
      allowed: 'ECR takes 2 to 256 characters in the name of a repository',
      fix: 'choose another name',
    }),
    problemIf(
      (props.untaggedRetention ?? LONGEST_ROLLBACK).toHours({ integral: false }) <
        LONGEST_ROLLBACK.toHours({ integral: false }),
      {
        code: 'image/retention-too-short',
        prop: 'untaggedRetention',
        value: `${props.untaggedRetention?.toHours({ integral: false })} hours`,
        allowed: `ECR counts from the push, and an image that is younger than ${LONGEST_ROLLBACK.toDays()} days may still be rolled back to`,
        fix: `keep them for ${LONGEST_ROLLBACK.toDays()} days or longer`,
      },
    ),
    problemIf(
      props.untaggedRetention !== undefined &&
        !Number.isInteger(props.untaggedRetention.toHours({ integral: false }) / 24),
      {
        code: 'image/retention-in-days',
        prop: 'untaggedRetention',
        value: `${props.untaggedRetention?.toHours({ integral: false })} hours`,
        allowed: 'ECR counts in whole days',
        fix: 'give whole days',
      },
    ),
  ];
}
