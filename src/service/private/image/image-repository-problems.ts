import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import {
  IMAGE_DIGEST,
  IMAGE_TAG,
  ImageUri,
  parseImageUri,
  REPOSITORY_NAME,
} from '../../../core/private/formats/image-uri';
import { organizationIdProblem } from '../../../core/private/formats/organization-id';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { ImageReferenceOptions } from '../../i-image-repository';
import type { ImageRepositoryProps } from '../../image-repository';

/** ECR's limit for a tag is 128 characters, and `-next` takes five. */
const LONGEST_BEFORE_NEXT = 123;
const LONGEST_ROLLBACK = Duration.days(14);

/** Problems of a repository that is created: ECR would refuse it, or a rollback would miss its image. */
export function imageRepositoryProblems(stack: Stack, props: ImageRepositoryProps): Array<Problem | undefined> {
  const image = parseImageUri(props.image);
  if (image === undefined) {
    return imageUriProblems(props.image);
  }
  return [
    elsewhereProblem(stack, props.image, image),
    tagProblem('image', props.image, image.tag),
    ...nextTagProblems(image.tag, props.nextTag),
    problemIf(image.repositoryName.length < 2 || image.repositoryName.length > 256, {
      code: 'image/repository-name',
      prop: 'image',
      value: image.repositoryName,
      allowed: 'must name a repository by 2 to 256 characters',
      fix: 'choose another name',
    }),
    ...retentionProblems(props.untaggedRetention),
    organizationIdProblem('pullableByOrganization', props.pullableByOrganization),
  ];
}

/** Problems of the URI of an image. */
export function imageUriProblems(imageUri: string): Array<Problem | undefined> {
  if (Token.isUnresolved(imageUri)) {
    return [
      {
        code: 'image/late-image',
        prop: 'image',
        value: 'a value that only CloudFormation knows',
        allowed: 'must be known at synthesis: account, region, repository and tag are read from it',
        fix: 'write the URI out, or use ImageRepository.fromRepository()',
      },
    ];
  }
  const image = parseImageUri(imageUri);
  return [
    problemIf(image === undefined, {
      code: 'image/not-an-image',
      prop: 'image',
      value: imageUri,
      allowed: 'must be the full URI of an image in ECR, with a tag or a digest',
      fix: 'write it like "111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live"',
    }),
    tagProblem('image', imageUri, image?.tag),
  ];
}

/** A name that ECR cannot have given: a wildcard would grant pushes to other repositories. */
export function repositoryNameProblem(repositoryName: string): Problem | undefined {
  return problemIf(!REPOSITORY_NAME.test(repositoryName), {
    code: 'image/not-a-repository',
    prop: 'repository',
    value: repositoryName,
    allowed: 'must be the name of one ECR repository',
    fix: 'write the name as ECR shows it, without wildcards',
  });
}

/** Problems of the tag or the digest of an image in a given repository. */
export function versionProblems({ tag, digest, nextTag }: ImageReferenceOptions): Array<Problem | undefined> {
  return [
    problemIf((tag === undefined) === (digest === undefined), {
      code: 'image/tag-or-digest',
      prop: 'options',
      value: { tag, digest },
      allowed: 'must have a tag or a digest, and not both',
      fix: "pass 'tag' for the image that CI moves, 'digest' for one image",
    }),
    problemIf(tag !== undefined && !Token.isUnresolved(tag) && !IMAGE_TAG.test(tag), {
      code: 'image/not-a-tag',
      prop: 'tag',
      value: tag,
      allowed: 'must be 1 to 128 letters, digits, underscores, dots and hyphens',
      fix: 'write it like "live"',
    }),
    tagProblem('tag', tag, tag),
    ...nextTagProblems(tag, nextTag),
    problemIf(digest !== undefined && !Token.isUnresolved(digest) && !IMAGE_DIGEST.test(digest), {
      code: 'image/not-a-digest',
      prop: 'digest',
      value: digest,
      allowed: 'must be "sha256:" and 64 hexadecimal digits',
      fix: 'copy it from `aws ecr describe-images`',
    }),
  ];
}

function elsewhereProblem(stack: Stack, value: string, { account, region }: ImageUri): Problem | undefined {
  return problemIf(isElsewhere({ account, region }, stack), {
    code: 'image/elsewhere',
    prop: 'image',
    value,
    allowed: `must be in account ${stack.account} and region ${stack.region} of the stack ${stack.node.path}`,
    fix: 'correct the URI, or reference an image elsewhere by ImageRepository.fromImageUri()',
  });
}

function tagProblem(prop: string, value: unknown, tag: string | undefined): Problem | undefined {
  return problemIf(tag !== undefined && tag.startsWith('sha-'), {
    code: 'image/tag-of-a-commit',
    prop,
    value,
    allowed: 'must be a tag that moves, and "sha-" tags name one commit for ever',
    fix: 'name a deployment tag, such as "live"',
  });
}

/** A second tag that moves goes with one that moves, and its name is longer by five characters. */
function nextTagProblems(tag: string | undefined, nextTag: boolean = false): Array<Problem | undefined> {
  const isTooLong = tag !== undefined && !Token.isUnresolved(tag) && tag.length > LONGEST_BEFORE_NEXT;
  return [
    problemIf(nextTag && tag === undefined, {
      code: 'image/next-tag-without-tag',
      prop: 'nextTag',
      value: nextTag,
      allowed: 'cannot be set for an image that is pinned by its digest, because no release moves it',
      fix: 'name the image by a tag, or leave it out',
    }),
    problemIf(nextTag && isTooLong, {
      code: 'image/next-tag-too-long',
      prop: 'nextTag',
      value: `${tag}-next`,
      allowed: 'must be a tag of 128 characters at most',
      fix: `choose a deployment tag of ${LONGEST_BEFORE_NEXT} characters at most`,
    }),
  ];
}

function retentionProblems(retention: Duration | undefined): Array<Problem | undefined> {
  const hours = retention?.toHours({ integral: false }) ?? LONGEST_ROLLBACK.toHours();
  const shown = { prop: 'untaggedRetention', value: `${hours} hours` };
  const days = LONGEST_ROLLBACK.toDays();
  return [
    problemIf(hours < LONGEST_ROLLBACK.toHours(), {
      ...shown,
      code: 'image/retention-too-short',
      allowed: `must be ${days} days at least, from the push on: a rollback may need an image until then`,
      fix: `keep them for ${days} days or longer`,
    }),
    problemIf(!Number.isInteger(hours / 24), {
      ...shown,
      code: 'image/retention-in-days',
      allowed: 'must be a whole number of days, as ECR counts',
      fix: 'give whole days',
    }),
  ];
}
