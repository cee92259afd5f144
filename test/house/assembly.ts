import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Repository } from './repository';

/** The parts of a jsii assembly that the contract is about. */
export interface Assembly {
  readonly name: string;
  readonly types: Readonly<Record<string, Type>>;
  readonly submodules?: Readonly<Record<string, unknown>>;
}

export interface Type {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** A struct, that is an interface without behaviour. */
  readonly datatype?: boolean;
  readonly interfaces?: string[];
  readonly docs?: Docs;
  readonly initializer?: { readonly parameters?: Parameter[] };
  readonly properties?: Property[];
  readonly methods?: Method[];
  readonly members?: Array<{ readonly name: string; readonly docs?: Docs }>;
}

export interface Docs {
  readonly summary?: string;
  readonly default?: string;
}

export interface Property {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly overrides?: string;
  readonly docs?: Docs;
}

export interface Method {
  readonly name: string;
  readonly parameters?: Parameter[];
  readonly returns?: { readonly type: TypeReference };
  readonly overrides?: string;
  readonly docs?: Docs;
}

export interface Parameter {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly docs?: Docs;
}

export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly elementtype: TypeReference };
  readonly union?: { readonly types: TypeReference[] };
  readonly intersection?: { readonly types: TypeReference[] };
}

/** A property, method or parameter and the way to it, such as `edge.EdgeCertificate.zone`. */
export interface Place<T> {
  readonly owner: Type;
  readonly path: string;
  readonly item: T;
}

/** What an assembly makes public. What it only overrides for another package is that package's affair. */
export class Api {
  /** What the last `jsii` made of this repository. */
  public static ofRepository(): Api {
    const { root } = Repository.here;
    if (!existsSync(join(root, '.jsii'))) {
      throw new Error('there is no .jsii to check: run `npx projen compile`');
    }
    return new Api(assemblyIn(root), (name) => assemblyIn(join(root, 'node_modules', name)));
  }

  public readonly types: Type[];
  private readonly known: Map<string, Type>;

  constructor(
    public readonly assembly: Assembly,
    private readonly dependency?: (name: string) => Assembly,
  ) {
    this.types = Object.values(assembly.types);
    this.known = new Map(Object.entries(assembly.types));
  }

  public get submodules(): string[] {
    return Object.keys(this.assembly.submodules ?? {}).flatMap((name) => name.split('.').slice(1));
  }

  public get properties(): Array<Place<Property>> {
    return this.types.flatMap((owner) => this.placed(owner, owner.properties));
  }

  public get methods(): Array<Place<Method>> {
    return this.types.flatMap((owner) => this.placed(owner, owner.methods));
  }

  /** Parameters of methods, and of constructors under the name of their class. */
  public get parameters(): Array<Place<Parameter>> {
    const constructors = this.types.flatMap((owner) => within(owner, this.path(owner), owner.initializer?.parameters));
    return [...constructors, ...this.methods.flatMap(({ owner, path, item }) => within(owner, path, item.parameters))];
  }

  /** Every type that a signature names, down to the elements of its collections. */
  public get references(): Array<{ path: string; type: TypeReference }> {
    const returned = this.methods.map(({ path, item }) => ({ path, type: item.returns?.type }));
    const taken = [...this.properties, ...this.parameters].map(({ path, item }) => ({ path, type: item.type }));
    return [...taken, ...returned].flatMap(({ path, type }) =>
      type ? withParts(type).map((part) => ({ path, type: part })) : [],
    );
  }

  /** The type of that name, of this assembly or of one it depends on. */
  public find(fqn: string): Type | undefined {
    const name = fqn.split('.')[0];
    if (!this.known.has(fqn) && name !== this.assembly.name && this.dependency) {
      Object.entries(this.dependency(name).types).forEach(([other, type]) => this.known.set(other, type));
    }
    return this.known.get(fqn);
  }

  public path(type: Type): string {
    return type.fqn.slice(this.assembly.name.length + 1);
  }

  private placed<T extends Property | Method>(owner: Type, items: readonly T[] = []): Array<Place<T>> {
    const own = `${this.assembly.name}.`;
    return items
      .filter(({ overrides }) => overrides === undefined || overrides.startsWith(own))
      .map((item) => ({ owner, path: `${this.path(owner)}.${item.name}`, item }));
  }
}

function assemblyIn(folder: string): Assembly {
  const assembly = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8'));
  const isElsewhere = assembly.schema === 'jsii/file-redirect';
  return isElsewhere ? JSON.parse(gunzipSync(readFileSync(join(folder, assembly.filename))).toString()) : assembly;
}

function within(owner: Type, path: string, parameters: Parameter[] = []): Array<Place<Parameter>> {
  return parameters.map((item) => ({ owner, path: `${path}(${item.name})`, item }));
}

function withParts(type: TypeReference): TypeReference[] {
  const parts = [
    ...(type.collection ? [type.collection.elementtype] : []),
    ...(type.union?.types ?? []),
    ...(type.intersection?.types ?? []),
  ];
  return [type, ...parts.flatMap(withParts)];
}
